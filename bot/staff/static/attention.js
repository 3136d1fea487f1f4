// What asks for attention: alarms, the count in the title, and sound.

import { $ } from "./dom.js";
import { t } from "./texts.js";

let audio = null;
let known = null;
let unseen = 0;
let counted = 0;

/** Shows an alarm until it was seen; `opener` gives what opens the conversation, or null. */
export function alarm(conversation, code, opener) {
  for (const old of document.querySelectorAll(".alarm")) {
    if (old.dataset.conversation === conversation) old.remove();
  }
  const element = document.createElement("div");
  element.className = "alarm";
  element.dataset.conversation = conversation;
  const text = document.createElement("p");
  text.textContent = t("danger.alarm", { code });
  const open = opener(conversation);
  element.append(text);
  if (open) element.append(button(t("danger.open"), open, element));
  element.append(button(t("danger.dismiss"), () => {}, element));
  $("alarms").append(element);
  tone(880, 3);
  showTitle();
}

/** Looks for what is new in the lists: danger that was missed, and somebody who waits. */
export function notice(overview, opener) {
  const danger = [...overview.queue, ...overview.mine].filter((entry) => entry.danger);
  const fresh = danger.filter((entry) => known && !known.danger.has(entry.conversation));
  const waits = overview.queue.some((entry) => known && !known.queue.has(entry.conversation));
  known = {
    danger: new Set(danger.map((entry) => entry.conversation)),
    queue: new Set(overview.queue.map((entry) => entry.conversation)),
  };
  for (const entry of fresh) alarm(entry.conversation, entry.code, opener);
  if (waits && !fresh.length) tone(520, 2);
  counted = overview.queue.length;
  for (const entry of overview.mine) counted += entry.unread;
  showTitle();
}

/** Counts messages that came while the page was out of sight. */
export function countUnseen(count) {
  unseen = document.hidden ? unseen + count : 0;
  if (count && document.hidden) tone(520, 1);
  showTitle();
}

/** Makes the sound button work: it plays a tone, so that it is certain to be heard. */
export function startSound() {
  const toggle = $("sound");
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const on = !toggle.hasAttribute("data-on");
    audio ??= new AudioContext();
    toggle.toggleAttribute("data-on", on);
    toggle.textContent = t(on ? "bar.sound_on" : "bar.sound_off");
    void audio.resume().then(() => tone(520, 2));
  });
  document.addEventListener("visibilitychange", () => countUnseen(0));
}

function button(label, act, element) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", () => {
    element.remove();
    showTitle();
    act();
  });
  return made;
}

function tone(frequency, times) {
  if (!audio || !$("sound").hasAttribute("data-on")) return;
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
}

function showTitle() {
  const count = counted + unseen;
  const alarms = document.querySelector(".alarm") ? `${t("danger.flag")} · ` : "";
  document.title = `${alarms}${count ? `(${count}) ` : ""}${t("title")}`;
}
