// Goes on searching by itself: it sends the form that a reader without script would send, and
// takes the hits out of the page that comes back.

const form = document.getElementById("further");
const hits = document.getElementById("hits");
const progress = document.getElementById("progress");
const none = document.getElementById("none");
const halt = document.getElementById("halt");
const go = form.querySelector("button");
let searching = false;

async function further() {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    redirect: "error",
  });
  if (!answer.ok) throw new Error(`refused with ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.getElementById("further");
  hits.append(...page.getElementById("hits").children);
  progress.textContent = page.getElementById("progress").textContent;
  none.textContent = page.getElementById("none").textContent;
  none.hidden = hits.children.length > 0;
  for (const name of ["place", "looked"]) form.elements[name].value = next.elements[name].value;
}

async function search() {
  searching = true;
  show();
  try {
    while (searching && form.elements.place.value) await further();
  } catch {
    // The button stays, so that whoever searches can try again.
  }
  searching = false;
  show();
}

function show() {
  const more = Boolean(form.elements.place.value);
  form.hidden = !more;
  go.hidden = searching;
  halt.hidden = !searching;
  hits.setAttribute("aria-busy", String(searching));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
halt.addEventListener("click", () => {
  searching = false;
});
if (form.elements.place.value) search();
