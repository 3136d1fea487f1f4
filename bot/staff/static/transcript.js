// The messages of the open chat, and what happens below them.

import { $, copyOf, part, setText } from "./dom.js";
import { t } from "./texts.js";

const TYPING_LASTS = 6000;
let typingTimer;
let following = true;

/** The number of the last message that is shown. */
export function lastSeq() {
  const shown = document.querySelectorAll("#messages > [data-seq]:not([data-pending])");
  return Number(shown[shown.length - 1]?.dataset.seq ?? 0);
}

/** Empties the transcript for another conversation. */
export function clearMessages() {
  // What another chat held before is not news: only what is added later is read out.
  $("scroller").setAttribute("aria-live", "off");
  $("messages").replaceChildren();
  $("jump").hidden = true;
  hideLine();
}

/** Adds the messages that are not shown yet, and gives them. */
export function addMessages(messages) {
  const after = lastSeq();
  const fresh = messages.filter((message) => message.seq > after);
  const follow = following || after === 0;
  for (const message of fresh) place(message);
  if (fresh.some((message) => message.sender === "visitor")) hideLine();
  if (follow) toEnd();
  else if (fresh.length) $("jump").hidden = false;
  if (after === 0) setTimeout(() => $("scroller").removeAttribute("aria-live"), 500);
  return fresh;
}

/** Shows a message that is on its way. */
export function addPending(item) {
  const element = copyOf("message-template");
  draw(element, { seq: "", sender: "staff", text: item.text, choices: [], time: "" });
  element.dataset.pending = item.clientId;
  $("messages").append(element);
  markPending(item, false);
  toEnd();
}

/** Says of a message on its way whether it is being tried or waits for the connection. */
export function markPending(item, failed) {
  const element = pendingOf(item);
  if (!element) return;
  element.toggleAttribute("data-failed", failed);
  setText(part(element, "time"), t(failed ? "composer.not_sent" : "composer.sending"));
}

/** Takes a message on its way from the page. */
export function removePending(item) {
  pendingOf(item)?.remove();
}

/** Shows for a while that the visitor is typing. */
export function showTyping() {
  showLine(t("chat.visitor_typing"));
  typingTimer = setTimeout(hideLine, TYPING_LASTS);
}

/** Shows that the visitor's page was closed, until it is back. */
export function showVisitor(present) {
  if (present) hideLine();
  else showLine(t("chat.visitor_gone"));
}

/** Scrolls to the newest message. */
export function toEnd() {
  const scroller = $("scroller");
  scroller.scrollTop = scroller.scrollHeight;
  following = true;
  $("jump").hidden = true;
}

/** Keeps the newest message in sight until the operator scrolls back. */
export function startScrolling() {
  const scroller = $("scroller");
  scroller.addEventListener("scroll", () => {
    following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    if (following) $("jump").hidden = true;
  });
  new ResizeObserver(() => {
    if (following) toEnd();
  }).observe(scroller);
  $("jump").addEventListener("click", toEnd);
}

function place(message) {
  const pending = message.sender === "staff" ? pendingWith(message.text) : null;
  const element = pending ?? copyOf("message-template");
  draw(element, message);
  delete element.dataset.pending;
  element.removeAttribute("data-failed");
  const next = document.querySelector("#messages [data-pending]");
  // Where it stands already it stays, so that it is not read out twice.
  const stands = element.parentElement && (!next || element.compareDocumentPosition(next) & 4);
  if (!stands) $("messages").insertBefore(element, next);
}

function draw(element, message) {
  element.dataset.seq = message.seq;
  element.dataset.sender = message.sender;
  setText(part(element, "sender"), t(`transcript.${message.sender}`));
  setText(part(element, "time"), message.time);
  setText(part(element, "text"), message.text);
  part(element, "choices").hidden = message.choices.length === 0;
  if (message.choices.length) {
    setText(part(element, "choices"), t("transcript.choices", { choices: message.choices.join(" · ") }));
  }
}

function showLine(text) {
  clearTimeout(typingTimer);
  setText($("typing"), text);
  $("typing").hidden = false;
  if (following) toEnd();
}

function hideLine() {
  clearTimeout(typingTimer);
  $("typing").hidden = true;
}

function pendingOf(item) {
  return document.querySelector(`#messages [data-pending="${item.clientId}"]`);
}

function pendingWith(text) {
  const pending = document.querySelectorAll("#messages [data-pending]");
  return [...pending].find((element) => part(element, "text").textContent === text);
}
