// The search: asks the index that Pagefind has made, and shows what it finds. The page lists what
// there is without it, so that nothing is lost where this can't run.

const AT_ONCE = 20;
const PAUSE = 150;

const byId = (id) => document.getElementById(id);
const finder = byId("finder");
const query = byId("query");
const choices = [...finder.querySelectorAll("select")];
const status = byId("status");
const found = byId("found");
const more = byId("more");
const language = document.documentElement.lang;

let loading;
let results = [];
let asked = 0;
let waiting;

// Some write Persian with the letters of an Arabic keyboard: either way finds the other.
const PERSIAN = { "\u064a": "\u06cc", "\u0643": "\u06a9" };
const ARABIC = { "\u06cc": "\u064a", "\u06a9": "\u0643" };
const spelt = (words, letters) => words.replace(/[\u064a\u0643\u06cc\u06a9]/g, (l) => letters[l] ?? l);

async function begin() {
  if (!(await isThere())) return;
  const wanted = new URLSearchParams(location.search);
  query.value = wanted.get("q") ?? "";
  for (const choice of choices) {
    const value = wanted.get(choice.name) ?? "";
    choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
    choice.addEventListener("change", look);
  }
  query.addEventListener("input", () => {
    // What is still being answered is not asked any more.
    asked += 1;
    found.ariaBusy = "true";
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  query.addEventListener("focus", () => load().catch(() => {}), { once: true });
  more.addEventListener("click", showMore);
  finder.hidden = false;
  await look();
}

// What says that there is an index is small; what searches is not, and comes with the first wish.
async function isThere() {
  try {
    return (await fetch(`${finder.dataset.index}pagefind-entry.json`)).ok;
  } catch {
    return false;
  }
}

function load() {
  loading ??= begun().catch((fault) => {
    loading = undefined;
    throw fault;
  });
  return loading;
}

async function begun() {
  const index = await import(`${finder.dataset.index}pagefind.js`);
  await index.init();
  return index;
}

async function look() {
  const number = ++asked;
  const words = query.value.trim();
  const filters = Object.fromEntries(choices.filter((c) => c.value).map((c) => [c.name, c.value]));
  found.ariaBusy = "true";
  remember(words, filters);
  const answer = await answerTo(words, filters);
  if (number === asked) {
    results = answer.results;
    show(answer.items);
    status.textContent = answer.said;
    found.ariaBusy = "false";
  }
}

async function answerTo(words, filters) {
  const nothing = { results: [], items: [], said: "" };
  if (!words && !Object.keys(filters).length) return nothing;
  try {
    const results = await resultsOf(words, filters);
    const said = results.length ? foundSo(results.length) : status.dataset.none;
    return { results, items: await itemsOf(results.slice(0, AT_ONCE)), said };
  } catch {
    return { ...nothing, said: status.dataset.fault };
  }
}

async function resultsOf(words, filters) {
  const index = await load();
  const options = words ? { filters } : { filters, sort: { date: "desc" } };
  const spellings = new Set([words, spelt(words, PERSIAN), spelt(words, ARABIC)]);
  const answers = await Promise.all([...spellings].map((w) => index.search(w || null, options)));
  const each = new Map(answers.flatMap((answer) => answer.results).map((one) => [one.id, one]));
  return [...each.values()];
}

const itemsOf = async (some) => (await Promise.all(some.map((one) => one.data()))).map(item);

const foundSo = (number) => status.dataset.found.replace("{number}", number.toLocaleString(language));

function show(items) {
  found.replaceChildren(...items);
  more.hidden = items.length >= results.length;
}

async function showMore() {
  const number = asked;
  const before = [...found.children];
  const items = await itemsOf(results.slice(before.length, before.length + AT_ONCE));
  if (number !== asked) return;
  show([...before, ...items]);
  items[0].querySelector("a").focus();
}

// What is shown in the address can be sent to somebody else.
function remember(words, filters) {
  const wanted = new URLSearchParams(words ? { q: words, ...filters } : filters).toString();
  history.replaceState(null, "", wanted ? `?${wanted}` : location.pathname);
}

function item({ url, meta, filters, excerpt }) {
  const by = element("p", "by", [
    [...labels("kind", filters), ...labels("source", filters), ...labels("year", filters)].join(" · "),
  ]);
  const title = element("h2", "", [element("a", "", [meta.title], { href: encodeURI(url) })]);
  const words = element("p", "passage-found", pieces(excerpt), { dir: "auto" });
  for (const one of [title, words]) if (meta.lang && meta.lang !== language) one.lang = meta.lang;
  title.dir = "auto";
  const verdicts = (filters.verdict ?? []).map(verdict).filter(Boolean);
  const chips = verdicts.map((one) => element("li", "", [one]));
  return element("li", "item", [title, by, words, ...(chips.length ? [element("ul", "chips", chips)] : [])]);
}

// The words of the choices are those of the page's language.
function labels(name, filters) {
  const choice = choices.find((one) => one.name === name);
  const options = [...choice.options].filter((option) => filters[name]?.includes(option.value));
  return options.map((option) => option.dataset.one ?? option.textContent);
}

function verdict(key) {
  const shown = [...byId("verdicts").querySelectorAll("[data-verdict]")];
  return shown.find((one) => one.dataset.verdict === key)?.cloneNode(true);
}

// The excerpt is HTML made from somebody else's text: of it only words and marks are taken.
function pieces(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html");
  return [...parsed.body.childNodes].map((node) =>
    node.nodeName === "MARK" ? element("mark", "", [node.textContent]) : node.textContent,
  );
}

function element(name, style, children, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  if (style) made.className = style;
  made.append(...children);
  return made;
}

begin();
