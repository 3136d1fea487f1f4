// What the operator is typing, for each conversation, kept in this tab only.

const PREFIX = "console-draft:";
const OWNER = "console-operator";

/** Keeps what this tab holds only for the same operator as before. */
export function keepFor(operator) {
  if (sessionStorage.getItem(OWNER) !== operator) forgetAll();
  sessionStorage.setItem(OWNER, operator);
}

/** The draft for a conversation, or "". */
export function draftOf(conversation) {
  return sessionStorage.getItem(PREFIX + conversation) ?? "";
}

/** Keeps a draft; an empty one is forgotten. */
export function keepDraft(conversation, text) {
  if (text) sessionStorage.setItem(PREFIX + conversation, text);
  else sessionStorage.removeItem(PREFIX + conversation);
}

/** Forgets all that this tab kept, as at signing out. */
export function forgetAll() {
  sessionStorage.clear();
}
