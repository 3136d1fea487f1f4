// Ties the console together: events from the server, and what the operator does.

import { post, Refused } from "./api.js";
import { alarm, countUnseen, notice, startSound } from "./attention.js";
import * as chat from "./chat.js";
import { giveBack, send, showWork, startComposer } from "./composer.js";
import { $, say } from "./dom.js";
import { forgetAll, keepFor } from "./drafts.js";
import { markOpen, showLists, tick, walk } from "./lists.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";
import { t } from "./texts.js";

keepFor(document.body.dataset.operator);

const HEARTBEAT = 15000;
let live = null;
let beaten = 0;

const outbox = new Outbox({
  trying: (item) => chat.markPending(item, false),
  waiting: (item) => chat.markPending(item, true),
  sent: (item, message) => {
    chat.removePending(item);
    // Messages stand in order: one that came in between has to come first, from the stream.
    if (item.conversation === chat.openId() && message.seq === chat.lastSeq() + 1) {
      chat.addMessages([message]);
    } else if (item.conversation === chat.openId() && message.seq > chat.lastSeq()) {
      stream.connect();
    }
  },
  refused: giveBack,
});

const heard = {
  overview: (overview) => {
    showLists(overview, chat.openId());
    notice(overview, openFrom);
  },
  chat: (values) => {
    if (values.conversation !== chat.openId()) return;
    const before = chat.role();
    const fresh = chat.showChat(values);
    countUnseen(fresh.filter((message) => message.sender === "visitor").length);
    if (before === "none") showWork(outbox);
    if (before === "me" && !["me", "closed"].includes(values.role)) say(values.owner_line, true);
  },
  gone: ({ conversation, said }) => {
    if (conversation !== chat.openId()) return;
    open("");
    say(said, true);
  },
  alarm: ({ conversation, code }) => alarm(conversation, code, openFrom),
  typing: ({ sender }) => {
    if (sender === "visitor") chat.showTyping();
  },
  presence: ({ visitor }) => chat.showVisitor(visitor),
  // Timers of a page out of sight are slowed down, events are not: so these carry the heartbeat.
  ping: () => beat(),
  "signed-out": () => document.dispatchEvent(new Event("signed-out")),
};

const stream = new Stream(
  () => ({ conversation: chat.openId(), after: chat.lastSeq() }),
  (kind, values) => heard[kind](values),
  showConnection,
);

const actions = {
  available: async (form, button) => {
    showLists(await post(form.action, { available: button.value }), chat.openId());
  },
  desk: async (form) => {
    showLists(await post(form.action, new FormData(form)), chat.openId());
    $("close-desk").open = false;
    form.reset();
  },
  take: async (form) => {
    const { chat: taken } = await post(form.action);
    if (taken.conversation === chat.openId()) chat.showChat(taken);
    $("text").focus();
  },
  "hand-back": async (form) => show(await post(form.action)),
  close: async (form) => {
    show(await post(form.action));
    form.closest("details").open = false;
  },
  messages: async () => send(outbox),
};

/** Opens a conversation, or the empty page for "". */
function open(conversation, remember = true) {
  if (remember && conversation !== chat.openId()) {
    history.pushState(null, "", conversation ? `/staff/conversations/${conversation}` : "/staff/");
  }
  chat.clearChat(conversation);
  markOpen(conversation);
  if (live) say("");
  stream.connect();
  if (conversation) $("chat").focus();
  else document.querySelector(".row-link")?.focus();
}

/** How an alarm opens its conversation, or null when that is open already. */
function openFrom(conversation) {
  return conversation === chat.openId() ? null : () => open(conversation);
}

function show(values, problem = false) {
  if (!values.chat) open("");
  else if (values.chat.conversation === chat.openId()) chat.showChat(values.chat);
  say(values.notice, problem);
}

async function act(form, button) {
  button.disabled = true;
  try {
    await actions[form.dataset.action](form, button);
  } catch (error) {
    if (!(error instanceof Refused)) say(t("connection.lost"), true);
    else if ("chat" in error.values) show(error.values, true);
    else say(error.detail, true);
  } finally {
    button.disabled = false;
  }
}

function beat() {
  if (Date.now() - beaten < HEARTBEAT - 2000) return;
  beaten = Date.now();
  post("/staff/heartbeat").catch(() => {
    beaten = 0;
  });
}

function showConnection(now) {
  const line = $("connection");
  line.hidden = false;
  if (now === live) return;
  line.dataset.status = now ? "live" : "lost";
  line.querySelector(".connection-text").textContent = t(now ? "connection.live" : "connection.short");
  if (!now) say(t("connection.lost"), true);
  else if (live === false) say(t("connection.back"));
  if (now) {
    beat();
    outbox.wake();
  }
  live = now;
}

function signedOut() {
  stream.close();
  say(t("connection.signed_out"), true);
  const link = document.createElement("a");
  link.href = "/staff/sign-in?why=expired";
  link.textContent = t("connection.sign_in_again");
  $("notice").append(link);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.action === "sign-out") forgetAll();
  if (!actions[form.dataset.action]) return;
  event.preventDefault();
  void act(form, event.submitter ?? form.querySelector("button"));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".row-link, .back");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link.closest("[data-conversation].row")?.dataset.conversation ?? "");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const fold of document.querySelectorAll(".fold[open]")) fold.open = false;
  }
  walk(event);
});

document.addEventListener("signed-out", signedOut, { once: true });
addEventListener("popstate", () => open(location.pathname.split("/conversations/")[1] ?? "", false));

chat.startScrolling();
startSound();
startComposer(outbox);
if (chat.openId()) {
  showWork(outbox);
  chat.toEnd();
}
stream.connect();
outbox.wake();
setInterval(tick, 1000);
setInterval(beat, HEARTBEAT);
