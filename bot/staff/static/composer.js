// Writing to the visitor, to a colleague, and notes.

import { post, Refused } from "./api.js";
import { openId, role } from "./chat.js";
import { $, say } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { t } from "./texts.js";
import { addPending, removePending } from "./transcript.js";

const TYPING_EVERY = 3000;
const coarse = matchMedia("(pointer: coarse)");
// Besides the message to the visitor, each under a name of its own.
const ASIDE = { "note-text": "note:", "whisper-text": "whisper:" };
let toldTyping = 0;

/** Makes the text fields work, with messages going out through the outbox. */
export function startComposer(outbox) {
  const field = $("text");
  field.addEventListener("input", () => {
    keepDraft(openId(), field.value);
    tellTyping(field.value);
  });
  field.addEventListener("keydown", (event) => {
    if (!sends(event)) return;
    event.preventDefault();
    send(outbox);
  });
  for (const [id, name] of Object.entries(ASIDE)) {
    $(id).addEventListener("input", () => keepDraft(name + openId(), $(id).value));
  }
  $("whisper-text").addEventListener("keydown", (event) => {
    if (!sends(event)) return;
    event.preventDefault();
    if ($("whisper-text").value.trim()) $("whisper-text").form.requestSubmit();
  });
}

/** Puts the conversation's drafts, and what is on its way, into the page. */
export function showWork(outbox) {
  $("text").value = draftOf(openId());
  for (const [id, name] of Object.entries(ASIDE)) $(id).value = draftOf(name + openId());
  for (const item of outbox.of(openId())) {
    removePending(item);
    addPending(item);
  }
}

/** Empties a field beside the message, when what it held was stored. */
export function emptyAside(id) {
  $(id).value = "";
  keepDraft(ASIDE[id] + openId(), "");
}

/** Sends what is in the text field. */
export function send(outbox) {
  const field = $("text");
  const text = field.value.trim();
  if (role() !== "me") return;
  field.focus();
  if (!text) return;
  addPending(outbox.add(openId(), text));
  field.value = "";
  keepDraft(openId(), "");
  toldTyping = 0;
}

/** Puts a text where the caret stands. */
export function insert(text) {
  const field = $("text");
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Gives a message back to the text field when the server refused it. */
export function giveBack(item, error) {
  const text = [item.text, draftOf(item.conversation)].filter(Boolean).join("\n");
  keepDraft(item.conversation, text);
  removePending(item);
  if (item.conversation === openId()) $("text").value = text;
  say(error.status === 409 ? t("chat.not_owner") : error.detail, true);
}

function sends(event) {
  // On a phone the Enter key makes a new line; halfway a composed character it is not for us.
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && !coarse.matches;
}

function tellTyping(text) {
  if (!text.trim() || role() !== "me" || Date.now() - toldTyping < TYPING_EVERY) return;
  toldTyping = Date.now();
  post(`/staff/conversations/${openId()}/typing`).catch((error) => {
    // Nothing is lost when this does not arrive.
    if (!(error instanceof Refused)) toldTyping = 0;
  });
}
