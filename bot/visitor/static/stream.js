// Server-sent events by fetch, because the secret goes in a header. Resumes where it was.
import { Problem, request } from "./api.js";

const SILENCE_MS = 40000;
const STALE_MS = 20000;
const MAX_PAUSE_MS = 15000;

export class Stream {
  constructor(after, on) {
    Object.assign(this, { after, on, pause: 500, heard: 0, stopped: false });
    this.run();
  }

  stop() {
    this.stopped = true;
    this.control?.abort();
    this.hurry?.();
  }

  // The page is in use again: do not wait for a timer, and do not trust an old connection.
  wake() {
    this.hurry?.();
    if (Date.now() - this.heard > STALE_MS) this.control?.abort();
  }

  async run() {
    while (!this.stopped) {
      try {
        await this.listen();
      } catch (error) {
        if (this.stopped) return;
        if (error instanceof Problem && !error.passing) return this.on.gone();
        this.on.connected(false);
      }
      if (this.stopped) return;
      await this.rest();
    }
  }

  rest() {
    const time = this.pause * (0.75 + Math.random() / 2);
    this.pause = Math.min(this.pause * 2, MAX_PAUSE_MS);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      this.hurry = () => { clearTimeout(timer); resolve(); };
    }).finally(() => { this.hurry = null; });
  }

  async listen() {
    this.control = new AbortController();
    let watch = setTimeout(() => this.control.abort(), SILENCE_MS);
    try {
      const response = await request("/events", {
        signal: this.control.signal,
        headers: { Accept: "text/event-stream", "Last-Event-ID": String(this.after()) },
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let buffer = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        this.heard = Date.now();
        this.pause = 500;
        this.on.connected(true);
        clearTimeout(watch);
        watch = setTimeout(() => this.control.abort(), SILENCE_MS);
        const blocks = (buffer + value).split("\n\n");
        buffer = blocks.pop();
        blocks.forEach((block) => this.tell(block));
      }
    } finally {
      clearTimeout(watch);
    }
  }

  tell(block) {
    const field = (name) => block.match(new RegExp(`^${name}: (.*)$`, "m"))?.[1];
    const kind = field("event");
    if (kind) this.on[kind]?.(JSON.parse(field("data")));
  }
}
