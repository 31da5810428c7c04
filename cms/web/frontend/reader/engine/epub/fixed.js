// Fixed layout reports the right page of a spread whatever is shown; the frames that can be seen know better.
import { decode } from "./book.js";

/** Indexes of the first and last page in view. */
export function visiblePage(element, book) {
  const shown = element.getContents()
    .map(({ doc }) => doc?.defaultView)
    .filter((view) => view?.frameElement?.getBoundingClientRect().width > 0)
    .map((view) => {
      const path = decode(view.location.pathname);
      return book.sections.findIndex(({ id }) => path.endsWith(`/${id.normalize("NFC")}`));
    })
    .filter((index) => index >= 0);
  const pages = shown.length ? shown : [Math.max(0, element.index)];
  return { first: Math.min(...pages), last: Math.max(...pages) };
}

/** Gives a page that is a bare picture, or says its size in words, the size that foliate lays it out by. */
export function sized(doc) {
  const meta = doc.querySelector("meta[name=viewport]");
  if (meta && /width\s*=\s*[\d.]+/u.test(meta.content) && /height\s*=\s*[\d.]+/u.test(meta.content)) return;
  const picture = doc.querySelector("img");
  if (doc.contentType.startsWith("image/") && meta && picture?.naturalWidth) {
    meta.content = `width=${picture.naturalWidth}, height=${picture.naturalHeight}`;
  } else {
    meta?.remove();
  }
}
