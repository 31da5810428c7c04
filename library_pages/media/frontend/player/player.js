// One recording on its page: what is pressed, what plays, where it stands, what went wrong.
import { Opening } from "../../../../cms/web/frontend/opening/opening.js";
import { Bars } from "../../../../cms/web/frontend/shared/bars.js";
import { Grant } from "../../../../cms/web/frontend/shared/grant.js";
import { Notices } from "../../../../cms/web/frontend/shared/notices.js";
import { Panels } from "../../../../cms/web/frontend/shared/panels.js";
import { Words } from "../../../../cms/web/frontend/shared/words.js";
import { Captions } from "./captions.js";
import { Chapters } from "./chapters.js";
import { Keeping } from "./keeping.js";
import { keys } from "./keys.js";
import { lockScreen } from "./lock.js";
import { Plays } from "./plays.js";
import { Screen } from "./screen.js";
import { Source } from "./source.js";
import { Talk } from "./talk.js";
import { seconds } from "./times.js";
import { Track } from "./track.js";

const STEP = 15;
const PATIENCE = 300; // ms of silence before it is called one
const SOON = 30_000;

export class Player {
  #config;
  #playback;
  #media = document.querySelector("[data-media]");
  #play = document.querySelector("[data-play]");
  #words;
  #source;
  #opening;
  #keeping;
  #talk;
  #chapters;
  #track;
  #lock;
  #captions;
  #grant;
  #waiting = 0;
  #reopened = -Infinity;
  #at = 0; // the element forgets it while a source is loaded

  constructor(config) {
    this.#config = config;
    this.#playback = config.playback;
    this.#words = new Words(config.words);
    const media = this.#media;
    const go = (at) => this.seek(at);
    this.#source = new Source(media, config.hls_script);
    this.#chapters = new Chapters(this.#playback.chapters, go);
    this.#track = new Track({ ...this.#playback, words: this.#words, go });
    const { duration } = this.#playback;
    this.#opening = new Opening(config, { timed: false }); // what was played is told instead
    this.#keeping = new Keeping(this.#opening, media, { duration, title: () => this.#chapters.at(media.currentTime) });
    new Plays(this.#opening, media, { duration });
    const captions = (this.#captions = new Captions(media, this.#playback.captions, { preferred: config.item.language, go }));
    const notices = new Notices(this.#words);
    const panels = new Panels(() => {});
    const screen = new Screen(media, captions, this.#words);
    this.#talk = new Talk({
      notices, words: this.#words, back: config.back_url, title: config.item.title, text: captions.there ? () => panels.show("transcript") : null,
    });
    new Bars(() => !screen.full || media.paused || panels.open !== null || notices.asking);
    this.#lock = lockScreen(config, {
      play: () => this.play(), pause: () => media.pause(), jump: (way) => this.seek(media.currentTime + way * STEP), seek: go,
    });
    this.#press();
    this.#listen(notices);
    keys({
      space: () => this.toggle(),
      arrowleft: () => this.seek(media.currentTime - STEP),
      arrowright: () => this.seek(media.currentTime + STEP),
      m: () => this.#mute(notices),
      c: () => captions.toggle(),
      f: () => screen.toggle(),
    });
  }

  async open() {
    const asked = seconds(location.hash);
    const start = asked ?? this.#keeping.start;
    this.#show(start);
    await this.#load(false);
  }

  get #length() {
    return this.#playback.duration;
  }

  async play() {
    try {
      await this.#media.play();
    } catch (error) {
      // Paused again meanwhile, or the browser wants a press first; what else there is, the source reports.
      if (!["AbortError", "NotAllowedError"].includes(error.name)) this.#wait(true);
    }
  }

  toggle() {
    if (this.#media.paused) this.play();
    else this.#media.pause();
  }

  seek(to) {
    const at = Math.min(Math.max(0, to), Math.max(0, this.#length - 0.5));
    this.#media.currentTime = at;
    this.#show(at);
  }

  #press() {
    const on = (name, act) => document.querySelector(`[data-${name}]`)?.addEventListener("click", act);
    on("play", () => this.toggle());
    on("back", () => this.seek(this.#media.currentTime - STEP));
    on("on", () => this.seek(this.#media.currentTime + STEP));
    on("surface", () => this.toggle());
    document.querySelector("[data-speed]").addEventListener("change", ({ target }) => {
      this.#media.playbackRate = this.#media.defaultPlaybackRate = Number(target.value);
    });
    addEventListener("hashchange", () => {
      const asked = seconds(location.hash);
      if (asked !== null) this.seek(asked);
    });
  }

  #listen(notices) {
    const media = this.#media;
    for (const name of ["play", "pause", "ended"]) media.addEventListener(name, () => this.#dress());
    for (const name of ["waiting", "stalled"]) media.addEventListener(name, () => this.#wait(!media.paused));
    for (const name of ["playing", "canplay", "pause"]) media.addEventListener(name, () => this.#wait(false));
    media.addEventListener("timeupdate", () => media.readyState && this.#show(media.currentTime));
    media.addEventListener("ended", () => this.#talk.finished(() => this.#again()));
    this.#source.addEventListener("failed", () => this.#failed());
    this.#source.addEventListener("refused", () => this.#reopen());
    this.#opening.addEventListener("offline", () => notices.say(this.#words.say("offline"), { stay: true }));
    this.#opening.addEventListener("online", () => notices.say(this.#words.say("online")));
    this.#opening.addEventListener("elsewhere", ({ detail }) => this.#talk.elsewhere(detail, (at) => this.seek(at)));
    this.#grant = new Grant({ publication_url: this.#config.playback_url, expires: this.#playback.expires }, {
      renewed: (playback) => this.#renewed(playback),
      withdrawn: () => this.#withdrawn(),
    });
  }

  #renewed(playback) {
    this.#playback = playback;
    this.#source.renew(playback);
    this.#captions.renew(playback.captions);
  }

  #withdrawn() {
    this.#media.pause();
    this.#source.close();
    this.#wait(false);
    this.#talk.withdrawn();
  }

  /** The files were refused: perhaps only because the grant has ended while the machine slept. */
  async #reopen() {
    const before = this.#playback;
    const soon = performance.now() - this.#reopened < SOON;
    this.#reopened = performance.now();
    if (soon || !(await this.#grant.renew())) this.#failed();
    else if (this.#playback !== before) await this.#load();
  }

  async #load(wanted = !this.#media.paused) {
    this.#wait(true);
    await this.#source.load(this.#playback, this.#at);
    if (wanted) this.play();
  }

  #failed() {
    const wanted = !this.#media.paused;
    this.#wait(false);
    this.#media.pause();
    this.#talk.failed(async () => {
      await this.#grant.renew();
      await this.#load(wanted);
    });
  }

  #again() {
    this.#keeping.restart();
    this.seek(0);
    this.play();
  }

  #mute(notices) {
    this.#media.muted = !this.#media.muted;
    notices.say(this.#words.say(this.#media.muted ? "muted" : "unmuted"));
  }

  #wait(on) {
    clearTimeout(this.#waiting);
    if (on) this.#waiting = setTimeout(() => this.#say(this.#words.say("buffering")), PATIENCE);
    else this.#say("");
  }

  #say(text) {
    const state = document.querySelector("[data-state]");
    state.textContent = text;
    document.body.classList.toggle("is-waiting", text !== "");
  }

  #show(at) {
    this.#at = at;
    this.#track.at(at);
    const part = this.#chapters.at(at);
    if (part) document.querySelector("[data-part]").textContent = part;
    this.#lock.at(at, this.#length, this.#media.playbackRate);
  }

  #dress() {
    const playing = !this.#media.paused && !this.#media.ended;
    document.body.classList.toggle("is-playing", playing);
    this.#play.setAttribute("aria-label", this.#words.say(playing ? "pause" : "play"));
  }
}

