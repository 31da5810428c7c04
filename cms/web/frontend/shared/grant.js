// The engine's address carries a grant that ends. A new one is fetched before that, and the engine is opened anew with it.
import { Refused, call } from "../opening/fetching.js";

const AHEAD = 120_000;
const SOONEST = 5_000;
const AGAIN = 30_000;
const LONGEST = 2 ** 31 - 1; // of a browser's timer

/** Calls `renewed(publication)` each time, `withdrawn()` once when the library gives none any more. */
export class Grant {
  #url;
  #clock = 0;
  #expires;
  #renewed;
  #withdrawn;

  constructor({ publication_url: url, expires }, { renewed, withdrawn }) {
    this.#url = url;
    this.#renewed = renewed;
    this.#withdrawn = withdrawn;
    this.#await(expires);
    // A machine that slept has missed its timer.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && Date.now() > this.#expires - AHEAD) this.renew();
    });
  }

  /** Whether the library has answered; without an answer it is asked again. */
  async renew() {
    clearTimeout(this.#clock);
    try {
      const publication = await call(this.#url);
      this.#await(publication.expires);
      this.#renewed(publication);
    } catch (error) {
      if (error instanceof Refused && [401, 403, 404].includes(error.status)) this.#withdrawn();
      else {
        this.#clock = setTimeout(() => this.renew(), AGAIN);
        return false;
      }
    }
    return true;
  }

  #await(expires) {
    this.#expires = Date.parse(expires);
    const wait = Math.max(SOONEST, this.#expires - Date.now() - AHEAD);
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.renew(), Math.min(wait, LONGEST));
  }
}
