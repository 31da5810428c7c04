// Sentences come from the page, in the reader's language; `{name}` in them is filled in here.
export const filled = (sentence, values = {}) => sentence.replace(/\{(\w+)\}/gu, (_, name) => values[name] ?? "");

export class Words {
  #sentences;

  constructor(sentences) {
    this.#sentences = sentences;
  }

  say(key, values) {
    return filled(this.#sentences[key] ?? "", values);
  }

  /** "trang 42" or "43%", to stand inside a sentence. A number that is printed on the page comes first. */
  place(locator, page) {
    const { position, label, totalProgression = 0 } = locator.locations;
    const number = page ?? label ?? position;
    return number ? this.say("place_page", { page: number }) : this.say("place_percent", { percent: percent(totalProgression) });
  }

  /** "Trang 42 trong 96", "Trang iv (tờ 4 trong 96)" or "Đã đọc 43%". */
  where(locator, page, pages) {
    const { position, label, totalProgression = 0 } = locator.locations;
    if (label && position && pages) return this.say("page_printed", { page: label, sheet: position, pages });
    const number = page ?? position;
    // An excerpt keeps the numbers of the printed book: "page 211 of 92" would be nonsense.
    return number && pages && !(Number(number) > pages)
      ? this.say("page_of", { page: number, pages })
      : this.say("percent", { percent: percent(totalProgression) });
  }

  left(minutes) {
    if (minutes < 1) return this.say("minute_left");
    if (minutes < 100) return this.say("minutes_left", { minutes: Math.round(minutes) });
    return this.say("hours_left", { hours: Math.round(minutes / 60) });
  }
}

// 100 only at the very end: "read 100%" on the page before it would be untrue.
export const percent = (share) => (share >= 1 ? 100 : Math.min(99, Math.floor(share * 100 + 1e-9)));
