// Messages on their way: sent one by one, tried again until the server has them.
//
// Each has an id of its own, so that trying again stores it once. They wait in this tab's
// session storage and thus survive a reload.

import { post, Refused } from "./api.js";

const KEY = "console-outbox";
const PAUSE = 3000;

export class Outbox {
  /** `told` has `trying`, `waiting`, `sent` and `refused`, each called with the item. */
  constructor(told) {
    this.told = told;
    this.items = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    this.running = false;
  }

  /** The items of one conversation. */
  of(conversation) {
    return this.items.filter((item) => item.conversation === conversation);
  }

  add(conversation, text) {
    const item = { conversation, text, clientId: newId() };
    this.items.push(item);
    this.keep();
    void this.run();
    return item;
  }

  /** Tries at once, as when the connection is back. */
  wake() {
    this.skipPause?.();
    void this.run();
  }

  async run() {
    if (this.running) return;
    this.running = true;
    while (this.items.length) await this.send(this.items[0]);
    this.running = false;
  }

  async send(item) {
    this.told.trying(item);
    const path = `/staff/conversations/${item.conversation}/messages`;
    try {
      const message = await post(path, { text: item.text, client_id: item.clientId });
      this.drop(item);
      this.told.sent(item, message);
    } catch (error) {
      if (error instanceof Refused && [404, 409, 413, 422].includes(error.status)) {
        this.drop(item);
        this.told.refused(item, error);
        return;
      }
      this.told.waiting(item);
      await new Promise((resolve) => {
        this.skipPause = resolve;
        setTimeout(resolve, PAUSE);
      });
    }
  }

  drop(item) {
    this.items = this.items.filter((other) => other !== item);
    this.keep();
  }

  keep() {
    sessionStorage.setItem(KEY, JSON.stringify(this.items));
  }
}

function newId() {
  // randomUUID is missing over plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
