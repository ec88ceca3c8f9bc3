// Annotating in the preview: select words, press a button or the key "a", fill in a small form.
//
// What is sent of a selection is told in site_builder/annotating/selecting.py. The form writes into
// the article's file; the page that comes of it is brought by preview.js, as after any save.

const BLOCKS = "#text > .passage > .prose, #text > .passage > .footnotes > ol > li";
const BESIDE = "figcaption, p.back";
const KEY = "a";
const CHECK = "check";
const NEW = "";
const SCALE = "own";
const SHARED = "shared";
const HIGHLIGHT = "digest-annotating";

const visible = (text) => [...text.replace(/\s+/gu, "")].length;
const own = () => document.querySelector('script[src="/-/preview.js"]').dataset;
// Those who look from other machines have no token, and don't write.
const mayWrite = () => own().token !== "";

// ------------------------------------------------------------------ what was selected

function* texts() {
  for (const block of document.querySelectorAll(BLOCKS)) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(BESIDE)) {
        yield walker.currentNode;
      }
    }
  }
}

function selected() {
  const selection = document.getSelection();
  if (!mayWrite() || !selection.rangeCount || selection.isCollapsed) {
    return null;
  }
  const range = selection.getRangeAt(0);
  let start = 0;
  let exact = "";
  for (const node of texts()) {
    if (range.intersectsNode(node)) {
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      if (!exact) {
        start += visible(node.data.slice(0, from));
      }
      exact += node.data.slice(from, to);
    } else if (!exact && range.comparePoint(node, 0) < 0) {
      start += visible(node.data);
    }
  }
  const length = visible(exact);
  return length ? { range, start, end: start + length, exact } : null;
}

// ------------------------------------------------------------------ what the server is asked

async function ask(name, data) {
  const answer = await fetch(`/-/write/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Digest-Token": own().token },
    body: JSON.stringify({ address: location.pathname, ...data }),
  }).catch(() => null);
  return answer?.ok
    ? answer.json()
    : { refused: "The preview does not answer. Is `digest serve` still running?", problems: [] };
}

// ------------------------------------------------------------------ small things to build with

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

const button = (text, action, kind) =>
  element("button", { type: "button", class: kind, click: action }, text);

function field(label, control, hint = "") {
  const words = [element("span", { class: "label" }, label)];
  if (hint) {
    words.push(element("span", { class: "hint" }, hint));
  }
  return element("label", { class: "field" }, ...words, control);
}

const area = (name, value, rows) => {
  const made = element("textarea", { name, rows, dir: "auto" });
  made.value = value ?? "";
  return made;
};

const line = (name, value, more = {}) =>
  element("input", { name, value: value ?? "", dir: "auto", autocomplete: "off", ...more });

function choice(name, options, value) {
  const made = element(
    "select",
    { name },
    ...options.map(([key, label]) => element("option", { value: key }, label)),
  );
  made.value = options.some(([key]) => key === value) ? value : options[0][0];
  return made;
}

// ------------------------------------------------------------------ where it all stands

const host = element("digest-annotator");
const shadow = host.attachShadow({ mode: "open" });
const offer = button("Annotate", () => begin(), "offer");
offer.hidden = true;
offer.title = `Annotate the selected words (key: ${KEY})`;
shadow.append(element("link", { rel: "stylesheet", href: "/-/annotate.css" }), offer);

const isOpen = () => shadow.querySelector("dialog") !== null;

function place() {
  const words = isOpen() ? null : selected();
  offer.hidden = words === null;
  if (words !== null) {
    const box = [...words.range.getClientRects()].at(-1) ?? words.range.getBoundingClientRect();
    const most = document.documentElement.clientWidth - 120;
    offer.style.top = `${box.bottom + scrollY + 8}px`;
    offer.style.left = `${Math.max(8, Math.min(box.right + scrollX, most))}px`;
  }
}

// The words stay to be seen while the form has the focus.
const shining = new CSSStyleSheet();
shining.replaceSync(`::highlight(${HIGHLIGHT}) { background: var(--select, Highlight); }`);
document.adoptedStyleSheets.push(shining);

const highlight = (range) => CSS.highlights?.set(HIGHLIGHT, new Highlight(range));

// ------------------------------------------------------------------ the form

async function begin() {
  const words = selected();
  if (words === null) {
    return;
  }
  const { range, ...selection } = words;
  const answer = await ask("pin", selection);
  highlight(range);
  open(answer.refused ? refusal(answer) : form({ ...answer, selection }, NEW));
}

async function edit(id) {
  const answer = await ask("annotation", { id });
  open(answer.refused ? refusal(answer) : form(answer, id));
}

function open(content) {
  const before = document.activeElement;
  // On the side of the notes: the text is to be seen.
  const { direction } = getComputedStyle(document.documentElement);
  const dialog = element("dialog", { "aria-labelledby": "title", class: direction }, content);
  dialog.addEventListener("close", () => {
    dialog.remove();
    CSS.highlights?.delete(HIGHLIGHT);
    before?.focus?.();
    place();
  });
  shadow.append(dialog);
  offer.hidden = true;
  dialog.showModal();
  dialog.querySelector("[autofocus], select, textarea, input, button")?.focus();
}

const close = () => shadow.querySelector("dialog")?.close();

function refusal(answer) {
  return element(
    "div",
    {},
    element("h2", { id: "title" }, "This can’t be annotated"),
    element("p", {}, answer.refused),
    listed(answer.problems),
    element("p", { class: "buttons" }, button("Close", close)),
  );
}

function listed(problems) {
  return element(
    "ul",
    { class: "problems" },
    ...problems.map((one) => {
      const where = `${one.path}:${one.line}:${one.column}`;
      const link = one.edit ? element("a", { href: one.edit }, where) : where;
      return element(
        "li",
        {},
        element("p", {}, `${one.message} ${one.hint}`),
        element("p", { class: "where" }, link, ` ${one.code}`),
      );
    }),
  );
}

function form(answer, id) {
  const { given, choices } = answer;
  const what = choice("what", choices.kinds, kindOf(given, choices));
  const parts = element("div", { class: "parts" });
  const show = () => parts.replaceChildren(...fields(what.value, given, choices));
  const remember = () => Object.assign(given, collected(made));
  what.addEventListener("change", () => {
    remember();
    show();
  });
  const trouble = element("div", { class: "trouble", role: "alert" });
  const made = element(
    "form",
    { submit: (event) => save(event, answer, id, trouble) },
    element("h2", { id: "title" }, id === NEW ? "Annotate" : `Change “${id}”`),
    element("blockquote", { dir: "auto" }, answer.words),
    answer.widened
      ? element("p", { class: "hint" }, "The selection was widened: no word or number is cut.")
      : "",
    field("What it is", what),
    parts,
    trouble,
    element(
      "p",
      { class: "buttons" },
      element("button", { class: "main" }, id === NEW ? "Write it into the file" : "Write the change"),
      button("Cancel", close),
      id === NEW ? "" : button("Withdraw …", () => withdraw(answer, id), "grave"),
    ),
  );
  show();
  return made;
}

function kindOf(given, choices) {
  if (given.claim) {
    return SHARED;
  }
  if (given.verdict) {
    return SCALE;
  }
  return given.kind && given.kind !== CHECK ? given.kind : choices.kinds[0][0];
}

function fields(what, given, choices) {
  const status = choice("status", choices.statuses, given.status);
  const who = (name) => line(name, given[name], { list: "people" });
  const people = names("people", choices.people);
  if (what === SHARED) {
    const claim = line("claim", given.claim, { list: "claims", required: true });
    return [
      field("Claim", claim, "Type a word of it, or its key."),
      names("claims", choices.claims),
      field("Note", area("note", given.note, 3), "Markdown; what is to be said here alone."),
      field("Status", status),
    ];
  }
  if (what !== SCALE) {
    return [
      field("Note", area("note", given.note, 4), "Markdown."),
      field("Fact", area("fact", given.fact, 2), "In one line, if there is one."),
      proofs(given),
      field("By", who("by")),
      people,
      field("Status", status),
    ];
  }
  const verdict = choice("verdict", [["", "Choose one"], ...choices.verdicts], given.verdict);
  verdict.required = true;
  return [
    field("Verdict", verdict),
    field("Fact", area("fact", given.fact, 2), "What is true, in one line."),
    field("Note", area("note", given.note, 4), "Markdown; the explanation."),
    proofs(given),
    element(
      "div",
      { class: "row" },
      field("By", who("by")),
      field("Reviewer", who("reviewer")),
      field("Checked", line("checked", given.checked ?? choices.today)),
      field("Review by", line("review_by", given.review_by)),
    ),
    people,
    field("Status", status),
  ];
}

function names(id, pairs) {
  const options = pairs.map(([value, text]) => element("option", { value }, text));
  return element("datalist", { id }, ...options);
}

function proofs(given) {
  const list = element("div", { class: "proofs" });
  const add = (one = {}) => list.append(proof(one));
  (given.evidence ?? []).forEach(add);
  return element(
    "fieldset",
    {},
    element("legend", {}, "Evidence"),
    list,
    button("Add evidence", () => {
      add();
      list.lastElementChild.querySelector("input").focus();
    }),
  );
}

function proof(one) {
  const kinds = [["", "—"], ["primary", "primary"], ["secondary", "secondary"]];
  const made = element(
    "fieldset",
    { class: "proof" },
    element("legend", {}, "One piece of evidence"),
    field("Title", line("title", one.title)),
    field("Address", line("url", one.url, { inputmode: "url", placeholder: "https://" })),
    field("Or where it is found", line("citation", one.citation)),
    field("Archived copy", line("archived", one.archived, { inputmode: "url" })),
    element(
      "div",
      { class: "row" },
      field("Seen on", line("accessed", one.accessed)),
      field("Kind", choice("kind", kinds, one.kind)),
    ),
    field("Words of it", area("quote", one.quote, 1)),
    button("Remove", () => made.remove()),
  );
  return made;
}

// The keys of the annotation as typed; those that the chosen kind has no field for are left alone.
function collected(made) {
  const found = {};
  for (const control of made.querySelectorAll(".parts [name]")) {
    if (!control.closest(".proof")) {
      found[control.name] = control.value;
    }
  }
  if (made.querySelector(".proofs")) {
    found.evidence = [...made.querySelectorAll(".proof")].map((one) =>
      Object.fromEntries([...one.querySelectorAll("[name]")].map((it) => [it.name, it.value])),
    );
  }
  return found;
}

async function save(event, answer, id, trouble) {
  event.preventDefault();
  const made = event.target;
  const what = made.elements.what.value;
  const kind = what === SCALE || what === SHARED ? "" : what;
  const { fingerprint, selection } = answer;
  const given = { claim: "", verdict: "", ...collected(made), kind };
  made.inert = true;
  const done = await (id === NEW
    ? ask("annotate", { fingerprint, ...selection, given })
    : ask("change", { fingerprint, id, given }));
  made.inert = false;
  if (done.refused) {
    trouble.replaceChildren(element("p", {}, done.refused), listed(done.problems));
    trouble.scrollIntoView({ block: "nearest" });
    return;
  }
  finish(done.id);
}

function withdraw(answer, id) {
  close();
  const trouble = element("div", { class: "trouble", role: "alert" });
  const reason = area("reason", "", 3);
  reason.required = true;
  const act = async (event) => {
    event.preventDefault();
    const { fingerprint } = answer;
    const done = await ask("withdraw", { fingerprint, id, reason: reason.value });
    if (done.refused) {
      trouble.replaceChildren(element("p", {}, done.refused), listed(done.problems));
    } else {
      finish(done.id);
    }
  };
  open(
    element(
      "form",
      { submit: act },
      element("h2", { id: "title" }, `Withdraw “${id}”`),
      element("blockquote", { dir: "auto" }, answer.words),
      field("Reason", reason, "Readers see it at the note’s address."),
      trouble,
      element(
        "p",
        { class: "buttons" },
        element("button", { class: "main grave" }, "Withdraw it"),
        button("Cancel", close),
      ),
    ),
  );
}

// Waits for the page that the next build makes, and goes to the note in it.
function finish(id) {
  close();
  document.getSelection().removeAllRanges();
  const address = `note-${id}`;
  const arrive = () => {
    const note = document.getElementById(address);
    note?.scrollIntoView({ block: "nearest" });
    note?.querySelector("summary")?.focus({ preventScroll: true });
  };
  document.addEventListener("digest:swapped", arrive, { once: true });
}

// ------------------------------------------------------------------ notes that are there already

function tools(note) {
  if (!note || !mayWrite() || note.dataset.status === "withdrawn" || note.querySelector(".digest-tools")) {
    return;
  }
  const id = note.id.replace(/^note-/u, "");
  const tool = button("Edit this annotation", () => edit(id), "digest-tools");
  note.querySelector(".note-links")?.append(" ", tool);
}

document.addEventListener("selectionchange", place);
addEventListener("resize", place);
for (const kind of ["focusin", "pointerover"]) {
  document.addEventListener(kind, ({ target }) => tools(target.closest?.(".note")));
}
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === KEY && isPlain && !isTyping && !isOpen() && selected()) {
    event.preventDefault();
    begin();
  }
});
document.documentElement.append(host);
