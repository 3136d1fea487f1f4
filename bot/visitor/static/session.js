// Where the conversation's id and secret live: this tab only, or memory when that is refused.
const KEY = "chat";
let kept = null;
let left = false;

const storage = () => {
  try { return window.sessionStorage; } catch { return null; }
};

export const session = {
  read() {
    if (kept) return kept;
    try { kept = JSON.parse(storage()?.getItem(KEY) ?? "null"); } catch { kept = null; }
    return kept;
  },
  write(conversation, token) {
    if (left) return;
    kept = { conversation, token };
    try { storage()?.setItem(KEY, JSON.stringify(kept)); } catch { /* memory will do */ }
  },
  wipe() {
    kept = null;
    try { storage()?.clear(); } catch { /* there was nothing */ }
  },
  // Nothing that is still under way may write again.
  leave() {
    left = true;
    this.wipe();
  },
};
