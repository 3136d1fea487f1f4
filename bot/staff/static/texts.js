// The console's words, as the page brought them along.

const texts = JSON.parse(document.getElementById("texts").textContent);

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
