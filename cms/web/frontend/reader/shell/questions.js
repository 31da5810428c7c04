// What the reader is asked, and what she is told that needs an answer.

export class Questions {
  #notices;
  #words;
  #back;

  /** `back` is the address of the item's page. */
  constructor({ notices, words, back }) {
    this.#notices = notices;
    this.#words = words;
    this.#back = back;
  }

  link(href, stay) {
    const words = this.#words;
    this.#notices.ask({
      title: words.say("link", { host: new URL(href).host }),
      more: href,
      buttons: [
        { text: words.say("link_open"), primary: true, href, target: "_blank" },
        { text: words.say("link_stay"), act: stay },
      ],
      closed: stay,
    });
  }

  /** What a footnote says, over the page; `go` leads to where it stands. */
  note({ label, text }, { go, stay }) {
    const words = this.#words;
    this.#notices.ask({
      title: label ? words.say("note_number", { number: label }) : words.say("note"),
      more: text,
      buttons: [
        { text: words.say("note_close"), primary: true, act: stay },
        { text: words.say("note_go"), act: go },
      ],
      closed: stay,
    });
  }

  /** Another device has saved a place. */
  elsewhere({ locator, device }, { go, stay }) {
    const words = this.#words;
    const place = words.place(locator, null);
    this.#notices.ask({
      title: device?.name ? words.say("elsewhere_named", { place, device: device.name }) : words.say("elsewhere", { place }),
      buttons: [
        { text: words.say("go_there"), primary: true, act: go },
        { text: words.say("stay_here"), act: stay },
      ],
      closed: stay,
    });
  }

  finished(title, { restart, stay }) {
    const words = this.#words;
    this.#notices.ask({
      title: words.say("finished", { title }),
      more: words.say("finished_more"),
      buttons: [
        { text: words.say("back"), primary: true, href: this.#back },
        { text: words.say("restart"), act: restart },
      ],
      closed: stay,
    });
  }

  password(wrong, answer) {
    const words = this.#words;
    this.#notices.ask({
      title: words.say("password"),
      field: { label: words.say("password_label"), type: "password" },
      fault: wrong ? words.say("password_wrong") : "",
      modal: true,
      buttons: [
        { text: words.say("password_open"), primary: true, act: answer },
        { text: words.say("back"), href: this.#back },
      ],
    });
  }

  /** Nothing is shown any more; `key` is that of the words. */
  failed(key, retry) {
    const words = this.#words;
    this.#notices.ask({
      title: words.say(key),
      more: words.say(`${key}_more`),
      modal: true,
      buttons: [
        { text: words.say("retry"), primary: true, act: retry },
        { text: words.say("back"), href: this.#back },
      ],
    });
  }
}
