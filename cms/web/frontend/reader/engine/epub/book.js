// Opens the unpacked EPUB at its real addresses: chapters get their own response policy, and
// fonts and pictures arrive after the text.
import { EPUB } from "foliate-js/epub.js";

// foliate groups by Object.groupBy, which browsers older than Chrome 117 lack.
Object.groupBy ??= (items, keyOf) => {
  const groups = Object.create(null);
  for (const item of items) (groups[keyOf(item)] ??= []).push(item);
  return groups;
};

export const encode = (path) => path.normalize("NFC").split("/").map(encodeURIComponent).join("/");

export const decode = (href) => {
  try {
    return decodeURIComponent(href).normalize("NFC");
  } catch {
    return href.normalize("NFC");
  }
};

const BYTES_A_LETTER = 1.5; // of Vietnamese in UTF-8, with its markup

/** `weights`: address and letters of each chapter; where they are not known, the bytes tell: pictures count as text then. */
export async function openBook(weights = []) {
  const folder = location.pathname.replace(/^\/r\//, "/c/").replace(/[^/]*$/, "");
  const listing = await fetch("files.json").then((answer) => {
    if (!answer.ok) throw new Error("the package can't be opened");
    return answer.json();
  });
  const sizes = new Map(Object.entries(listing).map(([path, bytes]) => [path.normalize("NFC"), bytes]));
  const letters = new Map(weights.filter(([, weight]) => weight).map(([href, weight]) => [decode(href), weight]));
  const has = (path) => sizes.has(path.normalize("NFC"));
  const get = (path) => (has(path) ? fetch(folder + encode(path)) : null);

  const book = new EPUB({
    loadText: async (path) => (await get(path))?.text() ?? null,
    loadBlob: async (path) => (await get(path))?.blob() ?? null,
    getSize: (path) => letters.get(path.normalize("NFC")) ?? Math.round((sizes.get(path.normalize("NFC")) ?? 0) / BYTES_A_LETTER),
  });
  await book.init();
  book.sections = book.sections.filter(({ id }) => has(id));
  if (!book.sections.length) throw new Error("the book has no chapters");
  for (const section of book.sections) {
    section.load = () => folder + encode(section.id);
    section.unload = () => {};
  }
  return book;
}
