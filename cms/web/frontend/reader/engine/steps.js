// Navigations run one after the other: of concurrent `goTo` calls foliate resolves only the last (reader-spike 5.5).
const LIMIT = 20_000;

export class Steps {
  #chain = Promise.resolve();
  #waiting = 0;

  /** Runs `step` after all that were asked for before; rejects when it fails, hangs, or a chapter could not be shown. */
  run(step) {
    this.#waiting += 1;
    const done = this.#chain.then(() => limited(step)).finally(() => { this.#waiting -= 1; });
    this.#chain = done.catch(() => {});
    return done;
  }

  get waiting() {
    return this.#waiting;
  }
}

// A chapter that answers 403 or 404 leaves foliate with a frame it can't look into: it throws inside a listener and its
// promise never settles. So an error of the page ends the step, and so does time.
function limited(step) {
  let stop;
  const failed = new Promise((_, reject) => {
    stop = ({ message }) => reject(new Error(message || "time out"));
  });
  const clock = setTimeout(stop, LIMIT, {});
  addEventListener("error", stop);
  return Promise.race([step(), failed]).finally(() => {
    clearTimeout(clock);
    removeEventListener("error", stop);
  });
}
