// The track in the foot: a slider over the whole book, with a tick where a chapter begins.
const MOST_TICKS = 60;

export class Track {
  #range = document.querySelector("[data-range]");
  #done = document.querySelector("[data-done]");
  #ticks = document.querySelector("[data-ticks]");
  #held = false;

  /** `say(share)` words a place; `preview(share)` while the thumb is moved, `go(share)` when it is let go. */
  constructor({ say, preview, go }) {
    this.say = say;
    this.#range.addEventListener("input", () => {
      this.#held = true;
      this.#draw(this.#range.value / 1000);
      preview(this.#range.value / 1000);
    });
    this.#range.addEventListener("change", () => {
      this.#held = false;
      go(this.#range.value / 1000);
    });
  }

  enable(starts) {
    this.#range.disabled = false;
    const shown = starts.length > MOST_TICKS ? [] : starts;
    this.#ticks.replaceChildren(...shown.map((start) => {
      const tick = document.createElement("i");
      tick.style.left = `${start * 100}%`;
      return tick;
    }));
  }

  at(share, words) {
    if (this.#held) return;
    this.#range.value = String(Math.round(share * 1000));
    this.#range.setAttribute("aria-valuetext", words);
    this.#draw(share);
  }

  #draw(share) {
    this.#done.style.transform = `scaleX(${share})`;
  }
}
