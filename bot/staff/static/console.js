// Ties the console together: events from the server, and what the operator does.

import { post, Refused } from "./api.js";
import * as attention from "./attention.js";
import { setLanguage, startCanned } from "./canned.js";
import * as chat from "./chat.js";
import { emptyAside, giveBack, send, showWork, startComposer } from "./composer.js";
import { startDialogs } from "./dialogs.js";
import { $, say, sayToo } from "./dom.js";
import { forgetAll, keepFor } from "./drafts.js";
import { markOpen, showLists, tick } from "./lists.js";
import { Outbox } from "./outbox.js";
import { aimPanes, showPane, startPanes } from "./panes.js";
import { countDown, startPresence, warnOf } from "./presence.js";
import { startShortcuts } from "./shortcuts.js";
import { startSound } from "./sound.js";
import { Stream } from "./stream.js";
import { keepTime, t } from "./texts.js";
import * as transcript from "./transcript.js";

keepFor(document.body.dataset.operator);

const HEARTBEAT = 15000;
let live = null;
let beaten = 0;
// Once the chat comes in that is being opened, its text field gets the focus.
let willWrite = false;
// What I end myself needs no news.
let ending = "";

const outbox = new Outbox({
  trying: (item) => transcript.markPending(item, false),
  waiting: (item) => transcript.markPending(item, true),
  sent: (item, message) => {
    // Messages stand in order: one that came in between has to come first, from the stream.
    if (item.conversation === chat.openId() && message.seq === transcript.lastSeq() + 1) {
      transcript.addMessages([message]);
    } else if (item.conversation === chat.openId() && message.seq > transcript.lastSeq()) {
      stream.connect();
    }
    transcript.removePending(item);
  },
  refused: giveBack,
});

const heard = {
  overview: (overview) => {
    showLists(overview, chat.openId());
    attention.notice(overview, openFrom);
  },
  chat: (values) => {
    if (values.conversation !== chat.openId()) return;
    const before = chat.role();
    const fresh = chat.showChat(values);
    setLanguage(values.language);
    attention.countUnseen(fresh.filter((message) => message.sender === "visitor").length);
    if (before === "none") showWork(outbox);
    if (before === "none" && willWrite && values.role === "me") $("text").focus();
    willWrite = false;
    if (before === "me") tellLoss(values);
  },
  gone: ({ conversation, said }) => {
    if (conversation !== chat.openId()) return;
    open("");
    say(said, true);
  },
  alarm: ({ conversation, code }) =>
    attention.alarm("danger", conversation, t("danger.alarm", { code }), openFrom),
  whisper: ({ conversation, code }) =>
    attention.alarm("whisper", conversation, t("alarm.whisper", { code }), openFrom),
  typing: ({ sender }) => {
    if (sender === "visitor") transcript.showTyping();
  },
  presence: ({ visitor }) => transcript.showVisitor(visitor),
  // Timers of a page out of sight are slowed down, events are not: so these carry the heartbeat.
  ping: ({ now, off_at: offAt }) => {
    keepTime(now);
    warnOf(offAt);
    beat();
  },
  "signed-out": () => document.dispatchEvent(new Event("signed-out")),
};

const stream = new Stream(
  () => ({ conversation: chat.openId(), after: transcript.lastSeq() }),
  (kind, values) => heard[kind](values),
  showConnection,
);

const actions = {
  available: async (form, button) => {
    showLists(await post(form.action, { available: button.value }), chat.openId());
  },
  desk: async (form) => {
    const overview = await post(form.action, new FormData(form));
    showLists(overview, chat.openId());
    $("desk-dialog").close();
    form.reset();
    say(overview.notice);
  },
  "take-next": async (form) => {
    const { chat: taken } = await post(form.action);
    took(taken);
  },
  take: async (form) => {
    const { chat: taken } = await post(form.action);
    took(taken);
  },
  transfer: async (form) => {
    ending = chat.openId();
    const values = await post(form.action, new FormData(form));
    $("transfer-dialog").close();
    form.reset();
    show(values);
  },
  "hand-back": async (form) => {
    ending = chat.openId();
    show(await post(form.action));
  },
  close: async (form) => {
    ending = chat.openId();
    const values = await post(form.action);
    $("close-dialog").close();
    show(values);
    $("chat").focus();
  },
  listen: async (form) => {
    show(await post(form.action));
    $("whisper-text").focus();
  },
  unlisten: async (form) => show(await post(form.action)),
  whisper: async (form) => {
    show(await post(form.action, new FormData(form)));
    emptyAside("whisper-text");
  },
  notes: async (form) => {
    show(await post(form.action, new FormData(form)));
    emptyAside("note-text");
  },
  messages: async () => send(outbox),
};

/** Opens a conversation, or the empty page for "". */
function open(conversation, { remember = true, write = false } = {}) {
  if (remember && conversation !== chat.openId()) {
    history.pushState(null, "", conversation ? `/staff/conversations/${conversation}` : "/staff/");
  }
  chat.clearChat(conversation);
  showPane(conversation ? "chat" : "lists");
  aimPanes(conversation);
  markOpen(conversation);
  attention.settle(conversation);
  willWrite = write;
  if (live) say("");
  stream.connect();
  if (conversation) $("chat").focus();
  else (document.querySelector("#queue .row-link, #mine .row-link") ?? $("chat")).focus();
}

/** How an alarm opens its conversation, or null when that is in sight already. */
function openFrom(conversation) {
  return conversation === chat.openId() ? null : () => open(conversation);
}

function took(taken) {
  attention.expectOwn(taken.conversation);
  attention.settle(taken.conversation);
  if (taken.conversation !== chat.openId()) open(taken.conversation, { write: true });
  else {
    chat.showChat(taken);
    showWork(outbox);
    $("text").focus();
  }
}

function show(values, problem = false) {
  if (!values.chat) open("");
  else if (values.chat.conversation === chat.openId()) chat.showChat(values.chat);
  say(values.notice, problem);
}

// Why a chat of mine is mine no more, unless I did that.
function tellLoss(values) {
  if (values.role === "me" || ending === values.conversation) return;
  sayToo(values.role === "closed" ? t("chat.left") : values.owner_line);
}

async function act(form, button) {
  button.disabled = true;
  try {
    await actions[form.dataset.action](form, button);
  } catch (error) {
    // A dialog in front of the page would hide what is said.
    document.querySelector("dialog[open]")?.close();
    // That is told with a way back in.
    if (error instanceof Refused && error.status === 401) return;
    if (!(error instanceof Refused)) say(t("connection.lost"), true);
    else if (error.values.chat) show(error.values, true);
    else if (error.values.notice) say(error.values.notice, true);
    else say(error.detail, true);
    if (error instanceof Refused && error.values.chat === null) stream.connect();
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
  const link = event.target.closest(".row-link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link.closest(".row").dataset.conversation);
});

document.addEventListener("signed-out", signedOut, { once: true });
addEventListener("popstate", () =>
  open(location.pathname.split("/conversations/")[1] ?? "", { remember: false }),
);

startDialogs();
startPanes();
transcript.startScrolling();
startSound();
attention.startCounting();
startComposer(outbox);
startCanned();
startPresence();
startShortcuts(open);
const first = JSON.parse($("overview").textContent);
showLists(first, chat.openId());
attention.notice(first, openFrom);
if (chat.openId()) {
  showWork(outbox);
  transcript.toEnd();
}
stream.connect();
outbox.wake();
setInterval(() => {
  tick();
  countDown();
}, 1000);
setInterval(beat, HEARTBEAT);
