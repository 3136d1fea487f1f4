// Canned answers: "/" at the start of a word opens a list that is searched by typing.

import { get } from "./api.js";
import { insert } from "./composer.js";
import { $, say, setText } from "./dom.js";
import { t } from "./texts.js";

let language = "nl";
let all = [];
let shown = [];
let active = 0;

/** Makes the list work. */
export function startCanned() {
  $("canned-open").hidden = false;
  $("canned-open").addEventListener("click", () => openCanned());
  $("text").addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertText" || event.data !== "/" || !atWordStart()) return;
    event.preventDefault();
    openCanned();
  });
  const filter = $("canned-filter");
  filter.addEventListener("input", () => {
    // A slash after the slash is meant as a slash.
    if (filter.value === "/") pick("/");
    else search();
  });
  filter.addEventListener("keydown", handle);
  filter.addEventListener("blur", () => {
    if (!$("canned").matches(":hover, :focus-within")) close();
  });
  $("canned-list").addEventListener("pointerdown", (event) => event.preventDefault());
  $("canned-list").addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) pick(shown[Number(option.dataset.index)].text);
  });
}

/** Sets the language of the visitor, whose answers come first. */
export function setLanguage(code) {
  language = code;
}

/** Opens the list, with all answers. */
export function openCanned() {
  $("canned").hidden = false;
  $("canned-filter").value = "";
  $("canned-filter").focus();
  search();
  get(`/staff/api/canned?${new URLSearchParams({ language })}`)
    .then((answers) => {
      all = answers;
      search();
    })
    .catch(() => say(t("connection.lost"), true));
}

function close() {
  $("canned").hidden = true;
}

function pick(text) {
  close();
  insert(text);
}

function handle(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && shown.length) {
    active = (active + steps[event.key] + shown.length) % shown.length;
    mark();
  } else if (event.key === "Enter" && !event.isComposing) {
    if (shown.length) pick(shown[active].text);
  } else if (event.key === "Escape" || (event.key === "Backspace" && !event.target.value)) {
    close();
    $("text").focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

function search() {
  const words = $("canned-filter").value.trim().toLowerCase();
  const begins = (answer) => answer.shortcut.startsWith(words);
  const holds = (answer) => `${answer.title} ${answer.text}`.toLowerCase().includes(words);
  shown = [...all.filter(begins), ...all.filter((answer) => !begins(answer) && holds(answer))];
  active = 0;
  $("canned-list").replaceChildren(...shown.map(option));
  mark();
  const key = { 0: "composer.canned_none", 1: "composer.canned_count_one" }[shown.length];
  setText($("canned-count"), t(key ?? "composer.canned_count", { count: shown.length }));
}

function option(answer, index) {
  const element = document.createElement("li");
  element.role = "option";
  element.id = `canned-${index}`;
  element.dataset.index = index;
  for (const [name, text] of Object.entries({
    shortcut: `/${answer.shortcut}`,
    title: answer.title,
    text: answer.text,
  })) {
    const piece = document.createElement("span");
    piece.className = `canned-${name}`;
    piece.textContent = text;
    element.append(piece, " ");
  }
  return element;
}

function mark() {
  [...$("canned-list").children].forEach((element, index) => {
    element.setAttribute("aria-selected", String(index === active));
    if (index === active) element.scrollIntoView({ block: "nearest" });
  });
  if (shown.length) $("canned-filter").setAttribute("aria-activedescendant", `canned-${active}`);
  else $("canned-filter").removeAttribute("aria-activedescendant");
  $("canned-filter").setAttribute("aria-expanded", String(shown.length > 0));
}

function atWordStart() {
  const field = $("text");
  const before = field.value.slice(0, field.selectionStart);
  return before === "" || /\s$/.test(before);
}
