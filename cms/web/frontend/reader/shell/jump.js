// Who jumps looks something up. Her place stays where the jump began until she reads on where it led.
const PAGES = 3; // turned there before it counts as reading

export class Jump {
  #turns = null; // pages turned since the jump; null when she reads
  #page = null;

  get held() {
    return this.#turns !== null;
  }

  /** She has left her place for another. */
  away() {
    this.#turns = 0;
    this.#page = null;
  }

  /** She is back at her place, or the one she went to is to be hers. */
  home() {
    this.#turns = null;
  }

  /** Whether a move to `locator` is reading; pages of a scrolled file are told apart by their number. */
  reads({ locations: { position = null } }, reason) {
    if (!this.held) return true;
    const turned = reason === "scroll" ? position !== this.#page && this.#page !== null : reason === "page" || reason === "snap";
    this.#page = position;
    if (turned) this.#turns += 1;
    if (this.#turns >= PAGES) this.home();
    return !this.held;
  }
}
