// The live stream: kept open, and opened again from where the page left off.

import { get } from "./api.js";

const KINDS = [
  "overview",
  "chat",
  "gone",
  "alarm",
  "whisper",
  "typing",
  "presence",
  "ping",
  "signed-out",
];
const PAUSES = [500, 1000, 2000, 4000, 8000];
// The server says something every 15 seconds; after this long without a word it is gone.
const SILENCE = 40000;

export class Stream {
  /** `where` gives the open conversation and the last message shown; `heard` takes the events. */
  constructor(where, heard, changed) {
    this.where = where;
    this.heard = heard;
    this.changed = changed;
    this.failures = 0;
    addEventListener("online", () => this.again());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.isLost()) this.again();
    });
    setInterval(() => this.listen(), 5000);
  }

  /** Opens the stream for the conversation that is open now. */
  connect() {
    this.close();
    const { conversation, after } = this.where();
    const source = new EventSource(`/staff/events?${new URLSearchParams({ conversation, after })}`);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => this.hear(source, kind, event));
    }
    source.onerror = () => this.fail(source);
    this.source = source;
    this.latest = Date.now();
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  again() {
    this.failures = 0;
    this.connect();
  }

  isLost() {
    return !this.source || Date.now() - this.latest > SILENCE;
  }

  listen() {
    if (this.source && this.isLost()) this.fail(this.source);
  }

  hear(source, kind, event) {
    if (source !== this.source) return;
    this.latest = Date.now();
    this.failures = 0;
    this.changed(true);
    this.heard(kind, JSON.parse(event.data));
  }

  fail(source) {
    if (source !== this.source) return;
    this.close();
    this.changed(false);
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.connect(), pause);
    // An EventSource does not tell why it failed; this tells when the sign-in has ended.
    get("/staff/api/overview").catch(() => {});
  }
}
