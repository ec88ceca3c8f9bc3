// What every page of the preview runs: it hears of each build, and shows what the page has become.

const RETRY = 500;
const HELLO = { command: "hello", protocols: ["http://livereload.com/protocols/official-7"] };

const marks = (page) => page.querySelector('script[src="/-/preview.js"]').dataset;

let socket;

function connect() {
  socket = new WebSocket(`ws://${location.host}/livereload`);
  socket.addEventListener("open", () => socket.send(JSON.stringify(HELLO)));
  socket.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
  socket.addEventListener("close", () => setTimeout(connect, RETRY));
}

function hear(message) {
  if (message.command === "hello") {
    socket.send(JSON.stringify({ command: "info", url: location.href }));
  } else if (message.command === "reload") {
    refresh();
  }
}

async function refresh() {
  const { page, start } = marks(document);
  const known = `"${start}-${page}"`;
  const answer = await fetch(location.href, {
    headers: { Accept: "text/html", "If-None-Match": known },
  });
  if (answer.status !== 304 && answer.headers.get("ETag") !== known) {
    location.reload();
  }
}

connect();
