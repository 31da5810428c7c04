// How long it is to the end. The first guess is a child's pace; then what was really read in this sitting.
const LETTERS_A_MINUTE = 750;
const LONGEST_PAGE = 180_000; // who stays longer has gone away
const ENOUGH = 3 * 60_000;

export class Pace {
  #time = 0;
  #read = 0;
  #at = null;
  #when = 0;

  /** Takes a page turn into account: only small steps ahead are reading. */
  moved(share) {
    const now = Date.now();
    const [step, time] = [share - this.#at, now - this.#when];
    if (this.#at !== null && step > 0 && step < 0.05 && time > 2_000 && time < LONGEST_PAGE) {
      this.#read += step;
      this.#time += time;
    }
    [this.#at, this.#when] = [share, now];
  }

  /** Minutes from `share` to the end of a book of so many letters. */
  left(share, letters) {
    if (this.#time >= ENOUGH && this.#read > 0) return ((1 - share) * this.#time) / this.#read / 60_000;
    return ((1 - share) * letters) / LETTERS_A_MINUTE;
  }
}
