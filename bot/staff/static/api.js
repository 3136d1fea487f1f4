// Requests to the server, with what they may answer.

const TIMEOUT = 10000;

/** The server refused; `detail` says why, in the words of the console. */
export class Refused extends Error {
  constructor(status, values) {
    super(`refused with ${status}`);
    this.status = status;
    this.values = values;
    this.detail = values.detail ?? values.notice ?? "";
  }
}

/** Sends a form. Throws Refused, or another error when the server cannot be reached. */
export async function post(path, fields = {}) {
  const body = new URLSearchParams(fields);
  body.set("csrf", document.body.dataset.csrf);
  return answer(await fetch(path, { method: "POST", body, ...common() }));
}

/** Fetches values. Throws as `post` does. */
export async function get(path) {
  return answer(await fetch(path, common()));
}

function common() {
  return {
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(TIMEOUT),
    redirect: "error",
  };
}

async function answer(response) {
  if (response.status === 204) return null;
  const values = await response.json();
  if (!response.ok) {
    if (response.status === 401) document.dispatchEvent(new Event("signed-out"));
    throw new Refused(response.status, values);
  }
  return values;
}
