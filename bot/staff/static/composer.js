// Writing to the visitor.

import { post, Refused } from "./api.js";
import { addPending, openId, removePending, role } from "./chat.js";
import { $, say } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { t } from "./texts.js";

const TYPING_EVERY = 3000;
const coarse = matchMedia("(pointer: coarse)");
let toldTyping = 0;

/** Makes the text field work, with messages going out through the outbox. */
export function startComposer(outbox) {
  const field = $("text");
  field.addEventListener("input", () => {
    keepDraft(openId(), field.value);
    tellTyping(field.value);
  });
  field.addEventListener("keydown", (event) => {
    // On a phone the Enter key makes a new line; halfway a composed character it is not for us.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || coarse.matches) return;
    event.preventDefault();
    send(outbox);
  });
}

/** Puts the conversation's draft, and what is on its way, into the page. */
export function showWork(outbox) {
  $("text").value = draftOf(openId());
  for (const item of outbox.of(openId())) {
    removePending(item);
    addPending(item);
  }
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

/** Gives a message back to the text field when the server refused it. */
export function giveBack(item, error) {
  const text = [item.text, draftOf(item.conversation)].filter(Boolean).join("\n");
  keepDraft(item.conversation, text);
  removePending(item);
  if (item.conversation === openId()) $("text").value = text;
  say(error.status === 409 ? t("chat.not_owner") : error.detail, true);
}

function tellTyping(text) {
  if (!text.trim() || role() !== "me" || Date.now() - toldTyping < TYPING_EVERY) return;
  toldTyping = Date.now();
  post(`/staff/conversations/${openId()}/typing`).catch((error) => {
    // Nothing is lost when this does not arrive.
    if (!(error instanceof Refused)) toldTyping = 0;
  });
}
