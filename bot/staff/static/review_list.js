// One box that chooses every conversation on the page.

const all = document.getElementById("all");
const boxes = [...document.querySelectorAll('#selection input[name="conversation"]')];

if (all && boxes.length) {
  const box = all.querySelector("input");
  all.hidden = false;
  box.addEventListener("change", () => {
    for (const one of boxes) one.checked = box.checked;
  });
  for (const one of boxes) {
    one.addEventListener("change", () => {
      box.checked = boxes.every((other) => other.checked);
    });
  }
}
