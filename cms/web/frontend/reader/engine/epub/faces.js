// The two reading faces. A chapter's policy lets fonts in from the book and as data only, so they come as text, in
// bundles of their own that are fetched when first wanted.
const loaded = new Map();

/** The `@font-face` rules of a face; empty when it could not be fetched. */
export function faces(font) {
  if (!loaded.has(font)) {
    const module = font === "easy" ? import("./faces/easy.js") : import("./faces/book.js");
    loaded.set(font, module.then((face) => face.css, () => ""));
  }
  return loaded.get(font);
}
