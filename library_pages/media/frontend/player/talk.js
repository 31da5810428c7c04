// What somebody is told or asked while she listens or watches.
import { clock, secondsOf } from "./times.js";

export class Talk {
  #notices;
  #words;
  #back;
  #title;
  #text;

  /** `back` is the address of the item's page; `text` opens the text of the recording, null where there is none. */
  constructor({ notices, words, back, title, text }) {
    this.#notices = notices;
    this.#words = words;
    this.#back = back;
    this.#title = title;
    this.#text = text;
  }

  /** Another device has saved a place. */
  elsewhere({ locator, device }, go) {
    const at = secondsOf(locator);
    if (at === null) return;
    const words = this.#words;
    this.#notices.ask({
      title: words.say(device?.name ? "elsewhere_named" : "elsewhere", { place: clock(at), device: device?.name }),
      buttons: [{ text: words.say("go_there"), primary: true, act: () => go(at) }, { text: words.say("stay_here") }],
    });
  }

  finished(again) {
    const words = this.#words;
    this.#notices.ask({
      title: words.say("finished", { title: this.#title }),
      more: words.say("finished_more"),
      buttons: [{ text: words.say("back"), primary: true, href: this.#back }, { text: words.say("again"), act: again }],
    });
  }

  failed(retry) {
    const words = this.#words;
    const text = this.#text && [{ text: words.say("read_text"), act: this.#text }];
    this.#notices.ask({
      title: words.say(this.#text ? "failed_text" : "failed"),
      modal: true,
      buttons: [{ text: words.say("retry"), primary: true, act: retry }, ...(text ?? [{ text: words.say("back"), href: this.#back }])],
    });
  }

  withdrawn() {
    const words = this.#words;
    this.#notices.ask({
      title: words.say("gone"),
      more: words.say("gone_more"),
      modal: true,
      buttons: [{ text: words.say("back"), primary: true, href: this.#back }],
    });
  }
}
