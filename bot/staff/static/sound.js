// Tones, and the strip at the start of a shift that makes sure they are heard.

import { $, setText } from "./dom.js";
import { ask, canAsk, refused } from "./notifications.js";
import { t } from "./texts.js";

const WANTED = "console-sound";
const TESTED = "console-sound-tested";
let audio = null;

/** Plays a tone a few times, when the operator wants sound. */
export function tone(frequency, times) {
  if (!audio || sessionStorage.getItem(WANTED) !== "on") return;
  for (let index = 0; index < times; index += 1) {
    const start = audio.currentTime + index * 0.25;
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.2, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.18);
    const source = audio.createOscillator();
    source.frequency.value = frequency;
    source.connect(volume).connect(audio.destination);
    source.start(start);
    source.stop(start + 0.2);
  }
  document.body.dataset.tone = String(Number(document.body.dataset.tone ?? 0) + times);
}

/** Makes the sound button and the strip at the start work. */
export function startSound() {
  $("sound").hidden = false;
  $("sound").addEventListener("click", () => {
    const on = sessionStorage.getItem(WANTED) !== "on";
    want(on);
    if (on) test();
  });
  $("start-sound").addEventListener("click", () => {
    want(true);
    test();
    $("start-heard").hidden = false;
    $("start-sound").hidden = true;
  });
  $("start-yes").addEventListener("click", () => done(t("start.sound_done")));
  $("start-no").addEventListener("click", () => {
    $("start-heard").hidden = true;
    $("start-sound").hidden = false;
    setText($("start-line"), t("start.sound_help"));
    $("start-sound").focus();
  });
  $("start-notify").addEventListener("click", () => void notify());
  $("start-later").addEventListener("click", finish);
  $("start-notify").hidden = !canAsk();
  $("start").hidden = Boolean(sessionStorage.getItem(TESTED));
  show();
  // A browser lets a page make sound only after the first touch or key.
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, wake, { capture: true });
}

function wake() {
  if (sessionStorage.getItem(WANTED) !== "on") return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
}

function want(on) {
  sessionStorage.setItem(WANTED, on ? "on" : "off");
  show();
}

function show() {
  const on = sessionStorage.getItem(WANTED) === "on";
  $("sound").toggleAttribute("data-on", on);
  setText($("sound"), t(on ? "bar.sound_on" : "bar.sound_off"));
}

function test() {
  audio ??= new AudioContext();
  void audio.resume().then(() => tone(520, 2));
}

function done(words) {
  sessionStorage.setItem(TESTED, "yes");
  $("start-heard").hidden = true;
  setText($("start-line"), words);
  if (canAsk()) $("start-notify").focus();
  else finish();
}

async function notify() {
  await ask();
  $("start-notify").hidden = true;
  setText($("start-line"), t(refused() ? "start.notify_refused" : "start.notify_done"));
  if (sessionStorage.getItem(TESTED) && !refused()) finish();
}

function finish() {
  sessionStorage.setItem(TESTED, sessionStorage.getItem(TESTED) ?? "later");
  $("start").hidden = true;
  $("chat").focus();
}
