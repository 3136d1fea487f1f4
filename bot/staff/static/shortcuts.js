// The keys. A single letter counts only while nothing is being typed, and can be turned off.

import { openCanned } from "./canned.js";
import { openId, role } from "./chat.js";
import { dialogIsOpen, openDialog } from "./dialogs.js";
import { $ } from "./dom.js";
import { ownChats, walk } from "./lists.js";
import { focusIn } from "./panes.js";

const OFF = "console-letters-off";
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select";

/** Makes the keys work; `open` opens a conversation. */
export function startShortcuts(open) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || dialogIsOpen()) return;
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) return turn(event, open);
    walk(event);
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const typing = event.target.closest(TYPING);
    if (event.key === "Escape" && typing) $("chat").focus();
    if (typing || lettersAreOff()) return;
    const act = letters(open)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  $("letters-line").hidden = false;
  $("letters").checked = !lettersAreOff();
  $("letters").addEventListener("change", () => {
    // A habit of the person, not something of a visitor: it may outlive the tab.
    if ($("letters").checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
    show();
  });
  show();
}

function letters(open) {
  const mine = role() === "me";
  const acts = {
    n: () => $("take-next").hidden || $("take-next").requestSubmit(),
    s: () => $("available").click(),
    i: () => openId() && focusIn("side", "note-text"),
    "?": () => openDialog("keys-dialog"),
  };
  if (mine) {
    acts.b = () => focusIn("chat", "text");
    acts.d = () => openDialog("transfer-dialog");
    acts.a = () => openDialog("close-dialog");
    acts["/"] = () => {
      focusIn("chat", "text");
      openCanned();
    };
  }
  if (role() === "listening") acts.b = () => focusIn("chat", "whisper-text");
  ownChats().slice(0, 9).forEach((conversation, index) => {
    acts[String(index + 1)] = () => open(conversation);
  });
  return acts;
}

function turn(event, open) {
  const chats = ownChats();
  if (!chats.length) return;
  event.preventDefault();
  const at = chats.indexOf(openId());
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = at < 0 ? (step > 0 ? 0 : chats.length - 1) : (at + step + chats.length) % chats.length;
  if (chats[next] === openId()) return;
  const typing = event.target.closest("textarea");
  open(chats[next], { write: Boolean(typing) });
}

function lettersAreOff() {
  return localStorage.getItem(OFF) !== null;
}

function show() {
  document.body.toggleAttribute("data-letters-off", lettersAreOff());
}
