// Makes the chat page live. Without it every button is a form and works the same.
import { call } from "./api.js";
import { onLeave } from "./exit.js";
import { forget, inFlight, send } from "./outbox.js";
import { session } from "./session.js";
import { Stream } from "./stream.js";
import {
  clear, element, knows, lastSeq, quietly, reveal, show, showNotice, showState, showTrouble,
  showTyping, words,
} from "./view.js";

const form = element("chat");
const text = element("text");
const start = element("start");
const fine = matchMedia("(pointer: fine)").matches;
let stream = null;
let typedAt = 0;
let offline = null;

function take(exchange, pending = null) {
  exchange.messages.forEach((message) => {
    show(message, message.sender === "visitor" ? pending : null);
  });
  if (exchange.state !== form.dataset.state) showState(exchange.state);
  if (pending?.isConnected && !pending.dataset.seq) pending.remove();
}

function onMessage(message) {
  if (knows(message.seq)) return;
  // The stream may be faster than the answer to our own sending.
  show(message, message.sender === "visitor" ? inFlight() : null);
  if (message.sender === "staff") element("typing").hidden = true;
}

function onConnected(works) {
  clearTimeout(offline);
  if (works) showTrouble("");
  else offline = setTimeout(() => showTrouble(words.offline), 3000);
}

function listen() {
  stream?.stop();
  stream = new Stream(lastSeq, {
    message: onMessage,
    state({ state, place_in_queue: place }) {
      showState(state, place);
      if (state === "closed") closed();
    },
    typing: showTyping,
    connected: onConnected,
    gone: () => end(words.erased),
  });
}

// Closed, or erased because the visitor asked the assistant for it: then nothing stays on screen.
async function closed() {
  stream?.stop();
  try {
    take(await call("GET", `/messages?after=${lastSeq()}`));
  } catch (problem) {
    if (problem.status === 404) end(words.erased);
  }
}

function open() {
  if (start) start.hidden = true;
  form.hidden = false;
  if (fine) text.focus();
}

// Back to the way in, with nothing left behind.
function end(note) {
  stream?.stop();
  forget();
  session.wipe();
  clear();
  showState("closed");
  element("menu").hidden = true;
  if (note) showNotice(note, "system");
}

async function begin(button) {
  button.disabled = true;
  try {
    const started = await call("POST", "", { language: document.documentElement.lang });
    session.write(started.conversation, started.token);
    open();
    take(started);
    listen();
  } catch (problem) {
    button.disabled = false;
    element("way-in-trouble").textContent = problem.detail || words.unreachable;
  }
}

async function resume() {
  open();
  await quietly(async () => {
    try {
      take(await call("GET", `/messages?after=${lastSeq()}`));
    } catch (problem) {
      if (!problem.passing) return end(words.erased);
      showTrouble(problem.detail || words.unreachable);
    }
  });
  if (session.read()) listen();
}

const acts = {
  send() {
    const content = text.value.trim();
    if (!content) return text.focus();
    text.value = "";
    grow();
    send({ text: content }, content, take);
    text.focus();
  },
  async stop_waiting() {
    take(await call("POST", "/stop-waiting"));
  },
  async leave() {
    await call("POST", "/leave");
    element("menu").open = false;
    take(await call("GET", `/messages?after=${lastSeq()}`));
  },
  async erase() {
    stream?.stop(); // The server ends it too, and it must not come back to what is gone.
    try {
      await call("DELETE");
    } catch (problem) {
      listen();
      throw problem;
    }
    end(words.erased);
  },
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (button?.name === "choice") {
    send({ choice: button.value }, button.textContent, take);
    return;
  }
  try {
    await acts[button?.value ?? "send"]();
  } catch (problem) {
    showNotice(problem.detail || words.unreachable);
  }
});

function grow() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

text.addEventListener("input", () => {
  grow();
  if (form.dataset.state !== "person" || Date.now() - typedAt < 4000) return;
  typedAt = Date.now();
  call("POST", "/typing").catch(() => { /* only a hint */ });
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  acts.send();
});

// A phone's keyboard shrinks only what is seen: the page follows it.
const seen = window.visualViewport;
function fit() {
  if (seen.scale > 1.01) return;
  document.documentElement.style.setProperty("--height", `${seen.height}px`);
  window.scrollTo(0, 0);
}
if (seen) {
  seen.addEventListener("resize", () => { fit(); reveal(); });
  seen.addEventListener("scroll", fit);
  fit();
}

const wake = () => { if (!document.hidden) stream?.wake(); };
addEventListener("online", wake);
addEventListener("focus", wake);
document.addEventListener("visibilitychange", wake);
onLeave(() => { stream?.stop(); forget(); });

document.documentElement.classList.add("js");
// A phone's keyboard shows a key that sends; without this program Enter is a new line.
text.enterKeyHint = "send";
element("again").addEventListener("click", () => session.wipe());
start?.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  begin(event.submitter);
});

// A conversation that was begun without this program goes on with it.
const { conversation, token } = form.elements;
if (conversation.value) session.write(conversation.value, token.value);
if (session.read()) resume();
if (window.parent !== window) window.parent.postMessage("chat:ready", "*");
