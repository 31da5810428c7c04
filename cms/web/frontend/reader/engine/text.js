// The text below an element as one string, with the way back from each of its letters to the document.
const SKIPPED = "script, style, noscript, template, head";
const PIECES = /\s+|[^\s\p{M}]\p{M}*|\p{M}+/gu;

/** Every visible text node below `root` in reading order. */
export function* textNodes(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest(SKIPPED)) yield node;
  }
}

/**
 * Text in NFC, spaces folded. Quotes are compared without spaces, since a paragraph's end is a space in one edition
 * and nothing in the next, and in NFC, since files come in both forms.
 */
export class FlatText {
  #nodes = [];
  #starts = new Map(); // node -> index of its first letter
  #owners = [];
  #offsets = [];
  #tight = []; // index of each letter that is no space

  /** `nodes` are text nodes in reading order. */
  constructor(nodes, fold = (piece) => piece.normalize("NFC")) {
    const letters = []; // joined at the end: a string that grows and is looked into is copied each time
    let blank = false;
    for (const node of nodes) {
      this.#starts.set(node, letters.length);
      const owner = this.#nodes.push(node) - 1;
      for (const { 0: piece, index } of node.data.matchAll(PIECES)) {
        const space = !piece.trim();
        const folded = space ? (blank ? "" : " ") : fold(piece);
        for (const unit of folded.split("")) {
          if (!space) this.#tight.push(letters.length);
          letters.push(unit);
          this.#owners.push(owner);
          this.#offsets.push(index);
        }
        blank = space || (blank && folded === "");
      }
    }
    this.text = letters.join("");
    this.tight = this.#tight.map((index) => letters[index]).join("");
  }

  /** The index of a place in the document: the first letter at or after it. */
  indexOf(node, offset) {
    let index = this.#starts.get(node) ?? -1;
    if (index < 0) return index;
    while (this.#nodes[this.#owners[index]] === node && this.#offsets[index] < offset) index += 1;
    return index;
  }

  /** A range over the letters from `start` to before `end`. */
  range(start, end = start + 1) {
    const first = this.#nodes[this.#owners[start]];
    if (!first) return null;
    const last = Math.min(end, this.text.length) - 1;
    const node = this.#nodes[this.#owners[last]];
    const range = first.ownerDocument.createRange();
    range.setStart(first, this.#offsets[start]);
    range.setEnd(node, this.#after(last, node));
    return range;
  }

  /** Ranges of every occurrence of `needle`, which is folded like the text and has no spaces. */
  *occurrences(needle) {
    for (let at = this.tight.indexOf(needle); at >= 0; at = this.tight.indexOf(needle, at + needle.length)) {
      yield [this.#tight[at], this.#tight[at + needle.length - 1] + 1];
    }
  }

  /** Whether the text from `index` on begins as `quote` does, over its first `length` letters. */
  startsWith(index, quote, length) {
    const expected = tight(quote).slice(0, length);
    return expected !== "" && tight(this.text.slice(index, index + 4 * length)).startsWith(expected);
  }

  /** Where a Locator's `text` stands: the occurrence whose surroundings agree best; -1 if there is none. */
  find({ before = "", highlight = "", after = "" }) {
    for (const length of [Infinity, 40, 20]) {
      const needle = tight(highlight).slice(0, length);
      if (needle.length < Math.min(length, 4)) continue;
      let best = -1;
      let most = -1;
      for (const [start, end] of this.occurrences(needle)) {
        const left = shared([...tight(this.text.slice(0, start).slice(-160))].reverse(), [...tight(before)].reverse());
        const right = shared([...tight(this.text.slice(end, end + 160))], [...tight(after)]);
        if (left + right > most) [best, most] = [start, left + right];
      }
      if (best >= 0) return best;
    }
    return -1;
  }

  #after(index, node) {
    const start = this.#offsets[index];
    for (let next = index + 1; next < this.#offsets.length && this.#nodes[this.#owners[next]] === node; next += 1) {
      if (this.#offsets[next] > start) return this.#offsets[next];
    }
    return node.length;
  }
}

const tight = (text) => text.normalize("NFC").replace(/\s+/gu, "");

function shared(some, others) {
  let count = 0;
  while (count < some.length && count < others.length && some[count] === others[count]) count += 1;
  return count;
}
