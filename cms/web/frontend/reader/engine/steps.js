// Navigations run one after the other: two at once would each move the other's chapter away.
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

// A page of fixed layout that answers 403 or 404 leaves foliate with a frame it can't look into: it throws inside a listener
// and its promise never settles. So an error of the page ends the step, and so does time.
function limited(step) {
  let stop;
  let clock;
  const failed = new Promise((_, reject) => {
    // Without an error of its own it is a browser's remark on an observer, which ends nothing.
    stop = ({ error }) => error && reject(error);
    clock = setTimeout(() => reject(new Error("time out")), LIMIT);
  });
  addEventListener("error", stop);
  return Promise.race([step(), failed]).finally(() => {
    clearTimeout(clock);
    removeEventListener("error", stop);
  });
}
