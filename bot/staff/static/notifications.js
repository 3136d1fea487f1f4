// Notifications of the browser. They never hold a word of a visitor.

import { t } from "./texts.js";

/** Whether the operator can still be asked for permission. */
export function canAsk() {
  return supported() && Notification.permission === "default";
}

/** Whether the browser was told to keep quiet. */
export function refused() {
  return supported() && Notification.permission === "denied";
}

/** Asks for permission; call it from a click. */
export async function ask() {
  if (supported()) await Notification.requestPermission();
}

/** Tells of an alarm while the page is out of sight; a click on it leads to the page. */
export function notifyOf(kind, about, open) {
  if (!supported() || Notification.permission !== "granted") return;
  if (!document.hidden && document.hasFocus()) return;
  const notification = new Notification(t("title"), {
    body: t(`alarm.notify_${kind}`),
    tag: `${kind}-${about}`,
    icon: "/staff/static/icon.svg",
  });
  notification.addEventListener("click", () => {
    window.focus();
    notification.close();
    open?.();
  });
}

function supported() {
  return isSecureContext && "Notification" in window;
}
