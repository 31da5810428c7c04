// The track: a slider over the whole recording, with a tick where a part begins.
import { clock, spoken } from "./times.js";

const MOST_TICKS = 60;

export class Track {
  #range = document.querySelector("[data-range]");
  #done = document.querySelector("[data-done]");
  #now = document.querySelector("[data-now]");
  #words;
  #duration;
  #held = false;

  /** `go(seconds)` when the thumb is let go. */
  constructor({ duration, chapters, words, go }) {
    this.#words = words;
    this.#duration = duration;
    this.#range.max = String(Math.max(1, Math.floor(duration)));
    this.#range.disabled = false;
    document.querySelector("[data-whole]").textContent = clock(duration);
    this.#tick(chapters);
    this.#range.addEventListener("input", () => {
      this.#held = true;
      this.#draw(Number(this.#range.value));
    });
    this.#range.addEventListener("change", () => {
      this.#held = false;
      go(Number(this.#range.value));
    });
  }

  at(seconds) {
    if (!this.#held) this.#draw(seconds);
  }

  #draw(seconds) {
    this.#range.value = String(Math.floor(seconds));
    this.#range.setAttribute("aria-valuetext", this.#words.say("of", {
      now: spoken(seconds, this.#words), whole: spoken(this.#duration, this.#words),
    }));
    this.#now.textContent = clock(seconds);
    this.#done.style.transform = `scaleX(${this.#duration > 0 ? Math.min(1, seconds / this.#duration) : 0})`;
  }

  #tick(chapters) {
    const starts = chapters.map(({ start }) => start).filter((start) => start > 0 && start < this.#duration);
    const shown = starts.length > MOST_TICKS ? [] : starts;
    document.querySelector("[data-ticks]").replaceChildren(...shown.map((start) => {
      const tick = document.createElement("i");
      tick.style.left = `${(start / this.#duration) * 100}%`;
      return tick;
    }));
  }
}
