// The engine's end of the message protocol, version 1. It speaks to the site that framed it and to
// nobody else: the site's origin stands in the page, the nonce comes with the address, and then there is one port.
export const VERSION = 1;
const WAIT = 20_000;

const takeNonce = () => {
  const nonce = new URLSearchParams(location.hash.slice(1)).get("n") ?? "";
  history.replaceState(null, "", location.pathname);
  return nonce;
};

/** Resolves to `{init, port}` when the shell has answered; rejects when it stays silent. */
export function connect() {
  const site = document.documentElement.dataset.site;
  const nonce = takeNonce();
  return new Promise((resolve, reject) => {
    const clock = setTimeout(() => reject(new Error("the shell did not answer")), WAIT);
    const listen = (event) => {
      const { data, origin, source, ports } = event;
      if (origin !== site || source !== parent || ports.length !== 1) return;
      if (data?.v !== VERSION || data.type !== "port" || data.nonce !== nonce) return;
      removeEventListener("message", listen);
      clearTimeout(clock);
      resolve({ init: data.init, port: ports[0] });
    };
    addEventListener("message", listen);
    parent.postMessage({ v: VERSION, type: "hello", nonce }, site);
  });
}

/**
 * Answers the shell's requests by `handlers[type](message)`; gives back `post(type, fields)`.
 * A request with an `id` is answered by `{re, ok, value | error}` once its handler is through.
 */
export function serve(port, handlers) {
  const post = (type, fields = {}) => port.postMessage({ v: VERSION, type, ...fields });
  port.onmessage = async ({ data }) => {
    const handler = data?.v === VERSION && Object.hasOwn(handlers, data.type) ? handlers[data.type] : null;
    if (!handler) return;
    let answer;
    try {
      answer = { ok: true, value: (await handler(data)) ?? null };
    } catch (error) {
      answer = { ok: false, error: String(error.message ?? error) };
    }
    if (data.id !== undefined) post("result", { re: data.id, ...answer });
  };
  return post;
}
