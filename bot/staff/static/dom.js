// Small helpers for the page.

export const $ = (id) => document.getElementById(id);

/** A copy of what a template holds. */
export function copyOf(template) {
  return $(template).content.firstElementChild.cloneNode(true);
}

/** The part of an element that shows one of its values. */
export function part(element, name) {
  return element.querySelector(`[data-f="${name}"]`);
}

/** Changes a text only when it differs, so that screen readers are not set off. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Makes a list show these items, keeping the elements that are there: `key` names them. */
export function fill(list, items, template, key, draw) {
  const focused = document.activeElement;
  const left = new Map([...list.children].map((element) => [element.dataset[key], element]));
  items.forEach((item, index) => {
    const name = String(item[key] ?? item.id);
    const element = left.get(name) ?? copyOf(template);
    left.delete(name);
    element.dataset[key] = name;
    draw(element, item);
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  });
  for (const element of left.values()) element.remove();
  // An element that moves loses the focus.
  if (list.contains(focused) && document.activeElement !== focused) focused.focus();
}

/** Makes a list anew, when what it shows has changed. */
export function refill(list, items, template, draw) {
  const shown = JSON.stringify(items);
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.replaceChildren(
    ...items.map((item) => {
      const element = copyOf(template);
      draw(element, item);
      return element;
    }),
  );
}

/** Says something across the page; it goes away by itself unless it is a problem. */
export function say(text, problem = false) {
  const notice = $("notice");
  clearTimeout(say.timer);
  notice.hidden = !text;
  notice.dataset.tone = problem ? "problem" : "";
  setText(notice, text);
  if (text && !problem) say.timer = setTimeout(() => say(""), 8000);
}

/** Tells a problem beside one that still stands, such as that a message was not sent. */
export function sayToo(text) {
  const notice = $("notice");
  const standing = notice.hidden || notice.dataset.tone !== "problem" ? "" : notice.textContent;
  if (!standing.includes(text)) say(`${standing} ${text}`.trim(), true);
}
