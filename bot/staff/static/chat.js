// The open chat: its head, the summary and the transcript.

import { $, copyOf, part, setText } from "./dom.js";
import { t } from "./texts.js";

const TYPING_LASTS = 6000;
const narrow = matchMedia("(width < 720px)");
let typingTimer;
let following = true;

/** The conversation that is open, or "". */
export const openId = () => $("chat").dataset.conversation;

/** Whose it is: me, other, waiting, bot, closed or none. */
export const role = () => $("chat").dataset.role;

/** The number of the last message that is shown. */
export function lastSeq() {
  const shown = document.querySelectorAll("#messages > [data-seq]:not([data-pending])");
  return Number(shown[shown.length - 1]?.dataset.seq ?? 0);
}

/** Empties the pane for another conversation, or for none. */
export function clearChat(conversation) {
  $("chat").dataset.conversation = conversation;
  $("chat").dataset.role = "none";
  $("messages").replaceChildren();
  $("facts").replaceChildren();
  $("nothing").hidden = Boolean(conversation);
  $("danger-line").hidden = true;
  $("jump").hidden = true;
  for (const element of document.querySelectorAll("[data-chat]:not(#danger-line)")) {
    element.hidden = !conversation;
  }
  for (const element of document.querySelectorAll("[data-for]")) element.hidden = true;
  setText($("chat-title"), "");
  setText($("chat-owner"), "");
  hideLine();
  document.body.dataset.view = conversation ? "chat" : "lists";
}

/** Shows what the server told of the open chat; gives the messages that are new. */
export function showChat(chat) {
  // On a phone the summary is read first, and then makes room for the talk.
  if (chat.role !== role()) summary().open = !(narrow.matches && chat.role === "me");
  $("chat").dataset.role = chat.role;
  setText($("chat-title"), t("chat.title", { code: chat.code }));
  setText($("chat-owner"), chat.owner_line);
  setText($("danger-line"), chat.danger_line);
  $("danger-line").hidden = !chat.danger_line;
  showFacts(chat.report);
  for (const form of document.querySelectorAll("#chat form")) {
    form.action = `/staff/conversations/${chat.conversation}/${form.dataset.action}`;
  }
  for (const element of document.querySelectorAll("[data-for]")) {
    element.hidden = element.dataset.for !== chat.role;
  }
  return addMessages(chat.messages);
}

/** Adds the messages that are not shown yet, and gives them. */
export function addMessages(messages) {
  const after = lastSeq();
  const fresh = messages.filter((message) => message.seq > after);
  const follow = following || after === 0;
  for (const message of fresh) {
    const pending = message.sender === "staff" ? pendingWith(message.text) : null;
    pending?.remove();
    $("messages").insertBefore(drawn(message), document.querySelector("#messages [data-pending]"));
  }
  if (fresh.some((message) => message.sender === "visitor")) hideLine();
  if (follow) toEnd();
  else if (fresh.length) $("jump").hidden = false;
  return fresh;
}

/** Shows a message that is on its way. */
export function addPending(item) {
  const element = drawn({ seq: "", sender: "staff", text: item.text, choices: [], time: "" });
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

function summary() {
  return document.querySelector("#chat .summary details");
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

function showFacts(report) {
  $("summary-empty").hidden = report.length > 0;
  const drawnFacts = report.map((item) => {
    const fact = copyOf("fact-template");
    fact.toggleAttribute("data-blank", item.blank);
    setText(part(fact, "label"), item.label);
    setText(part(fact, "value"), item.value);
    return fact;
  });
  $("facts").replaceChildren(...drawnFacts);
}

function drawn(message) {
  const element = copyOf("message-template");
  element.dataset.seq = message.seq;
  element.dataset.sender = message.sender;
  setText(part(element, "sender"), t(`transcript.${message.sender}`));
  setText(part(element, "time"), message.time);
  setText(part(element, "text"), message.text);
  part(element, "choices").hidden = message.choices.length === 0;
  if (message.choices.length) {
    setText(part(element, "choices"), t("transcript.choices", { choices: message.choices.join(" · ") }));
  }
  return element;
}

function pendingOf(item) {
  return document.querySelector(`#messages [data-pending="${item.clientId}"]`);
}

function pendingWith(text) {
  const pending = document.querySelectorAll("#messages [data-pending]");
  return [...pending].find((element) => part(element, "text").textContent === text);
}
