// The drill's engine: frames the package's first page and keeps for it what it says. The package runs in this origin, so
// it finds `parent.drill`; whatever it says is its own word, and the shell believes it as that.
const VERSION = 1;
const folder = location.pathname.replace(/^\/r\//u, "/c/").replace(/[^/]*$/u, "");

const connected = () => new Promise((resolve) => {
  const site = document.documentElement.dataset.site;
  const nonce = new URLSearchParams(location.hash.slice(1)).get("n");
  history.replaceState(null, "", location.pathname);
  addEventListener("message", function greeted({ data, origin, source, ports }) {
    if (origin !== site || source !== parent || data?.type !== "port" || data.nonce !== nonce) return;
    removeEventListener("message", greeted);
    resolve({ init: data.init, port: ports[0] });
  });
  parent.postMessage({ v: VERSION, type: "hello", nonce }, site);
});

const { init, port } = await connected();
const post = (type, fields = {}) => port.postMessage({ v: VERSION, type, ...fields });
const { data, ...state } = init.state;
let seq = 0;

window.drill = {
  /** What the package has kept; null before it has. */
  kept: data ? JSON.parse(data) : null,
  /** Keeps `value`, and how far the reader is: `{location, score, completion, success}`. */
  keep(value, standing = {}) {
    Object.assign(state, standing);
    seq += 1;
    post("state", { seq, data: JSON.stringify(value), ...state });
  },
};

const frame = document.createElement("iframe");
frame.title = document.title;
frame.src = folder + init.options.entry;
frame.addEventListener("load", () => {
  post("launched", { ms: Math.round(performance.now()) });
  for (const name of ["keydown", "pointerdown"]) {
    try {
      frame.contentWindow.addEventListener(name, () => post("key", { key: "move" }));
    } catch {
      // It has led its frame to a page that is none of its files.
    }
  }
});
port.onmessage = ({ data: message }) => {
  if (message?.v === VERSION && message.type === "leave") post("result", { re: message.id, ok: true });
};
document.body.append(frame);
