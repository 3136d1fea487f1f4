// On a phone: which of the three panes is seen.

import { $ } from "./dom.js";

/** Makes the bar with the panes work. */
export function startPanes() {
  document.querySelector(".switcher").addEventListener("click", (event) => {
    const link = event.target.closest("[data-pane]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showPane(link.dataset.pane);
    document.querySelector(`[data-pane-of="${link.dataset.pane}"]`).focus();
  });
  document.querySelector('[data-pane-of="lists"]').tabIndex = -1;
}

/** Brings a pane into sight: lists, chat or side. */
export function showPane(name) {
  document.body.dataset.view = name;
  for (const link of document.querySelectorAll("[data-pane]")) {
    if (link.dataset.pane === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Lets the links of the bar lead to the conversation that is open. */
export function aimPanes(conversation) {
  const here = conversation ? `/staff/conversations/${conversation}` : "/staff/";
  for (const link of document.querySelectorAll("[data-pane]")) {
    link.href = `${here}?pane=${link.dataset.pane}`;
  }
}

/** Puts the focus on a part of the page, in the pane where it stands. */
export function focusIn(pane, id) {
  showPane(pane);
  $(id).focus();
}
