// "Verlaat deze site": wipe first, then replace, so that Back does not show the chat.
import { session } from "./session.js";

const link = document.getElementById("exit");
const framed = window.parent !== window;
const SHIFTS = 3;
const WITHIN_MS = 4000;
const leaving = new Set();

// Streams and timers stop through this before anything else happens.
export const onLeave = (stop) => leaving.add(stop);

export function leave() {
  session.leave();
  const target = link.href;
  document.documentElement.replaceChildren();
  for (const stop of leaving) stop();
  if (framed) {
    window.parent.postMessage("chat:exit", "*");
    // When nobody listens there, this page moves the whole window itself.
    try { window.top.location.replace(target); } catch { location.replace(target); }
  } else {
    location.replace(target);
  }
}

link.addEventListener("click", (event) => { event.preventDefault(); leave(); });

let pressed = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") { pressed = []; return; }
  if (event.repeat) return;
  pressed = pressed.filter((at) => event.timeStamp - at < WITHIN_MS).concat(event.timeStamp);
  if (pressed.length >= SHIFTS) leave();
});

if (framed) {
  window.addEventListener("message", (event) => {
    if (event.source === window.parent && event.data === "chat:exit") leave();
  });
}

// A page that the browser kept in memory may hold a conversation: never show it again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.documentElement.replaceChildren();
  location.replace("/chat");
});
