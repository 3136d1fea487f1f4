// The switch, and the warning before it goes off because nothing was done for long.

import { post } from "./api.js";
import { $, say, setText } from "./dom.js";
import { serverTime, t } from "./texts.js";

const REPORT_EVERY = 60000;
const SIGNS = ["keydown", "pointerdown", "wheel", "touchmove"];
let offAt = 0;
let reported = 0;
let reporting = false;
let wasAvailable = null;

/** Shows the switch as the server has it. */
export function showPresence(overview) {
  const button = $("available");
  button.setAttribute("aria-checked", String(overview.available));
  button.value = overview.available ? "no" : "yes";
  setText($("presence-text"), overview.presence_words);
  $("presence-text").toggleAttribute("data-off", Boolean(overview.off_because));
  if (wasAvailable && overview.off_because) say(t("availability.turned_off"), true);
  wasAvailable = overview.available;
  warnOf(overview.off_at);
}

/** Sets when the switch goes off by itself; "" when that is not near. */
export function warnOf(instant) {
  offAt = instant ? Date.parse(instant) : 0;
  countDown();
}

/** Lets the time that is left run. */
export function countDown() {
  const left = Math.ceil((offAt - serverTime()) / 1000);
  const warn = offAt > 0 && left > 0;
  if (warn && $("inactive").hidden) {
    // Said once; the line beside it runs on in silence.
    setText($("inactive-said"), t("availability.warning", { time: clock(left) }));
  }
  $("inactive").hidden = !warn;
  if (warn) setText($("inactive-line"), t("availability.warning", { time: clock(left) }));
  else setText($("inactive-said"), "");
}

/** Tells the server when the operator does something, at most once a minute. */
export function startPresence() {
  for (const kind of SIGNS) addEventListener(kind, sign, { capture: true, passive: true });
  $("here").addEventListener("click", () => {
    void report();
    say(t("availability.stayed"));
    $("chat").focus();
  });
}

function sign(event) {
  // While the warning is there every sign counts; else one a minute is enough.
  const enough = offAt ? reporting : Date.now() - reported < REPORT_EVERY;
  if (event.target !== $("here") && !enough) void report();
}

async function report() {
  reported = Date.now();
  reporting = true;
  try {
    const { off_at: instant } = await post("/staff/active");
    warnOf(instant);
  } catch {
    // The next key or click tells it again.
    reported = 0;
  } finally {
    reporting = false;
  }
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
