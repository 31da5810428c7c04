// The EPUB engine: foliate-js in a page of the content origin, driven by the shell over one port.
import "foliate-js/fixed-layout.js";
import { connect, serve } from "../bridge.js";
import { openBook } from "./book.js";
import { Reader } from "./reader.js";

const began = performance.now();
const { init, port } = await connect();
const { options, start } = init;
let reader = null;

const post = serve(port, {
  goto: ({ locator }) => reader.goTo(locator),
  href: ({ href }) => reader.goToHref(href),
  turn: ({ dir }) => reader.turn(dir),
  left: () => reader.turn("left"),
  right: () => reader.turn("right"),
  theme: (theme) => reader.theme(theme),
  search: ({ query }) => reader.search(query),
  mark: ({ value }) => reader.mark(value),
  clear: () => reader.clear(),
});

try {
  const book = await openBook(options.weights);
  reader = new Reader(book, post);
  document.body.append(reader.element);
  await reader.open(options.theme, start);
  post("ready", { ms: Math.round(performance.now() - began), sections: reader.sizes });
  reader.report("anchor");
} catch (error) {
  console.error(error);
  post("error", { name: "open" });
}
