// Requests to the library's own API, with the session of the page.
const token = () => document.querySelector("meta[name=csrf-token]")?.content ?? "";
const LIMIT = 15_000;

/** An answer that is no success, with its problem document. */
export class Refused extends Error {
  constructor(status, problem) {
    super(`${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * The JSON of an answer. Throws `Refused` for a status of 400 and more; what `fetch` throws means that there is no network.
 * `keepalive` lets it arrive although the page is closing.
 */
export async function call(url, { method = "GET", body, keepalive = false } = {}) {
  const answer = await fetch(url, {
    method,
    keepalive,
    credentials: "same-origin",
    headers: {
      Accept: "application/json",
      ...(body ? { "Content-Type": "application/json", "X-CSRFToken": token() } : {}),
    },
    body: body && JSON.stringify(body),
    signal: keepalive ? undefined : AbortSignal.timeout(LIMIT),
  });
  const content = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, content);
  return content;
}
