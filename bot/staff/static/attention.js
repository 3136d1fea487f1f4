// What asks for attention: alarms across the page, with sound and notification, and the title.

import { $ } from "./dom.js";
import { notifyOf } from "./notifications.js";
import { tone } from "./sound.js";
import { t } from "./texts.js";

// How each alarm sounds: the pitch in hertz, and how often.
const TONES = { danger: [880, 3], transfer: [660, 2], empty: [440, 3], waiting: [520, 2], whisper: [600, 1] };
let known = null;
let unseen = 0;
let counted = 0;

/** Raises an alarm that stays until it was seen; `opener` gives what opens the chat, or null. */
export function alarm(kind, conversation, words, opener) {
  find(kind, conversation)?.remove();
  const element = document.createElement("div");
  element.className = "alarm";
  element.dataset.kind = kind;
  element.dataset.conversation = conversation;
  element.append($(kind === "danger" ? "alarm-icon" : "bell-icon").content.cloneNode(true));
  const text = document.createElement("p");
  text.textContent = words;
  element.append(text);
  const open = conversation ? opener(conversation) : null;
  if (open) element.append(button(t("alarm.open"), open, element));
  element.append(button(t("alarm.dismiss"), () => {}, element));
  if (kind === "danger") $("alarms").prepend(element);
  else $("alarms").append(element);
  tone(...TONES[kind]);
  if (kind !== "whisper") notifyOf(kind, conversation, open);
  showTitle();
}

/** Looks for what is new in the lists, also when the event itself was missed. */
export function notice(overview, opener) {
  const now = {
    danger: new Set(),
    queue: new Set(overview.queue.map((entry) => entry.conversation)),
    mine: new Set(overview.mine.map((entry) => entry.conversation)),
    empty: overview.desk.empty,
  };
  for (const entry of [...overview.queue, ...overview.mine]) {
    if (entry.danger) now.danger.add(entry.conversation);
  }
  if (known) tellNew(overview, now, opener);
  known = now;
  drop("waiting", (conversation) => !now.queue.has(conversation));
  drop("empty", () => !now.empty);
  counted = overview.queue.length;
  for (const entry of overview.mine) counted += entry.unread;
  showTitle();
}

/** The operator takes this chat, so that nobody needs to tell that it comes. */
export function expectOwn(conversation) {
  known?.mine.add(conversation);
}

/** Takes away the alarms about a chat that is looked at now, except danger. */
export function settle(conversation) {
  for (const kind of ["waiting", "transfer", "whisper"]) find(kind, conversation)?.remove();
}

/** Counts messages that came while the page was out of sight. */
export function countUnseen(count) {
  unseen = document.hidden ? unseen + count : 0;
  if (count && document.hidden) tone(520, 1);
  showTitle();
}

/** Starts counting anew whenever the page is looked at. */
export function startCounting() {
  document.addEventListener("visibilitychange", () => countUnseen(0));
}

function tellNew(overview, now, opener) {
  for (const entry of [...overview.queue, ...overview.mine]) {
    if (entry.danger && !known.danger.has(entry.conversation)) {
      alarm("danger", entry.conversation, t("danger.alarm", { code: entry.code }), opener);
    }
  }
  for (const entry of overview.mine) {
    // What stood in the queue I took myself; the rest came from a colleague.
    const own = known.mine.has(entry.conversation) || known.queue.has(entry.conversation);
    if (own || !entry.from) continue;
    const words = t("alarm.transfer", { name: entry.from, code: entry.code });
    alarm("transfer", entry.conversation, words, opener);
  }
  for (const entry of overview.queue) {
    const fresh = !known.queue.has(entry.conversation) && !entry.danger;
    if (!fresh || !overview.available || !opener(entry.conversation)) continue;
    alarm("waiting", entry.conversation, t("alarm.waiting", { code: entry.code }), opener);
  }
  if (now.empty && !known.empty) alarm("empty", "", t("alarm.empty"), opener);
}

function find(kind, conversation) {
  return [...document.querySelectorAll(`.alarm[data-kind="${kind}"]`)].find(
    (element) => element.dataset.conversation === conversation,
  );
}

function drop(kind, over) {
  for (const element of document.querySelectorAll(`.alarm[data-kind="${kind}"]`)) {
    if (over(element.dataset.conversation)) element.remove();
  }
}

function button(label, act, element) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", () => {
    element.remove();
    showTitle();
    act();
    // The button that had the focus is gone.
    if (document.activeElement === document.body) $("chat").focus();
  });
  return made;
}

function showTitle() {
  const count = counted + unseen;
  const danger = document.querySelector('.alarm[data-kind="danger"]');
  const alarms = danger ? `${t("danger.flag")} · ` : "";
  document.title = `${alarms}${count ? `(${count}) ` : ""}${t("title")}`;
}
