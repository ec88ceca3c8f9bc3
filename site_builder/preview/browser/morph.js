// Makes one element equal to another, and changes as little as it can: what is equal stays untouched.

// How far ahead an equal node is looked for where something was put in or taken out.
const AHEAD = 30;

export function morph(from, to) {
  if (from.isEqualNode(to)) {
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    from.data = to.data;
    return;
  }
  morphAttributes(from, to);
  morphChildren(from, to);
}

function morphAttributes(from, to) {
  // Whether something is unfolded is its reader's affair.
  const isOurs = ({ name }) => name !== "open" || !(from instanceof HTMLDetailsElement);
  for (const { name } of [...from.attributes].filter(isOurs)) {
    if (!to.hasAttribute(name)) {
      from.removeAttribute(name);
    }
  }
  for (const { name, value } of [...to.attributes].filter(isOurs)) {
    if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
}

function morphChildren(from, to) {
  const old = [...from.childNodes];
  const fresh = [...to.childNodes];
  while (old.length > 0 && fresh.length > 0 && old[0].isEqualNode(fresh[0])) {
    old.shift();
    fresh.shift();
  }
  let end = null;
  while (old.length > 0 && fresh.length > 0 && old.at(-1).isEqualNode(fresh.at(-1))) {
    end = old.pop();
    fresh.pop();
  }
  const partners = pair(old, fresh);
  const kept = new Set(partners.values());
  for (const one of old) {
    if (!kept.has(one)) {
      one.remove();
    }
  }
  let next = old.find((one) => kept.has(one)) ?? end;
  for (const one of fresh) {
    const partner = partners.get(one);
    if (partner === undefined) {
      from.insertBefore(document.importNode(one, true), next);
    } else {
      if (partner === next) {
        next = next.nextSibling;
      } else {
        from.insertBefore(partner, next);
      }
      morph(partner, one);
    }
  }
}

// Find for as many new nodes as possible the old one that they shall be made of: that with the same
// id, that which holds the same id, an equal one, or the next of the same kind.
function pair(old, fresh) {
  const partners = new Map();
  const free = new Set(old);
  const take = (one, partner) => {
    partners.set(one, partner);
    free.delete(partner);
  };
  const holders = new Map(old.flatMap((one) => idsOf(one).map((id) => [id, one])));
  for (const one of fresh) {
    const likely = idsOf(one).map((id) => holders.get(id));
    const partner = likely.find((each) => free.has(each) && isAlike(each, one));
    if (partner !== undefined) {
      take(one, partner);
    }
  }
  let at = 0;
  for (const one of fresh.filter((each) => !partners.has(each))) {
    const near = old.slice(at, at + AHEAD);
    const found = near.findIndex((each) => free.has(each) && each.isEqualNode(one));
    if (found >= 0) {
      take(one, near[found]);
      at += found + 1;
    }
  }
  // Between two that have found each other, like goes to like in their order.
  let from = 0;
  fresh.forEach((one, number) => {
    if (partners.has(one)) {
      from = Math.max(from, old.indexOf(partners.get(one)) + 1);
      return;
    }
    const following = fresh.slice(number + 1).find((each) => partners.has(each));
    const limit = following === undefined ? old.length : old.indexOf(partners.get(following));
    const between = old.slice(from, limit);
    const found = between.findIndex((each) => free.has(each) && isAlike(each, one));
    if (found >= 0) {
      take(one, between[found]);
      from += found + 1;
    }
  });
  return partners;
}

// The ids that an element stands for: its own, or those in it.
function idsOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) {
    return [];
  }
  return node.id ? [node.id] : [...node.querySelectorAll("[id]")].map((one) => one.id);
}

const isAlike = (one, other) =>
  one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");
