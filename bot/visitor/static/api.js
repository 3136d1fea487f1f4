// Calls of the visitor API.
import { session } from "./session.js";

const BASE = "/api/v1/conversations";

// A refusal of the server; `detail` names both numbers. status 0: no answer at all.
export class Problem extends Error {
  constructor(status, detail = "", retryAfter = 0) {
    super(`status ${status}`);
    Object.assign(this, { status, detail, retryAfter });
  }
  get passing() { return this.status === 0 || this.status === 429 || this.status >= 500; }
}

export async function request(path, options = {}) {
  const { conversation, token } = session.read() ?? {};
  const headers = { ...options.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (options.body) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(token ? `${BASE}/${conversation}${path}` : BASE, {
      ...options, headers, cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer",
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0);
  }
  if (response.ok) return response;
  const detail = await response.json().then((problem) => problem.detail, () => "");
  throw new Problem(response.status, detail, Number(response.headers.get("Retry-After")) || 0);
}

export async function call(method, path = "", body = undefined) {
  const signal = AbortSignal.timeout?.(20000);
  try {
    const sent = { method, signal, body: body && JSON.stringify(body) };
    const response = await request(path, sent);
    return response.status === 204 ? null : await response.json();
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(0);
  }
}

// randomUUID needs a secure context; a host may try this out over plain http.
export const newId = () => crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
