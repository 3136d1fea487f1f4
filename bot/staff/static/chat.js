// The open chat: its head, and what belongs to whose chat it is.

import { $, setText } from "./dom.js";
import { clearSide, showSide } from "./side.js";
import { t } from "./texts.js";
import { addMessages, clearMessages, showVisitor } from "./transcript.js";

let visitorHere = null;

/** The conversation that is open, or "". */
export const openId = () => $("chat").dataset.conversation;

/** Whose it is: me, other, listening, waiting, bot, closed or none. */
export const role = () => $("chat").dataset.role;

/** Empties the panes for another conversation, or for none. */
export function clearChat(conversation) {
  $("chat").dataset.conversation = conversation;
  $("chat").dataset.role = "none";
  visitorHere = null;
  clearMessages();
  clearSide();
  $("nothing").hidden = Boolean(conversation);
  $("side-nothing").hidden = Boolean(conversation);
  $("danger-line").hidden = true;
  for (const element of document.querySelectorAll("[data-chat]:not(#danger-line)")) {
    element.hidden = !conversation;
  }
  for (const element of document.querySelectorAll("[data-for]")) element.hidden = true;
  for (const id of ["chat-title", "chat-owner", "chat-listeners"]) setText($(id), "");
}

/** Shows what the server told of the open chat; gives the messages that are new. */
export function showChat(chat) {
  if (chat.role === "other") clearMessages();
  $("chat").dataset.role = chat.role;
  setText($("chat-title"), t("chat.title", { code: chat.code }));
  setText($("chat-owner"), chat.owner_line);
  setText($("chat-listeners"), chat.listeners_line);
  setText($("danger-words"), chat.danger_line);
  $("danger-line").hidden = !chat.danger_line;
  setText($("whisper-label"), t("listen.whisper", { name: chat.operator }));
  aim(chat.conversation);
  for (const element of document.querySelectorAll("[data-for]")) {
    element.hidden = !element.dataset.for.split(" ").includes(chat.role);
  }
  showSide(chat);
  const fresh = addMessages(chat.messages);
  if (chat.visitor_here !== visitorHere && chat.role !== "closed") {
    if (chat.visitor_here !== null && (visitorHere !== null || !chat.visitor_here)) {
      showVisitor(chat.visitor_here);
    }
    visitorHere = chat.visitor_here;
  }
  return fresh;
}

// Every form of the chat belongs to the conversation that is open.
function aim(conversation) {
  const forms = "#chat form, #side form, form[data-of-chat]";
  for (const form of document.querySelectorAll(forms)) {
    form.action = `/staff/conversations/${conversation}/${form.dataset.action}`;
  }
}
