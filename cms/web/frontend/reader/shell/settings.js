// The choices of the sheet "Chữ"; they stay on this device.
import { keep, recall } from "../../opening/device.js";

const KEY = "kv-reader-type";
const SIZES = { wide: [16, 19, 22, 27, 34], narrow: [16, 18, 20, 25, 32] };
const LINES = { 1: 1.6, 2: 1.72, 3: 1.9 };
const GROUNDS = {
  diep: { bg: "#fcfaf4", fg: "#1d2350", sharp: false },
  white: { bg: "#ffffff", fg: "#1d2350", sharp: false },
  sharp: { bg: "#ffffff", fg: "#000000", sharp: true },
};
const ALLOWED = { size: ["1", "2", "3", "4", "5"], font: ["book", "easy"], spacing: ["1", "2", "3"], ground: Object.keys(GROUNDS) };
const FIRST = { size: "3", font: "book", spacing: "2", ground: "diep" };

export class Settings {
  #chosen = { ...FIRST };

  constructor() {
    const kept = recall(KEY, {});
    for (const name of Object.keys(FIRST)) if (ALLOWED[name].includes(kept[name])) this.#chosen[name] = kept[name];
    // "prefers-contrast: more" asks for it before anybody has chosen.
    if (!kept.ground && matchMedia("(prefers-contrast: more)").matches) this.#chosen.ground = "sharp";
  }

  /** As the engine wants it. */
  get theme() {
    const { size, font, spacing, ground } = this.#chosen;
    const sizes = matchMedia("(min-width: 761px)").matches ? SIZES.wide : SIZES.narrow;
    return { size: sizes[size - 1], step: Number(size), line: LINES[spacing], font, ...GROUNDS[ground] };
  }

  /** Fills the form and calls `changed(theme)` at each choice. */
  bind(form, changed) {
    for (const [name, value] of Object.entries(this.#chosen)) if (form.elements[name]) form.elements[name].value = value;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => {
      if (!ALLOWED[target.name]?.includes(target.value)) return;
      this.#chosen[target.name] = target.value;
      keep(KEY, this.#chosen);
      this.#dress();
      changed(this.theme);
    });
    this.#dress();
  }

  #dress() {
    document.documentElement.dataset.ground = this.#chosen.ground;
  }
}
