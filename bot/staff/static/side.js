// What stands right of the chat: in short, the summary, what was told, notes, owners.

import { $, fill, part, refill, setText } from "./dom.js";
import { t } from "./texts.js";

const SEEN = "console-whispers:";

/** Empties the side panel. */
export function clearSide() {
  for (const id of ["chips", "facts", "told", "notes", "owners"]) {
    $(id).replaceChildren();
    delete $(id).dataset.shown;
  }
  $("whispers").replaceChildren();
}

/** Shows what the server told beside the chat. */
export function showSide(chat) {
  refill($("chips"), chat.chips, "chip-template", drawChip);
  $("chips").hidden = chat.chips.length === 0;
  // What stands in short already is not said again.
  const facts = chat.report.filter((item) => !item.in_short);
  refill($("facts"), facts, "fact-template", drawFact);
  $("summary-empty").hidden = chat.report.length > 0;
  refill($("told"), chat.told, "moment-template", drawMoment);
  $("told-empty").hidden = chat.told.length > 0;
  refill($("owners"), chat.owners, "moment-template", drawMoment);
  fill($("notes"), chat.notes, "note-template", "note", drawNote);
  $("notes-empty").hidden = chat.notes.length > 0;
  setText($("notes-count"), String(chat.notes.length));
  showWhispers(chat);
}

// A whisper to me stands above the text field until it was seen.
function showWhispers(chat) {
  const me = Number(document.body.dataset.operator);
  const seen = Number(sessionStorage.getItem(SEEN + chat.conversation) ?? 0);
  const fresh =
    chat.role === "me"
      ? chat.notes.filter((note) => note.kind === "whisper" && note.author_id !== me && note.id > seen)
      : [];
  const shown = [...$("whispers").children].map((element) => element.dataset.note).join();
  if (shown === fresh.map((note) => note.id).join()) return;
  $("whispers").replaceChildren(...fresh.map((note) => whisper(chat.conversation, note)));
}

function whisper(conversation, note) {
  const element = document.createElement("p");
  element.className = "whisper-line";
  element.dataset.note = note.id;
  const who = document.createElement("strong");
  who.textContent = t("listen.whispered", { name: note.author });
  const words = document.createElement("span");
  words.textContent = note.text;
  const seen = document.createElement("button");
  seen.type = "button";
  seen.textContent = t("alarm.dismiss");
  seen.addEventListener("click", () => {
    const before = Number(sessionStorage.getItem(SEEN + conversation) ?? 0);
    sessionStorage.setItem(SEEN + conversation, String(Math.max(before, note.id)));
    element.remove();
    $("text").focus();
  });
  element.append(who, words, seen);
  return element;
}

function drawChip(element, item) {
  element.dataset.kind = item.kind;
  setText(part(element, "label"), `${item.label}: `);
  setText(part(element, "value"), item.value);
}

function drawFact(element, item) {
  element.toggleAttribute("data-blank", item.blank);
  setText(part(element, "label"), item.label);
  setText(part(element, "value"), item.value);
}

function drawMoment(element, item) {
  element.dataset.kind = item.kind;
  setText(part(element, "time"), item.time);
  setText(part(element, "words"), item.words);
}

function drawNote(element, note) {
  element.dataset.kind = note.kind;
  setText(part(element, "kind"), note.kind_words);
  setText(part(element, "author"), note.author);
  setText(part(element, "time"), note.time);
  part(element, "text").hidden = !note.text;
  setText(part(element, "text"), note.text);
}
