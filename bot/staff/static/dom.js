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

/** Says something across the page; it goes away by itself unless it is a problem. */
export function say(text, problem = false) {
  const notice = $("notice");
  clearTimeout(say.timer);
  notice.hidden = !text;
  notice.dataset.tone = problem ? "problem" : "";
  setText(notice, text);
  if (text && !problem) say.timer = setTimeout(() => say(""), 8000);
}
