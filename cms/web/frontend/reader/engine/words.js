// Where the words of a search stand in a text. Folded as the library's search is: without marks, đ as d.
import { FlatText } from "./text.js";

export const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[đĐ]/gu, "d").toLowerCase();

/** Ranges of the whole phrase in the text nodes; where it does not occur, of its words. */
export function places(nodes, query) {
  const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (!words.length) return [];
  const text = new FlatText(nodes, fold);
  const whole = [...ranges(text, words.join(""))];
  return whole.length ? whole : words.filter(({ length }) => length > 1).flatMap((word) => [...ranges(text, word)]);
}

function* ranges(text, needle) {
  for (const [start, end] of text.occurrences(needle)) {
    const around = [text.text[start - 1], text.text[end]];
    if (!around.some((letter) => letter && /[\p{L}\p{N}]/u.test(letter))) yield text.range(start, end);
  }
}

/** The first of the ranges that begins at or after `place`. */
export const firstAfter = (found, place) => found.find((range) => range.compareBoundaryPoints(Range.START_TO_START, place) >= 0);
