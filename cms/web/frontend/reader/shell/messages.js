// What the shell lets in from an engine. An engine shows what a stranger has written, and a package can
// forge any message of its own session: so every message is checked and copied field by field, never handed on.
export const VERSION = 1;
const A_SECOND = 200;
const LARGEST = 256 * 1024; // characters as JSON
const KEYS = new Set(["Escape", "/", "?", "t", "b", "f", "tap", "move"]);
const REASONS = new Set(["page", "snap", "scroll", "navigation", "link", "anchor", "selection"]);
const ERRORS = new Set(["open", "chapter", "network", "password-needed", "password-wrong"]);
const MOST_SECTIONS = 20_000;
const MOST_DATA = 128 * 1024;
const COMPLETION = new Set(["unknown", "incomplete", "completed"]);
const SUCCESS = new Set(["unknown", "failed", "passed"]);

const text = (value, most) => (typeof value === "string" && value.length <= most ? value : null);
const count = (value) => (Number.isSafeInteger(value) && value >= 0 ? value : null);
const share = (value) => (Number.isFinite(value) && value >= 0 && value <= 1 ? value : null);

/** The known members of a Readium Locator; null when it has no address or no place. */
export function cleanLocator(value) {
  if (typeof value !== "object" || value === null) return null;
  const { href, type, title, locations = {}, text: quote = {} } = value;
  if (!text(href, 2048) || !text(type, 128)) return null;
  if (typeof locations !== "object" || locations === null || typeof quote !== "object" || quote === null) return null;
  const places = {
    progression: share(locations.progression),
    totalProgression: share(locations.totalProgression),
    position: count(locations.position) || null,
    label: text(locations.label, 16),
    offset: share(locations.offset),
    partialCfi: text(locations.partialCfi, 2048),
    fragments: Array.isArray(locations.fragments)
      ? locations.fragments.slice(0, 4).filter((fragment) => text(fragment, 2048) !== null) : null,
  };
  if (places.totalProgression === null) return null;
  const quoted = Object.fromEntries(["before", "highlight", "after"].map((name) => [name, text(quote[name], 400)]));
  return {
    href, type,
    ...(text(title, 300) ? { title } : {}),
    locations: present(places),
    ...(quoted.highlight ? { text: present(quoted) } : {}),
  };
}

const present = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

const CLEAN = {
  ready: ({ ms, sections, pages }) => {
    const sizes = Array.isArray(sections) && sections.length <= MOST_SECTIONS && sections.every((size) => count(size) !== null)
      ? [...sections] : null;
    return (sizes || count(pages)) && { ms: count(ms), sections: sizes, pages: count(pages) };
  },
  launched: ({ ms }) => ({ ms: count(ms) }),
  state: ({ seq, data, location, score, completion, success }) =>
    count(seq) !== null && text(data, MOST_DATA) !== null && text(location, 1000) !== null && (score === null || share(score) !== null)
    && COMPLETION.has(completion) && SUCCESS.has(success) && { seq, data, location, score, completion, success },
  relocate: ({ locator, reason, page }) => {
    const place = cleanLocator(locator);
    return place && REASONS.has(reason) && { locator: place, reason, page: text(page, 40) };
  },
  key: ({ key }) => KEYS.has(key) && { key },
  link: ({ href }) => /^https?:\/\/\S+$/iu.test(text(href, 2048) ?? "") && { href },
  note: ({ label, text: words, href }) => text(label, 40) !== null && text(words, 1500) && text(href, 2048) && { label, text: words, href },
  error: ({ name }) => ERRORS.has(name) && { name },
  result: ({ re, ok, error }) => count(re) !== null && { re, ok: ok === true, error: text(error, 500) },
};

export class Guard {
  #second = 0;
  #seen = 0;

  /** The message with its known fields, or null when it is refused. */
  admit(data) {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) [this.#second, this.#seen] = [second, 0];
    this.#seen += 1;
    if (this.#seen > A_SECOND || typeof data !== "object" || data === null) return null;
    if (data.v !== VERSION || typeof data.type !== "string" || !Object.hasOwn(CLEAN, data.type)) return null;
    try {
      if (JSON.stringify(data).length > LARGEST) return null;
    } catch {
      return null;
    }
    const fields = CLEAN[data.type](data);
    return fields ? { type: data.type, ...fields } : null;
  }
}
