// Makes a page what another has become, and leaves alone what is the same and what its reader did:
// where it is scrolled to, what has the focus, what is unfolded, what is chosen.

import { morph } from "./morph.js";

const SCRIPT = 'script[src="/-/preview.js"]';
const SHEETS = 'link[rel="stylesheet"]';
// A stylesheet that doesn't come must not keep the page back.
const PATIENCE = 2000;

export async function swap(next) {
  const undress = await dress(next);
  const before = whatIsDone();
  const place = whereItIs();
  morphHead(next);
  morph(document.body, next.body);
  undress();
  redo(before, next);
  for (const { name, value } of next.documentElement.attributes) {
    document.documentElement.setAttribute(name, value);
  }
  document.title = next.title;
  returnTo(place);
}

// Load the stylesheets that are new beside the old ones; return how to take the old ones away.
async function dress(next) {
  const wanted = [...next.querySelectorAll(SHEETS)];
  const worn = [...document.head.querySelectorAll(SHEETS)];
  const has = (sheets, href) => sheets.some((sheet) => sheet.getAttribute("href") === href);
  const fresh = wanted.filter((sheet) => !has(worn, sheet.getAttribute("href")));
  const loading = fresh.map((sheet) => {
    const link = document.importNode(sheet, true);
    const done = new Promise((resolve) => {
      link.addEventListener("load", resolve);
      link.addEventListener("error", resolve);
    });
    document.head.append(link);
    return done;
  });
  if (loading.length > 0) {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    await Promise.race([Promise.all(loading), late]);
  }
  const old = worn.filter((sheet) => !has(wanted, sheet.getAttribute("href")));
  return () => old.forEach((sheet) => sheet.remove());
}

// The order in a head means nothing but for stylesheets, and these are seen to.
function morphHead(next) {
  const parts = (page) => [...page.head.children].filter((one) => !one.matches(`${SHEETS}, ${SCRIPT}`));
  const wanted = parts(next);
  for (const one of parts(document)) {
    const same = wanted.findIndex((other) => other.isEqualNode(one));
    if (same < 0) {
      one.remove();
    } else {
      wanted.splice(same, 1);
    }
  }
  document.head.append(...wanted.map((one) => document.importNode(one, true)));
  const own = document.querySelector(SCRIPT);
  for (const name of Object.keys(own.dataset)) {
    delete own.dataset[name];
  }
  Object.assign(own.dataset, next.querySelector(SCRIPT).dataset);
}

// ---- what the reader did -----------------------------------------------------

// What folds goes by the nearest id, and by its number among those that have the same.
function folds(root) {
  const found = new Map();
  for (const details of root.querySelectorAll("details")) {
    const home = details.closest("[id]")?.id ?? "";
    let number = 0;
    while (found.has(`${home} ${number}`)) {
      number += 1;
    }
    found.set(`${home} ${number}`, details);
  }
  return found;
}

const CHOICES = "input[id], select[id], textarea[id]";

function whatIsDone() {
  const open = new Map();
  for (const [key, details] of folds(document)) {
    open.set(key, details.open);
  }
  const chosen = new Map();
  for (const one of document.querySelectorAll(CHOICES)) {
    const option = one.selectedOptions?.[0];
    chosen.set(one.id, { checked: one.checked, value: one.value, option: option?.id });
  }
  return { open, chosen, focus: document.activeElement };
}

function redo({ open, chosen, focus }, next) {
  const asWritten = folds(next);
  for (const [key, details] of folds(document)) {
    details.open = open.get(key) ?? asWritten.get(key)?.open ?? false;
  }
  for (const one of document.querySelectorAll(CHOICES)) {
    const was = chosen.get(one.id);
    if (was !== undefined) {
      choose(one, was);
    }
  }
  chooseAnything();
  if (!focus.isConnected && focus.id) {
    document.getElementById(focus.id)?.focus({ preventScroll: true });
  } else if (focus.isConnected && focus !== document.activeElement) {
    focus.focus({ preventScroll: true });
  }
}

function choose(one, was) {
  if (one instanceof HTMLSelectElement) {
    // An option may count what it stands for, so it goes by its id.
    const option = was.option ? document.getElementById(was.option) : null;
    one.selectedIndex = option?.closest("select") === one ? option.index : 0;
  } else if (one.type === "radio" || one.type === "checkbox") {
    if (one.checked !== was.checked && (was.checked || one.type === "checkbox")) {
      one.checked = was.checked;
    }
  } else if (one.value !== was.value) {
    one.value = was.value;
  }
}

// Where the chosen one of several has gone, what is chosen at first is chosen again.
function chooseAnything() {
  for (const one of document.querySelectorAll("input[type=radio][checked]")) {
    const group = document.querySelectorAll(`input[type=radio][name="${CSS.escape(one.name)}"]`);
    if (![...group].some((other) => other.checked)) {
      one.checked = true;
    }
  }
}

// ---- where it is scrolled to ---------------------------------------------------

// What is read stays where it is in the window, however much comes before it. It is found by what
// stands at some heights of the window, the likeliest to be read first.
const HEIGHTS = [0.3, 0.5, 0.15, 0.7, 0.9];

function whereItIs() {
  const chain = [];
  for (const height of HEIGHTS) {
    const at = document.elementFromPoint(innerWidth / 2, innerHeight * height);
    for (let one = at; one && one !== document.body; one = one.parentElement) {
      chain.push({ element: one, text: one.textContent, top: one.getBoundingClientRect().top });
    }
  }
  const isTarget = document.querySelector(":target") !== null;
  return { chain, x: scrollX, y: scrollY, isTarget };
}

function returnTo({ chain, x, y, isTarget }) {
  if (isTarget && document.querySelector(":target") === null) {
    // What the address points to was made anew: say so once more.
    location.replace(location.hash);
  }
  const kept = chain.filter(({ element }) => element.isConnected);
  const same = kept.filter(({ element, text }) => element.textContent === text);
  // Of what began above the window the beginning alone would stay where it is.
  const sure = same.find(({ top }) => top >= 0) ?? same[0] ?? kept[0];
  const shift = y > 0 && sure ? sure.element.getBoundingClientRect().top - sure.top : 0;
  if (Math.abs(shift) > 0.5 || scrollX !== x) {
    scrollTo({ left: x, top: scrollY + shift, behavior: "instant" });
  }
}
