// Head and foot leave after three seconds of reading and come back on a tap, a move or a key. They stay while somebody
// is in them, a panel is open, or there is a question to answer.
const CALM = 3_000;

export class Bars {
  #bars = document.querySelectorAll("[data-bar]");
  #clock = 0;
  #busy;

  /** `busy()` says whether they must stay. */
  constructor(busy) {
    this.#busy = busy;
    for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) {
      addEventListener(name, () => this.show(), { passive: true });
    }
    this.show();
  }

  get hidden() {
    return document.body.classList.contains("is-quiet");
  }

  show() {
    document.body.classList.remove("is-quiet");
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.hide(), CALM);
  }

  hide() {
    clearTimeout(this.#clock);
    const held = [...this.#bars].some((bar) => bar.matches(":hover") || bar.querySelector(":focus-visible"));
    if (held || this.#busy()) this.#clock = setTimeout(() => this.hide(), CALM);
    else document.body.classList.add("is-quiet");
  }

  toggle() {
    if (this.hidden) this.show();
    else if (!this.#busy()) document.body.classList.add("is-quiet");
  }
}
