// What the reader's choices mean in a chapter: a sheet before the publisher's own and one after it.
const EASY = { letter: ".03em", word: ".12em", line: 1.8 };

const BOOK_FACE = "\"Literata\", Georgia, serif";
const EASY_FACE = "\"Andika\", system-ui, \"Segoe UI\", Roboto, Arial, sans-serif";

/** `{size: px, line, font: "book" | "easy", fg, bg, sharp}` -> the two sheets. */
export function sheets({ size, line, font, fg, bg, sharp }, faces) {
  const easy = font === "easy";
  const before = `
    ${faces}
    html { font-family: ${BOOK_FACE}; line-height: ${line}; }
    :is(h1, h2, h3, h4) { font-weight: 500; line-height: 1.32; }
    p { margin-block: 0 .7em; }
  `;
  const after = `
    html {
      --theme-bg-color: ${bg}; color: ${fg} !important; background: ${bg} !important; font-size: ${size}px !important;
      font-variant-ligatures: no-common-ligatures; -webkit-text-size-adjust: none;
    }
    body { line-height: ${easy ? EASY.line : line} !important; }
    a:any-link { color: inherit; text-decoration: underline 2px #e9a90f; text-underline-offset: .22em; }
    ::selection { background: #fcd974; color: #1d2350; }
    ${easy ? `
      body, body *:not(pre, code, kbd, samp, svg, svg *, math, math *) { font-family: ${EASY_FACE} !important; }
      :is(p, li, dd, dt, blockquote) { letter-spacing: ${EASY.letter} !important; word-spacing: ${EASY.word} !important;
        text-align: start !important; }` : ""}
    ${sharp ? "body, body *:not(svg, svg *) { color: #000 !important; background-color: transparent !important; }" : ""}
  `;
  return [before, after];
}
