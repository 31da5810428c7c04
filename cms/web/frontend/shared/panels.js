// Contents, search, type: one open at a time. Esc closes; the focus goes in and comes back to the button.
export class Panels {
  #open = null;
  #changed;

  /** `changed(name | null)` after each opening and closing. */
  constructor(changed) {
    this.#changed = changed;
    for (const opener of document.querySelectorAll("[data-opens]")) {
      opener.addEventListener("click", () => this.toggle(opener.dataset.opens));
    }
    for (const closer of document.querySelectorAll("[data-closes]")) closer.addEventListener("click", () => this.close());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#open) {
        event.preventDefault();
        this.close();
      }
    });
  }

  get open() {
    return this.#open;
  }

  toggle(name) {
    if (this.#open === name) this.close();
    else this.show(name);
  }

  show(name) {
    const panel = document.getElementById(name);
    if (!panel) return;
    if (this.#open) this.#shut();
    this.#open = name;
    panel.hidden = false;
    this.#opener(name)?.setAttribute("aria-expanded", "true");
    document.body.dataset.panel = name;
    this.#changed(name);
    (panel.querySelector("[data-search-field], [aria-current]") ?? panel.querySelector("h2")).focus();
  }

  /** Closes; the focus goes back to its button unless it is to go elsewhere. */
  close({ focus = true } = {}) {
    if (!this.#open) return;
    const opener = this.#opener(this.#open);
    this.#shut();
    this.#changed(null);
    if (focus) opener?.focus();
  }

  #shut() {
    document.getElementById(this.#open).hidden = true;
    this.#opener(this.#open)?.setAttribute("aria-expanded", "false");
    delete document.body.dataset.panel;
    this.#open = null;
  }

  #opener(name) {
    return document.querySelector(`[data-opens="${name}"]`);
  }
}
