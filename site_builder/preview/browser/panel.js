// What the preview says over a page: what is wrong, where it was saved, what else there is.
//
// It lives in a shadow of its own, so that neither it nor the page has the other's styles.

const MESSAGE_STAYS = 12_000;
const LOST_AFTER = 1_500;

export function openPanel() {
  return new Panel();
}

// Make an element: attributes, listeners under `on…`, and children.
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

class Panel {
  #state = { errors: 0, warnings: 0, problems: [], trouble: "" };
  #shown = "";
  #isOpen = false;
  #isLost = false;
  #leaving = 0;
  #losing = 0;

  constructor() {
    const host = make("digest-preview", { lang: "en", dir: "ltr" });
    const root = host.attachShadow({ mode: "open" });
    host.hidden = true;
    const style = make("link", { rel: "stylesheet", href: "/-/preview.css" });
    style.addEventListener("load", () => (host.hidden = false));
    this.news = make("p", { class: "unseen", role: "status" });
    this.badge = make("button", {
      type: "button",
      class: "badge",
      "aria-controls": "panel",
      onclick: () => this.#open(!this.#isOpen),
    });
    this.list = make("ol", { class: "problems" });
    this.head = make("h2", { id: "panel-head", tabindex: "-1" });
    this.panel = make(
      "section",
      { id: "panel", "aria-labelledby": "panel-head" },
      make(
        "header",
        {},
        this.head,
        make("button", { type: "button", onclick: () => this.#open(false) }, "Hide"),
      ),
      this.list,
    );
    this.notice = make("div", { class: "notice", onfocusin: () => clearTimeout(this.#leaving) });
    this.near = make("nav", { class: "near", "aria-label": "Nearest addresses" });
    const corner = make("div", { class: "corner" }, this.near, this.notice, this.badge);
    root.append(style, this.news, make("div", { class: "over" }, corner, this.panel));
    this.notice.hidden = this.near.hidden = true;
    document.documentElement.append(host);
    document.addEventListener("keydown", (event) => this.#onKey(event));
    this.#draw();
  }

  // Show what a build says. Errors open the panel, unless they are those that were put away.
  show(message) {
    clearTimeout(this.#losing);
    this.#isLost = false;
    this.#state = message;
    const shown = JSON.stringify([message.problems, message.trouble]);
    if (shown !== this.#shown) {
      const isBad = message.errors > 0 || message.trouble !== "";
      this.#shown = shown;
      this.#isOpen = isBad || (this.#isOpen && message.warnings > 0);
      this.#fill();
      this.news.textContent = isBad || message.warnings > 0 ? this.#summary() : "No problems.";
    }
    this.#draw();
  }

  // The server is gone, or doesn't answer; a page that is being left loses it, too.
  lose() {
    clearTimeout(this.#losing);
    this.#losing = setTimeout(() => {
      this.#isLost = true;
      this.#draw();
    }, LOST_AFTER);
  }

  // Offer the pages of what was saved; with none, take back what was offered.
  offer(saved) {
    clearTimeout(this.#leaving);
    this.notice.hidden = saved.length === 0;
    if (saved.length > 0) {
      const [{ path, address }] = saved;
      const more = saved.length > 1 ? ` and ${count(saved.length - 1, "other")}` : "";
      this.notice.replaceChildren(
        make("p", {}, make("bdi", { class: "path" }, path), `${more} saved`),
        make("a", { href: address }, "Show its page"),
        make("button", { type: "button", "aria-label": "Dismiss", onclick: () => this.offer([]) }, "×"),
      );
      this.news.textContent = `${path} was saved. A link at the end of the page leads to it.`;
      this.#leaving = setTimeout(() => this.offer([]), MESSAGE_STAYS);
    }
  }

  // Offer the addresses that are most like one at which there is nothing.
  lookAround(near) {
    const addresses = near ? near.split(" ") : [];
    this.near.hidden = addresses.length === 0;
    this.near.replaceChildren(
      make("p", {}, "Did you mean"),
      make("ul", {}, ...addresses.map((one) => make("li", {}, linkTo(one)))),
    );
  }

  #open(isOpen) {
    this.#isOpen = isOpen;
    this.#draw();
    (isOpen ? this.head : this.badge).focus();
  }

  #onKey(event) {
    if (event.key === "Escape" && !event.defaultPrevented && !this.panel.hidden) {
      const isInside = this.panel.matches(":focus-within");
      this.#isOpen = false;
      this.#draw();
      if (isInside) {
        this.badge.focus();
      }
    }
  }

  #summary() {
    const { errors, warnings, trouble } = this.#state;
    const parts = [
      trouble ? "No build" : "",
      errors ? count(errors, "error") : "",
      warnings ? count(warnings, "warning") : "",
    ];
    return parts.filter(Boolean).join(" · ");
  }

  #draw() {
    const { errors, trouble } = this.#state;
    const summary = this.#summary();
    this.badge.textContent = this.#isLost ? "The preview does not answer" : summary;
    this.badge.dataset.tone = this.#isLost ? "lost" : errors || trouble ? "error" : "warning";
    this.badge.disabled = summary === "";
    this.badge.ariaExpanded = String(this.#isOpen);
    this.panel.hidden = !this.#isOpen || summary === "";
    this.badge.hidden = !this.panel.hidden || (summary === "" && !this.#isLost);
  }

  #fill() {
    const { errors, warnings, problems, trouble } = this.#state;
    const left = errors + warnings - problems.length;
    this.head.textContent = this.#summary();
    this.list.replaceChildren(
      ...(trouble ? [make("li", { class: "error" }, make("pre", { tabindex: "0" }, trouble))] : []),
      ...problems.map(problem),
      ...(left > 0 ? [make("li", {}, `${left} more are in the terminal.`)] : []),
    );
  }
}

function linkTo(address) {
  let text = address;
  try {
    text = decodeURI(address);
  } catch {
    // It is shown as it is written.
  }
  return make("a", { href: address }, make("bdi", {}, text));
}

function problem({ severity, code, path, line, column, before, marked, after, message, hint, edit }) {
  const place = make("bdi", { dir: "ltr" }, `${path}:${line}:${column}`);
  const excerpt = make(
    "pre",
    { class: "excerpt" },
    make("span", { class: "line" }, String(line)),
    make("code", { dir: "auto" }, before, make("mark", {}, marked || " "), after),
  );
  return make(
    "li",
    { class: severity },
    make(
      "p",
      { class: "what" },
      make("strong", {}, severity),
      " ",
      make("code", {}, code),
      " ",
      edit ? make("a", { href: edit, title: "Open in the editor" }, place) : place,
    ),
    make("p", { class: "message", dir: "auto" }, message),
    before || marked || after ? excerpt : null,
    hint ? make("p", { class: "hint", dir: "auto" }, hint) : null,
  );
}
