// The PDF engine: pdf.js in a page of the content origin, driven by the shell over one port.
import { GlobalWorkerOptions, PasswordResponses, getDocument } from "pdfjs-dist/build/pdf.mjs";
import { connect, serve } from "../bridge.js";
import { Viewer } from "./viewer.js";

const began = performance.now();
const beside = (name) => new URL(name, import.meta.url).href;
const folder = location.pathname.replace(/^\/r\//, "/c/").replace(/[^/]*$/, "");
GlobalWorkerOptions.workerSrc = beside("pdf-worker.js");

const { init, port } = await connect();
let viewer = null;
let unlock = () => {};

const post = serve(port, {
  goto: ({ locator }) => viewer.goTo(locator),
  href: ({ href }) => viewer.goToHref(href),
  turn: ({ dir }) => viewer.turn(dir),
  left: () => viewer.turn("left"),
  right: () => viewer.turn("right"),
  theme: (theme) => viewer.theme(theme),
  search: ({ query }) => viewer.search(query),
  mark: ({ value }) => viewer.mark(value),
  clear: () => viewer.clear(),
  password: ({ value }) => unlock(value),
});

// No eval, no WebAssembly, no forms of Adobe's: each would ask for a wider policy.
const task = getDocument({
  url: `${location.origin}${folder}doc.pdf`,
  verbosity: 0, // errors only: faults of fonts are not ours to report
  isEvalSupported: false,
  enableXfa: false,
  disableAutoFetch: true,
  disableStream: true,
  rangeChunkSize: 65_536,
  useWasm: false,
  cMapUrl: beside("pdf/cmaps/"),
  cMapPacked: true,
  standardFontDataUrl: beside("pdf/standard_fonts/"),
  wasmUrl: beside("pdf/wasm/"),
  iccUrl: beside("pdf/iccs/"),
});
task.onPassword = (update, reason) => {
  unlock = update;
  post("error", { name: reason === PasswordResponses.INCORRECT_PASSWORD ? "password-wrong" : "password-needed" });
};

try {
  viewer = new Viewer(await task.promise, post);
  await viewer.open(init.options.theme, init.start);
  post("ready", { ms: Math.round(performance.now() - began), pages: viewer.count });
  viewer.report("anchor");
} catch (error) {
  console.error(error);
  post("error", { name: "open" });
}
