// What floats over the page: one question or notice at a time, and a short line that leaves by itself.
const STAY = 8_000;

export class Notices {
  #place = document.querySelector("[data-notices]");
  #status = document.querySelector("[data-status]");
  #words;
  #card = null;
  #clock = 0;

  constructor(words) {
    this.#words = words;
  }

  get asking() {
    return this.#card !== null;
  }

  /** A line for eye and screen reader. `stay` keeps it until the next. */
  say(text, { stay = false } = {}) {
    clearTimeout(this.#clock);
    this.#status.textContent = text;
    this.#status.classList.toggle("is-said", text !== "");
    if (text && !stay) this.#clock = setTimeout(() => this.say(""), STAY);
  }

  /**
   * A card with buttons `[{text, primary, act, href}]`. With `field` it is a form: `act(value)`. `fault` is read out.
   * The card takes the focus, and `closed()` is called when it goes without an answer.
   */
  ask({ title, more = "", buttons, field = null, fault = "", closed = () => {}, modal = false }) {
    this.dismiss();
    const card = document.createElement(field ? "form" : "section");
    card.className = "card";
    card.setAttribute("role", "alertdialog");
    card.setAttribute("aria-labelledby", "notice-title");
    const heading = made("h2", { id: "notice-title", textContent: title, tabIndex: -1 });
    card.append(heading, ...(more ? [made("p", { className: "card__more", id: "notice-more", textContent: more })] : []));
    if (more) card.setAttribute("aria-describedby", "notice-more");
    const input = field && this.#field(card, field, fault);
    const row = made("div", { className: "buttons" });
    row.append(...buttons.map((button) => this.#button(button, input)));
    card.append(row);
    if (input) {
      card.addEventListener("submit", (event) => {
        event.preventDefault();
        const { value } = input;
        this.dismiss();
        buttons[0].act(value);
      });
    }
    card.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || modal) return;
      event.stopPropagation();
      this.dismiss();
      closed();
    });
    this.#card = card;
    this.#place.append(card);
    const long = card.querySelector(".card__more");
    if (long && long.scrollHeight > long.clientHeight) long.tabIndex = 0; // so that keys can scroll it
    (input ?? heading).focus();
  }

  dismiss() {
    this.#card?.remove();
    this.#card = null;
  }

  #field(card, { label, type }, fault) {
    const input = made("input", { type, required: true, id: "notice-field", autocomplete: "off" });
    const box = made("div", { className: fault ? "field field--error" : "field" });
    box.append(made("label", { className: "field__label", htmlFor: "notice-field", textContent: label }), input);
    if (fault) {
      const said = made("p", { className: "field__error", id: "notice-fault", textContent: fault });
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", said.id);
      box.append(said);
    }
    card.append(box);
    return input;
  }

  #button({ text, primary = false, act, href, target }, input) {
    const className = `button button--small ${primary ? "button--primary" : "button--second"}`;
    if (href) {
      const link = made("a", { className, textContent: text, href, ...(target ? { target, rel: "noopener noreferrer" } : {}) });
      link.addEventListener("click", () => this.dismiss());
      return link;
    }
    const button = made("button", { className, textContent: text, type: input && primary ? "submit" : "button" });
    if (button.type === "button") {
      button.addEventListener("click", () => {
        this.dismiss();
        act?.();
      });
    }
    return button;
  }
}

const made = (name, fields) => Object.assign(document.createElement(name), fields);
