// What every page of the preview runs: it hears of each build, and shows what the page has become.
//
// The server speaks livereload's protocol. Its `reload` says what is wrong with the digest and which
// pages were saved; it comes with each build, and once when a page begins to listen, so that a page
// that slept learns what it missed.

import "./annotate.js";
import { openPanel } from "./panel.js";
import { swap } from "./swap.js";

const HELLO = { command: "hello", protocols: ["http://livereload.com/protocols/official-7"] };
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4000;

const marksOf = (page) => page.querySelector('script[src="/-/preview.js"]')?.dataset;
const tagOf = ({ start, page }) => `"${start}-${page}"`;

const panel = openPanel();
let socket;
let pause = FIRST_PAUSE;
let waiting;
// What was heard last of which start of the server: an older message has nothing to say.
let heard = { start: marksOf(document).start, number: 0 };

function connect() {
  clearTimeout(waiting);
  socket = new WebSocket(`ws://${location.host}/livereload`);
  socket.addEventListener("open", () => socket.send(JSON.stringify(HELLO)));
  socket.addEventListener("message", ({ data }) => hear(JSON.parse(data)));
  socket.addEventListener("close", () => {
    panel.lose();
    waiting = setTimeout(connect, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  });
}

function hear(message) {
  if (message.command === "hello") {
    socket.send(JSON.stringify({ command: "info", url: location.href }));
    pause = FIRST_PAUSE;
  } else if (message.command === "reload") {
    const isFirst = heard.number === 0;
    const isNews = message.start !== heard.start || message.number > heard.number;
    heard = { start: message.start, number: message.number };
    panel.show(message);
    if (isNews) {
      refresh();
    }
    if (isNews && !isFirst) {
      lead(message);
    }
  }
}

// Offer the way to what was saved, or take it, if it is not what is looked at.
function lead({ saved, follow }) {
  const isHere = ({ address }) => address === location.pathname;
  if (saved.length === 0 || saved.some(isHere)) {
    panel.offer([]);
  } else if (follow) {
    location.assign(saved[0].address);
  } else {
    panel.offer(saved);
  }
}

let asking = false;
let askAgain = false;

// Get the page as it is now. What changes while it is got is got once more: the last state stays.
async function refresh() {
  if (asking) {
    askAgain = true;
    return;
  }
  asking = true;
  do {
    askAgain = false;
    await refreshOnce();
  } while (askAgain);
  asking = false;
}

async function refreshOnce() {
  const known = tagOf(marksOf(document));
  const headers = { Accept: "text/html", "If-None-Match": known };
  const answer = await fetch(location.href, { headers }).catch(() => null);
  // Where nobody answers the server has gone: it will say so when it is back.
  if (answer === null || answer.status === 304) {
    return;
  }
  if (answer.redirected) {
    location.replace(answer.url);
    return;
  }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const marks = marksOf(next);
  if (!marks) {
    location.reload();
  } else if (tagOf(marks) !== known) {
    await swap(next);
    panel.lookAround(marks.near);
    document.dispatchEvent(new CustomEvent("digest:swapped"));
  }
}

// A page that was asleep may have lost its socket and not know it yet.
addEventListener("pageshow", ({ persisted }) => persisted && socket.close());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && socket.readyState === WebSocket.CLOSED) {
    connect();
  }
});

panel.lookAround(marksOf(document).near);
connect();
