// The queue in IndexedDB. Where a browser gives none (a private window), events live as long as their page.
const NAME = "kv-usage";
const STORE = "events";
const OLDEST = 95 * 24 * 3600_000; // the library takes nothing older
const promised = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export class Kept {
  #database = this.#open();

  put(row) {
    return this.#do("readwrite", (store) => store.put({ ...row, id: row.event.id }));
  }

  remove(ids) {
    return this.#do("readwrite", (store) => ids.forEach((id) => store.delete(id)));
  }

  /** The oldest events of an account; null where there is no database. What nobody will take any more is dropped. */
  async of(account) {
    const rows = await this.#do("readonly", (store) => promised(store.getAll()));
    if (!rows) return null;
    const old = rows.filter(({ event }) => Date.now() - Date.parse(event.occurred_at) > OLDEST);
    if (old.length) await this.remove(old.map(({ id }) => id));
    return rows.filter((row) => row.account === account && !old.includes(row)).map(({ event }) => event);
  }

  async #open() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    return promised(request);
  }

  async #do(mode, work) {
    try {
      const transaction = (await this.#database).transaction(STORE, mode);
      const ended = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const result = await work(transaction.objectStore(STORE));
      await ended;
      return result;
    } catch {
      return null;
    }
  }
}
