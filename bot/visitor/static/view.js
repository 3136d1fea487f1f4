// What is on the page: messages, choices, the state. It knows nothing of the network.
export const words = JSON.parse(document.getElementById("words").textContent);
export const element = (id) => document.getElementById(id);

const log = element("log");
const form = element("chat");
const text = element("text");
const fine = matchMedia("(pointer: fine)").matches;
const clock = new Intl.DateTimeFormat("nl-NL", {
  hour: "2-digit", minute: "2-digit", timeZone: words.zone,
});
const names = Object.keys(words.links).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
const linkable = new RegExp(`(${names.join("|")})(?![\\w])`);

function make(tag, properties = {}, children = []) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function linked(content) {
  return content.split(linkable).map((part, index, parts) => {
    const href = words.links[part];
    // Not within a longer number.
    if (!href || /[\w+]$/.test(parts[index - 1] ?? "")) return part;
    const away = href.startsWith("http") ? { target: "_blank", rel: "noreferrer noopener" } : {};
    return make("a", { href, textContent: part, ...away });
  });
}

const choiceButton = (choice) =>
  make("button", { name: "choice", value: choice.id, textContent: choice.label });

function block(message) {
  const at = message.sent_at ? new Date(message.sent_at) : new Date();
  const mine = message.sender === "visitor";
  const who = [`${words.sender[message.sender]} `, make("time", { textContent: clock.format(at) })];
  const node = make("div", { className: `m ${message.sender}` }, [
    make("p", { className: "who" }, who),
    make("p", { className: "text" }, mine ? [message.text] : linked(message.text)),
  ]);
  if (message.choices?.length) {
    const group = make("div", { className: "choices" }, message.choices.map(choiceButton));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words.choices);
    node.append(group);
  }
  return node;
}

const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 120;

// What came last is in sight, but a long answer is read from its start: the anchor stays too.
const TOGETHER_MS = 1500;
let anchor = null;
let anchoredAt = 0;

export function reveal() {
  const end = log.scrollHeight - log.clientHeight;
  const top = anchor?.isConnected ? anchor.offsetTop - log.offsetTop - 16 : end;
  log.scrollTop = Math.min(end, top);
}

function arrived(node) {
  const apart = Date.now() - anchoredAt > TOGETHER_MS;
  if (apart || node.classList.contains("staff")) anchor = node;
  anchoredAt = Date.now();
}

export const knows = (seq) => log.querySelector(`[data-seq="${seq}"]`) !== null;
export const lastSeq = () =>
  Math.max(0, ...[...log.querySelectorAll("[data-seq]")].map((node) => Number(node.dataset.seq)));

export function dropChoices() {
  const had = document.activeElement?.name === "choice";
  log.querySelectorAll(".choices").forEach((group) => group.remove());
  // On a phone the keyboard would cover the answer, so only the place in the page is kept.
  if (had) (fine ? text : log).focus({ preventScroll: true });
}

export function show(message, pending = null) {
  const open = pending?.classList.contains("pending");
  if (knows(message.seq)) return open && pending.remove();
  if (message.sender === "visitor") dropChoices();
  const follow = atEnd();
  if (open) {
    settle(pending, message);
  } else {
    const node = block(message);
    node.dataset.seq = message.seq;
    arrived(node);
    const later = [...log.children].find((other) =>
      Number(other.dataset.seq) > message.seq || other.classList.contains("pending"));
    log.insertBefore(node, later ?? null);
  }
  if (follow) reveal();
}

// The same node stays: a new one would be read aloud a second time.
function settle(pending, message) {
  pending.dataset.seq = message.seq;
  pending.classList.remove("pending");
  pending.querySelector(".status")?.remove();
  pending.querySelector("time").textContent = clock.format(new Date(message.sent_at));
  const shown = pending.querySelector(".text");
  if (shown.textContent !== message.text) shown.textContent = message.text;
}

export function showPending(content) {
  dropChoices();
  const node = block({ sender: "visitor", text: content });
  node.classList.add("pending");
  log.append(node);
  anchor = node;
  anchoredAt = Date.now();
  reveal();
  return {
    node,
    say(status, retry = null) {
      if (!node.classList.contains("pending")) return;
      node.querySelector(".status")?.remove();
      const line = make("p", { className: "status" }, [status, " "]);
      if (retry) {
        line.append(make("button", { type: "button", textContent: words.retry, onclick: retry }));
      }
      node.append(line);
      reveal();
    },
  };
}

export function showNotice(content, kind = "notice") {
  const node = make("div", { className: `m ${kind}` }, [
    make("p", { className: "text" }, linked(content)),
  ]);
  log.append(node);
  arrived(node);
  reveal();
  return node;
}

export function showState(state, place) {
  form.dataset.state = state;
  const known = state === "waiting" && place ? "waiting_place" : state;
  const line = words.state[known].replace("{place}", place);
  if (element("state").textContent !== line) element("state").textContent = line;
  element("stop-waiting").hidden = state !== "waiting";
  const closed = state === "closed";
  element("leave").hidden = closed;
  document.querySelector(".composer").hidden = closed;
  document.querySelector(".over").hidden = !closed;
  if (state !== "person") element("typing").hidden = true;
  if (closed || state === "person") dropChoices();
}

let typingTimer;
export function showTyping() {
  const follow = atEnd();
  element("typing").hidden = false;
  if (follow) reveal();
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => { element("typing").hidden = true; }, 6000);
}

export function showTrouble(content) {
  if (element("trouble").textContent === content) return;
  const follow = atEnd();
  element("trouble").textContent = content;
  if (follow) reveal();
}

// History is not news: a screen reader hears only what is added from here on.
export async function quietly(act) {
  log.setAttribute("aria-live", "off");
  await act();
  anchor = null;
  reveal();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 300);
}

export function clear() {
  log.replaceChildren();
  text.value = "";
}
