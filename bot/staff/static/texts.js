// The console's words, as the page brought them along, and the time of the server.

const texts = JSON.parse(document.getElementById("texts").textContent);
let ahead = 0;

/** The text of a key, with its placeholders filled in. */
export function t(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** How long something has lasted, in words. */
export function lasted(seconds) {
  if (seconds < 60) return t("wait.seconds", { count: seconds });
  if (seconds < 3600) return t("wait.minutes", { count: Math.floor(seconds / 60) });
  const minutes = Math.floor((seconds % 3600) / 60);
  return t("wait.hours", { hours: Math.floor(seconds / 3600), minutes });
}

/** Sets the clock of the server, which may differ from that of this computer. */
export function keepTime(now) {
  ahead = Date.parse(now) - Date.now();
}

/** The time by the clock of the server, in milliseconds. */
export function serverTime() {
  return Date.now() + ahead;
}
