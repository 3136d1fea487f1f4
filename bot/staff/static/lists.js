// The switch, the state of the desk, the queue and the operator's own chats.

import { $, copyOf, part, setText } from "./dom.js";
import { lasted, t } from "./texts.js";

let ahead = 0;

/** Shows what the server knows; `open` is the conversation that is shown. */
export function showLists(overview, open) {
  ahead = Date.parse(overview.now) - Date.now();
  showSwitch(overview.available);
  $("desk").dataset.open = overview.desk.open ? "yes" : "no";
  setText($("desk"), overview.desk.sentence);
  $("reopen").hidden = !overview.desk.closed_by_staff;
  $("close-desk").hidden = overview.desk.closed_by_staff;
  for (const name of ["queue", "mine"]) {
    fill($(name), overview[name]);
    setText($(`${name}-count`), String(overview[name].length));
    $(`${name}-empty`).hidden = overview[name].length > 0;
  }
  markOpen(open);
}

/** Marks the row of the conversation that is shown. */
export function markOpen(open) {
  for (const link of document.querySelectorAll(".row-link")) {
    if (link.parentElement.dataset.conversation === open) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Lets the waiting times run. */
export function tick() {
  for (const row of document.querySelectorAll(".row[data-since]")) {
    const seconds = Math.floor((Date.now() + ahead - Date.parse(row.dataset.since)) / 1000);
    setText(part(row, "wait"), lasted(Math.max(0, seconds)));
  }
}

/** Up and down walk through the rows of both lists. */
export function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...document.querySelectorAll(".row-link")];
  const at = links.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
}

function showSwitch(available) {
  const button = $("available");
  button.setAttribute("aria-checked", String(available));
  button.value = available ? "no" : "yes";
  setText($("presence-text"), t(available ? "availability.on" : "availability.off"));
}

function fill(list, entries) {
  const focused = document.activeElement;
  const rows = new Map([...list.children].map((row) => [row.dataset.conversation, row]));
  entries.forEach((entry, index) => {
    const row = rows.get(entry.conversation) ?? copyOf("row-template");
    rows.delete(entry.conversation);
    draw(row, entry);
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
  });
  for (const row of rows.values()) row.remove();
  // A row that moves loses the focus.
  if (list.contains(focused) && document.activeElement !== focused) focused.focus();
}

function draw(row, entry) {
  row.dataset.conversation = entry.conversation;
  row.dataset.since = entry.since;
  row.toggleAttribute("data-danger", entry.danger);
  row.querySelector("a").href = `/staff/conversations/${entry.conversation}`;
  setText(part(row, "code"), t("chat.title", { code: entry.code }));
  part(row, "danger").hidden = !entry.danger;
  setText(part(row, "wait"), entry.lasted);
  part(row, "unread").hidden = entry.unread === 0;
  setText(part(row, "unread"), entry.unread_words);
}
