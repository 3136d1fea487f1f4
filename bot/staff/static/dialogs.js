// Dialogs: without this script they are popovers, with it they keep the focus inside.

import { $ } from "./dom.js";

/** Makes the buttons open and close dialogs. */
export function startDialogs() {
  for (const dialog of document.querySelectorAll("dialog[popover]")) {
    dialog.removeAttribute("popover");
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog && isOutside(dialog, event)) dialog.close();
    });
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[popovertarget]");
    const dialog = button && $(button.getAttribute("popovertarget"));
    if (!(dialog instanceof HTMLDialogElement)) return;
    if (button.hasAttribute("data-cancel")) dialog.close();
    else openDialog(dialog.id);
  });
}

/** Opens a dialog; it gives the focus back when it closes. */
export function openDialog(id) {
  if (!dialogIsOpen()) $(id).showModal();
}

/** Whether a dialog is open. */
export function dialogIsOpen() {
  return document.querySelector("dialog[open]") !== null;
}

function isOutside(dialog, { clientX, clientY }) {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
