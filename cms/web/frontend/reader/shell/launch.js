// The shell around a scripted package: a way back, the whole screen, opening it anew, and the keeping of its state. What
// is inside may do what it likes with its own frame, so nothing here depends on it.
import { Sitting } from "../../opening/sitting.js";
import { flush, report } from "../../usage/client.js";
import { Engine } from "./engine.js";
import { Grant } from "../../shared/grant.js";
import { widths } from "./head.js";
import { Launching } from "./launching.js";
import { Notices } from "../../shared/notices.js";
import { Questions } from "./questions.js";
import { screen } from "./screen.js";
import { Words } from "../../shared/words.js";

const SLOW = 300; // ms until the word "opening" is shown
const LAST_WORD = 2_000; // ms that a lesson has to hand over what it keeps

const $ = (name) => document.querySelector(`[data-${name}]`);
const within = (ms, promise) => Promise.race([promise, new Promise((done) => setTimeout(done, ms))]);

/** One package, launched. */
export class Launch {
  #config;
  #words;
  #engine = null;
  #kept;
  #completed;

  constructor(config) {
    this.#config = config;
    this.#words = new Words(config.words);
    this.#completed = config.launch.completed !== null;
    this.#kept = new Launching(config);
    this.notices = new Notices(this.#words);
    this.questions = new Questions({ notices: this.notices, words: this.#words, back: config.back_url });
    this.sitting = new Sitting(config.item.uid);
  }

  open() {
    this.grant = new Grant(this.#config, {
      renewed: ({ engine_url: url }) => this.#renew(url),
      withdrawn: () => this.#fail("error_gone"),
    });
    $("back").addEventListener("click", (event) => this.#leave(event));
    $("anew").addEventListener("click", () => this.#anew());
    screen($("screen"), this.#words);
    widths();
    const kept = this.#kept;
    kept.addEventListener("saved", ({ detail }) => this.#engine?.tell("saved", { seq: detail.seq, ok: true }));
    kept.addEventListener("refused", ({ detail }) => {
      this.#engine?.tell("saved", { seq: detail.seq, ok: false });
      this.notices.say(this.#words.say("not_kept"), { stay: true });
    });
    kept.addEventListener("offline", () => this.notices.say(this.#words.say("offline"), { stay: true }));
    kept.addEventListener("online", () => this.notices.say(this.#words.say("online")));
    kept.addEventListener("elsewhere", ({ detail }) => this.#askElsewhere(detail));
    this.#load();
  }

  #load() {
    const { content_origin: origin, engine_url: url, sandbox, entry, item } = this.#config;
    this.#engine?.close();
    const init = { options: { entry }, state: this.#kept.newest };
    const engine = new Engine({ origin, url, sandbox, title: item.title, init });
    this.#engine = engine;
    const slow = setTimeout(() => { $("opening").hidden = false; }, SLOW);
    engine.addEventListener("launched", () => {
      clearTimeout(slow);
      $("opening").hidden = true;
      engine.frame.classList.add("is-ready");
      document.body.dataset.state = "open";
      this.sitting.moved(Number(this.#completed));
      if (document.activeElement === document.body) engine.frame.focus();
    });
    engine.addEventListener("state", ({ detail }) => this.#keep(detail));
    engine.addEventListener("key", () => this.sitting.moved(Number(this.#completed)));
    engine.addEventListener("error", () => {
      clearTimeout(slow);
      this.#fail("error_open");
    });
    $("stage").append(engine.frame);
  }

  #keep(state) {
    this.#kept.save(state);
    if (state.completion === "completed" && !this.#completed) {
      this.#completed = true;
      report({ kind: "finish", item: this.#config.item.uid });
      flush();
    }
    this.sitting.moved(Number(this.#completed));
  }

  #anew() {
    this.notices.dismiss();
    this.#load();
  }

  async #leave(event) {
    event.preventDefault();
    const engine = this.#engine;
    this.#engine = null;
    if (engine) await within(LAST_WORD, engine.request("leave").catch(() => {}));
    engine?.close();
    await within(LAST_WORD, this.#kept.flush({ leaving: true }));
    location.assign(this.#config.back_url);
  }

  #askElsewhere(current) {
    const stay = () => this.#kept.insist(current);
    this.notices.ask({
      title: this.#words.say("elsewhere"),
      buttons: [
        { text: this.#words.say("go_there"), primary: true, act: () => location.reload() },
        { text: this.#words.say("stay_here"), act: stay },
      ],
      closed: stay,
    });
  }

  #renew(url) {
    this.#config.engine_url = url;
    this.#anew();
  }

  #fail(key) {
    $("opening").hidden = true;
    this.#engine?.close();
    this.#engine = null;
    this.questions.failed(key, async () => {
      if (!(await this.grant.renew())) this.#fail(key);
    });
  }
}
