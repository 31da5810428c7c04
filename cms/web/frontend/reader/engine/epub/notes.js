// Footnotes. What is one is said by the book (`epub:type` of EPUB 3, the roles of DPUB-ARIA 1.1); where it says nothing, a
// raised or bracketed number that leads to a short text is taken for one.
const OPS = "http://www.idpf.org/2007/ops";
const REFERS = new Set(["noteref", "doc-noteref", "annoref"]);
const NOTES = new Set(["footnote", "endnote", "rearnote", "note", "annotation", "doc-footnote", "doc-endnote"]);
const LEADS_BACK = new Set(["backlink", "doc-backlink", "referrer"]);
const NUMBER = /^[[({]?\s*(\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,4})\s*[\])}.]?$/iu;
const BLOCK = "li, p, div, aside, dd, td, section, blockquote";
const ONLY_SEEN = "img, svg, table, math, audio, video, object, iframe, canvas";
const LONGEST = 1_500;
const LARGEST = 3_000_000; // letters of another chapter that is fetched for a note

const kinds = (element) => new Set([
  ...(element.getAttributeNS(OPS, "type") ?? element.getAttribute("epub:type") ?? "").split(/\s+/u),
  ...(element.getAttribute("role") ?? "").split(/\s+/u),
]);
const isAny = (element, names) => [...kinds(element)].some((name) => names.has(name));
const folded = (text) => text.replace(/\s+/gu, " ").trim();

/** `{label, text}` of the note that a link leads to; null when it leads to anything else, or to more than words. */
export async function noteOf(link, book, href) {
  const label = folded(link.textContent).slice(0, 40);
  const said = isAny(link, REFERS) || (link.parentNode.nodeType === 1 && isAny(link.parentNode, REFERS));
  if (!said && !(NUMBER.test(label) && (isRaised(link) || /^[[({]/u.test(label)))) return null;
  const ident = decodeURIComponent(href.split("#")[1] ?? "");
  if (!ident) return null;
  const doc = await documentOf(link, book, href);
  const target = doc?.getElementById(ident) ?? doc?.getElementsByName?.(ident)[0];
  const note = target && bodyOf(target);
  if (!note || isAny(link.closest(BLOCK) ?? link, NOTES) || note.contains(link)) return null;
  if (note.matches(ONLY_SEEN) || note.querySelector(ONLY_SEEN)) return null;
  const text = textOf(note);
  return text && text.length <= LONGEST ? { label: label.replace(/[[\](){}.]/gu, "").trim(), text } : null;
}

function isRaised(link) {
  if (link.closest("sup") || link.querySelector("sup")) return true;
  const { verticalAlign, fontSize } = link.ownerDocument.defaultView.getComputedStyle(link);
  return verticalAlign === "super" || parseFloat(verticalAlign) > 0.2 * parseFloat(fontSize);
}

async function documentOf(link, book, href) {
  const { index } = book.resolveHref(href) ?? {};
  const section = book.sections[index];
  if (!section || section.size > LARGEST) return null;
  const { ownerDocument: doc } = link;
  if (new URL(section.load(), location.href).pathname === doc.location.pathname) return doc;
  const answer = await fetch(section.load());
  if (!answer.ok) return null;
  const type = answer.headers.get("Content-Type")?.startsWith("text/html") ? "text/html" : "application/xhtml+xml";
  return new DOMParser().parseFromString(await answer.text(), type);
}

// An anchor inside a note stands for the note.
function bodyOf(target) {
  for (let element = target; element; element = element.parentElement) if (isAny(element, NOTES)) return element;
  const block = target.closest(BLOCK);
  return block?.matches("section") || target.matches("h1, h2, h3, h4, h5, h6") ? null : block;
}

function textOf(note) {
  const copy = note.cloneNode(true);
  for (const link of copy.querySelectorAll("a")) {
    if (isAny(link, LEADS_BACK) || /^\W{1,3}$/u.test(folded(link.textContent))) link.remove();
  }
  for (const skipped of copy.querySelectorAll("script, style, template, noscript")) skipped.remove();
  for (const end of copy.querySelectorAll("br, p, li, div, dd, blockquote")) end.before("\n");
  return copy.textContent.split("\n").map(folded).filter(Boolean).join("\n");
}
