// Messages go out one by one, each with its own id, so that trying again is harmless.
import { call, newId } from "./api.js";
import { showNotice, showPending, words } from "./view.js";

const TRIES = 6;
const MAX_PAUSE_MS = 10000;
const queue = [];
let busy = false;

export const inFlight = () => (busy ? queue[0]?.pending.node : null);

// `what` is {text} or {choice}; `shown` is what the visitor reads meanwhile.
export function send(what, shown, done) {
  queue.push({ body: { ...what, client_id: newId() }, pending: showPending(shown), done });
  drain();
}

export function forget() {
  queue.length = 0;
}

async function drain() {
  if (busy) return;
  busy = true;
  while (queue.length) {
    const item = queue[0];
    const sent = await attempt(item);
    queue.shift();
    if (!sent) {
      item.pending.say(words.not_sent, () => {
        item.pending.say(words.sending);
        queue.push(item);
        drain();
      });
    }
  }
  busy = false;
}

async function attempt(item) {
  const slow = setTimeout(() => item.pending.say(words.sending), 500);
  let told = "";
  let notice = null;
  try {
    for (let tried = 1; ; tried += 1) {
      try {
        const exchange = await call("POST", "/messages", item.body);
        notice?.remove();
        item.done(exchange, item.pending.node);
        return true;
      } catch (problem) {
        if (!queue.includes(item)) return true;
        const detail = problem.detail || words.unreachable;
        // The numbers at once, not after the last try; the same sentence only once.
        if (detail !== told) {
          notice?.remove();
          notice = showNotice(detail);
        }
        told = detail;
        if (!problem.passing || tried === TRIES) return false;
        item.pending.say(words.sending);
        await pause(problem.retryAfter * 1000 || Math.min(500 * 2 ** tried, MAX_PAUSE_MS));
      }
    }
  } finally {
    clearTimeout(slow);
  }
}

function pause(time) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
