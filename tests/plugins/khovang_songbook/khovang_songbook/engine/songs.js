// The songbook's engine: one song a page, out of the package's `songs.json`. It needs nothing but its two files.
const VERSION = 1;
const HREF = "songs.json";
const folder = location.pathname.replace(/^\/r\//u, "/c/").replace(/[^/]*$/u, "");

/** `{init, port}` once the shell has answered the hello that carries the nonce of our address. */
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

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/giu, "d").toLowerCase();
const { init, port } = await connected();
const post = (type, fields = {}) => port.postMessage({ v: VERSION, type, ...fields });
const songs = await (await fetch(folder + HREF)).json();
let shown = 0;
let marked = "";

function show(number, reason) {
  shown = Math.min(Math.max(number, 0), songs.length - 1);
  const { title, words } = songs[shown];
  const heading = Object.assign(document.createElement("h1"), { textContent: title });
  const stanzas = words.split(/\n{2,}/u).map((stanza) => {
    const hit = marked && folded(stanza).includes(folded(marked));
    return Object.assign(document.createElement("p"), { textContent: stanza, className: hit ? "is-hit" : "" });
  });
  document.body.replaceChildren(heading, ...stanzas);
  scrollTo(0, 0);
  const share = songs.length > 1 ? shown / (songs.length - 1) : 1;
  const locations = { position: shown + 1, progression: share, totalProgression: share };
  const locator = { href: HREF, type: "application/json", title, locations, text: { highlight: words.slice(0, 80) } };
  post("relocate", { locator, reason });
}

function at(locator) {
  const { position, totalProgression } = locator?.locations ?? {};
  return position ? position - 1 : Math.round((totalProgression ?? 0) * (songs.length - 1));
}

function dress({ size, bg, fg }) {
  const { style } = document.documentElement;
  style.fontSize = `${size}px`;
  style.background = bg;
  style.color = fg;
}

const STEPS = { left: -1, back: -1, right: 1, on: 1 };
const HANDLERS = {
  goto: ({ locator }) => show(at(locator), "navigation"),
  href: ({ href }) => show(Number(href.split("#")[1]) - 1, "navigation"),
  turn: ({ dir }) => show(shown + STEPS[dir], "page"),
  theme: dress,
  search({ query }) {
    marked = query;
    show(shown, "anchor");
  },
  mark: ({ value }) => HANDLERS.search({ query: value.text?.highlight ?? "" }),
  clear: () => HANDLERS.search({ query: "" }),
};

port.onmessage = ({ data }) => {
  if (data?.v !== VERSION || !Object.hasOwn(HANDLERS, data.type)) return;
  HANDLERS[data.type](data);
  if (data.id !== undefined) post("result", { re: data.id, ok: true });
};
addEventListener("keydown", ({ key }) => {
  if (key === "ArrowLeft" || key === "ArrowRight") show(shown + (key === "ArrowLeft" ? -1 : 1), "page");
  else if (["Escape", "/", "t", "f"].includes(key)) post("key", { key });
});

dress(init.options.theme);
post("ready", { ms: Math.round(performance.now()), pages: songs.length });
show(at(init.start), "anchor");
