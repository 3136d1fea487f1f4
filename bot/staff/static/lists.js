// The state of the desk, the queue, the operator's own chats, and colleagues.

import { $, fill, part, setText } from "./dom.js";
import { showPresence } from "./presence.js";
import { keepTime, lasted, serverTime, t } from "./texts.js";

/** Shows what the server knows; `open` is the conversation that is shown. */
export function showLists(overview, open) {
  keepTime(overview.now);
  showPresence(overview);
  showDesk(overview.desk);
  for (const name of ["queue", "mine"]) {
    fill($(name), overview[name], "row-template", "conversation", drawRow);
    $(`${name}-empty`).hidden = overview[name].length > 0;
  }
  setText($("queue-count"), String(overview.queue.length));
  setText($("mine-count"), overview.mine_words);
  $("take-next").hidden = overview.queue.length === 0;
  showColleagues(overview.colleagues);
  showBadge(overview, open);
  number();
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
    const seconds = Math.floor((serverTime() - Date.parse(row.dataset.since)) / 1000);
    setText(part(row, "wait"), lasted(Math.max(0, seconds)));
  }
}

/** Up and down walk through the rows of the lists. */
export function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...document.querySelectorAll(".row-link")].filter((link) => link.offsetParent);
  const at = links.indexOf(document.activeElement);
  if (!step || at < 0 || event.altKey) return;
  event.preventDefault();
  links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
}

/** The operator's own conversations, as they stand in the list. */
export function ownChats() {
  return [...$("mine").children].map((row) => row.dataset.conversation);
}

function showDesk(desk) {
  document.querySelector(".desk").dataset.open = desk.open ? "yes" : "no";
  setText($("desk"), desk.sentence);
  setText($("desk-again"), desk.sentence);
  $("reopen").hidden = !desk.closed_by_staff;
  $("ordinary").hidden = !desk.longer;
  $("close-desk").hidden = desk.closed_by_staff;
}

function showColleagues(colleagues) {
  fill($("colleagues"), colleagues, "colleague-template", "operator", drawColleague);
  fill($("choices"), colleagues, "choice-template", "operator", drawChoice);
  setText($("colleagues-count"), String(colleagues.length));
  $("colleagues-empty").hidden = colleagues.length > 0;
  $("choices-empty").hidden = colleagues.length > 0;
}

function showBadge(overview, open) {
  let count = overview.queue.length;
  for (const entry of overview.mine) if (entry.conversation !== open) count += entry.unread;
  const danger = overview.queue.filter((entry) => entry.danger).length;
  const badge = $("lists-badge");
  badge.hidden = count === 0;
  badge.toggleAttribute("data-danger", danger > 0);
  setText(badge, danger ? `${danger} ${t("danger.flag")}` : String(count));
}

function drawRow(row, entry) {
  row.dataset.since = entry.since;
  row.toggleAttribute("data-danger", entry.danger);
  row.querySelector("a").href = `/staff/conversations/${entry.conversation}`;
  setText(part(row, "code"), t("chat.title", { code: entry.code }));
  part(row, "danger").hidden = !entry.danger;
  setText(part(row, "wait"), entry.lasted);
  part(row, "facts").hidden = !entry.facts;
  setText(part(row, "facts"), entry.facts);
  part(row, "unread").hidden = entry.unread === 0;
  setText(part(row, "unread"), entry.unread_words);
}

function drawColleague(element, one) {
  element.dataset.state = one.state;
  setText(part(element, "name"), one.name);
  setText(part(element, "state"), one.words);
  setText(part(element, "chats"), one.chats_words);
  part(element, "chats").title = one.chats_long;
  fill(part(element, "rows"), one.chats, "row-template", "conversation", drawRow);
  part(element, "none").hidden = one.chats.length > 0;
}

function drawChoice(element, one) {
  element.dataset.state = one.state;
  const radio = element.querySelector("input");
  radio.value = one.id;
  radio.disabled = !one.free;
  if (!one.free) radio.checked = false;
  setText(part(element, "name"), one.name);
  setText(part(element, "state"), `${one.words} · ${one.chats_words}`);
}

// The digit that opens a chat stands beside it.
function number() {
  [...$("mine").children].forEach((row, index) => {
    if (index >= 9) return;
    row.querySelector("a").setAttribute("aria-keyshortcuts", String(index + 1));
    part(row, "key").hidden = false;
    setText(part(row, "key"), String(index + 1));
  });
}
