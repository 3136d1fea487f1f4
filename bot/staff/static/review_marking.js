// Marking words of a message: what is chosen in the text field becomes a span of the message as
// it was written. What is masked counts as one word.

for (const form of document.querySelectorAll("form[data-places]")) prepare(form);

function prepare(form) {
  const places = JSON.parse(form.dataset.places);
  const text = form.querySelector(".to-mark");
  const button = form.querySelector(".mark-words");
  form.querySelector(".marking").hidden = false;
  // A field that is read only has no caret to choose words with by keyboard: this one has, and
  // still takes no letters.
  text.readOnly = false;
  text.addEventListener("beforeinput", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const told = form.querySelector(".told");
    const chosen = trimmed(text);
    if (!chosen) {
      told.textContent = button.dataset.nothing;
      return;
    }
    told.textContent = "";
    const what = form.querySelector(".what");
    const start = written(places, count(text.value.slice(0, chosen.start)), false);
    const end = written(places, count(text.value.slice(0, chosen.end)), true);
    const shown = text.value.slice(chosen.start, chosen.end);
    add(form, `${start}-${end}-${what.value}`, `${what.selectedOptions[0].text}: ${shown}`);
  });
}

/** The words that are chosen, without the white space around them. */
function trimmed(text) {
  let { selectionStart: start, selectionEnd: end } = text;
  while (start < end && /\s/.test(text.value[start])) start += 1;
  while (end > start && /\s/.test(text.value[end - 1])) end -= 1;
  return end > start ? { start, end } : null;
}

/** How many characters: the server counts an emoji as one. */
function count(text) {
  return Array.from(text).length;
}

/** Where a place in the text field stands in the message as it was written. */
function written(places, place, isEnd) {
  let shown = 0;
  let last = 0;
  for (const [length, start, end] of places) {
    const inside = isEnd ? place <= shown + length : place < shown + length;
    if (inside) {
      const asWritten = length === end - start;
      if (asWritten) return start + (place - shown);
      return isEnd ? end : start;
    }
    shown += length;
    last = end;
  }
  return last;
}

function add(form, value, shown) {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: "span", value, checked: true });
  label.append(box, ` ${shown}`);
  item.append(label);
  form.querySelector(".spans").append(item);
}
