import { Opening } from "../../opening/opening.js";
import { Bars } from "../../shared/bars.js";
import { Contents, ticks } from "./contents.js";
import { Engine } from "./engine.js";
import { Finding } from "./finding.js";
import { Grant } from "../../shared/grant.js";
import { widths } from "./head.js";
import { Jump } from "./jump.js";
import { Notices } from "../../shared/notices.js";
import { Pace } from "./pace.js";
import { Panels } from "../../shared/panels.js";
import { Questions } from "./questions.js";
import { screen } from "./screen.js";
import { Settings } from "./settings.js";
import { Spans } from "./spans.js";
import { Track } from "./track.js";
import { Words } from "../../shared/words.js";

const SLOW = 300; // ms until the word "opening" is shown
const PAUSE = 60_000;
const LAST_PAGE = 15_000;
const UNSAVED = new Set(["anchor", "selection"]); // the window moved, not the reader

const $ = (name) => document.querySelector(`[data-${name}]`);

/** One book, open. */
export class Book {
  #config;
  #words;
  #engine = null;
  #here = null; // {locator, page}
  #back = null; // where a jump began
  #jump = new Jump();
  #finished = false;
  #atEnd = false;
  #lastPage = 0;
  #password = null;
  #query = "";
  #renewedAt = 0;
  #renewing = false;
  #spans;
  #pace = new Pace();
  #settings = new Settings();

  constructor(config) {
    this.#config = config;
    this.#words = new Words(config.words);
    this.#finished = Boolean(config.progress?.finished);
    this.#spans = new Spans({ spine: config.spine, pages: config.pages, sizes: null });
    this.notices = new Notices(this.#words);
    this.questions = new Questions({ notices: this.notices, words: this.#words, back: config.back_url });
    this.panels = new Panels(() => this.bars?.show());
    this.bars = new Bars(() => Boolean(this.panels.open) || this.notices.asking || !this.#here);
    this.opening = new Opening(config);
    const chapters = new Set(config.spine.map(({ href }) => href));
    this.contents = new Contents({
      toc: config.toc,
      words: this.#words,
      leads: (href) => Boolean(href) && (!config.spine.length || chapters.has(href.split("#")[0])),
      go: (href) => this.#goToHref(href),
    });
    this.finding = new Finding({
      url: config.search_url,
      words: this.#words,
      language: config.item.language,
      go: (locator, query) => this.#goToHit(locator, query),
      clear: () => this.#clearMarks(),
    });
    this.track = new Track({
      preview: (share) => this.#preview(share),
      go: (share) => this.#goTo({ href: "-", type: "-", locations: { totalProgression: share } }),
    });
  }

  open() {
    const { start } = this.#config;
    const place = this.opening.stopped;
    this.grant = new Grant(this.#config, {
      renewed: (publication) => this.#renew(publication),
      withdrawn: () => this.#fail("error_gone"),
    });
    if (this.#config.controls.length) this.#settings.bind($("type"), (theme) => this.#engine?.request("theme", theme).catch(() => {}));
    this.#listen();
    this.#load(start ?? place, { mark: start });
    if (start && place) this.#offerBack({ locator: place });
  }

  #listen() {
    for (const button of document.querySelectorAll("[data-turn]")) {
      button.addEventListener("click", () => this.#turn(button.dataset.turn));
    }
    $("jump").addEventListener("click", () => this.#jumpBack());
    $("back").addEventListener("click", () => this.opening.flush({ leaving: true }));
    addEventListener("keydown", (event) => this.#pressed(event));
    screen($("screen"), this.#words);
    widths();
    this.opening.addEventListener("offline", () => this.notices.say(this.#words.say("offline"), { stay: true }));
    this.opening.addEventListener("online", () => this.notices.say(this.#words.say("online")));
    this.opening.addEventListener("elsewhere", ({ detail }) => this.#askElsewhere(detail));
  }

  /** Frames an engine at `place`; the one before it stays in view until the new one is ready. */
  #load(place, { mark = null } = {}) {
    const { content_origin: origin, engine_url: url, sandbox, entry, item, spine } = this.#config;
    const weights = spine.map(({ href, weight }) => [href, weight]);
    const before = this.#engine;
    const engine = new Engine({ origin, url, sandbox, title: item.title, init: { options: { theme: this.#settings.theme, weights, entry }, start: place } });
    this.#engine = engine;
    const slow = setTimeout(() => { $("opening").hidden = before !== null; }, SLOW);
    engine.addEventListener("ready", ({ detail }) => {
      clearTimeout(slow);
      $("opening").hidden = true;
      before?.close();
      engine.frame.classList.add("is-ready");
      this.#ready(detail);
      if (this.#query) engine.request("search", { query: this.#query }).catch(() => {});
      if (mark) engine.request("mark", { value: mark }).catch(() => {});
      if (document.activeElement === document.body) engine.frame.focus();
    });
    engine.addEventListener("relocate", ({ detail }) => this.#moved(detail));
    engine.addEventListener("key", ({ detail }) => this.#key(detail.key));
    engine.addEventListener("note", ({ detail }) => this.#showNote(detail));
    engine.addEventListener("link", ({ detail }) => this.questions.link(detail.href, () => this.#focus()));
    engine.addEventListener("error", ({ detail }) => {
      clearTimeout(slow);
      if (detail.name === "open") before?.close();
      this.#broken(detail.name);
    });
    $("stage").append(engine.frame);
  }

  #ready({ sections, pages }) {
    const { spine, toc } = this.#config;
    this.#spans = new Spans({ spine, pages: pages || this.#config.pages, sizes: sections });
    if (pages) this.#config.pages = pages;
    else if (this.#config.fixed_layout) this.#config.pages = sections.length;
    this.track.enable(ticks(toc, this.#spans));
    document.body.dataset.state = "open";
  }

  #moved({ locator, reason, page }) {
    if (reason === "link") {
      this.#offerBack(this.#here);
      this.#jump.away();
    }
    this.#here = { locator, page };
    const { totalProgression: share = 0 } = locator.locations;
    const where = this.#words.where(locator, page, this.#config.pages);
    $("where").textContent = where;
    $("part").textContent = locator.title ?? this.#config.item.creator;
    this.track.at(share, [where, locator.title].filter(Boolean).join(", "));
    this.contents.mark(locator, this.#spans);
    this.#pace.moved(share);
    this.opening.viewed(share);
    const timed = this.#spans.letters && !this.#config.fixed_layout && share < 1;
    $("left").textContent = timed ? this.#words.left(this.#pace.left(share, this.#spans.letters)) : "";
    if (UNSAVED.has(reason)) return;
    if (!this.#jump.reads(locator, reason)) {
      clearTimeout(this.#lastPage);
      return;
    }
    this.opening.moved(locator);
    this.#ended(share >= 1, reason);
  }

  #preview(share) {
    const { pages, is_paged: isPaged } = this.#config;
    const paged = pages && isPaged;
    const position = paged ? Math.min(pages, Math.floor(share * pages) + 1) : undefined;
    $("where").textContent = this.#words.where({ locations: { totalProgression: share, position } }, null, paged ? pages : 0);
  }

  #focus() {
    this.#engine?.frame.focus();
  }

  #turn(dir) {
    this.#engine?.request("turn", { dir }).catch(() => {});
  }

  async #goTo(locator) {
    this.#offerBack(this.#here);
    this.#jump.away();
    await this.#engine?.request("goto", { locator }).catch(() => {});
  }

  async #goToHref(href) {
    this.panels.close({ focus: false });
    this.#focus();
    const from = this.#here;
    this.#jump.away();
    try {
      await this.#engine?.request("href", { href });
      this.#offerBack(from);
    } catch {
      this.#jump.home();
      this.notices.say(this.#words.say("no_place"));
    }
  }

  #showNote(note) {
    this.questions.note(note, { go: () => this.#goToHref(note.href), stay: () => this.#focus() });
  }

  async #goToHit(locator, query) {
    this.#query = query;
    const narrow = !matchMedia("(min-width: 761px)").matches;
    if (narrow) {
      this.panels.close({ focus: false });
      this.#focus();
    }
    await this.#goTo(locator);
    await this.#engine?.request("search", { query }).catch(() => {});
  }

  #clearMarks() {
    this.#query = "";
    this.#engine?.request("clear").catch(() => {});
  }

  #offerBack(place) {
    if (!place) return;
    this.#back = place;
    const jump = $("jump");
    jump.textContent = this.#words.say("jump_back", { place: this.#words.place(place.locator, place.page) });
    jump.hidden = false;
  }

  #jumpBack() {
    const { locator } = this.#back;
    if (this.#jump.held) this.#jump.home();
    else this.#jump.away();
    this.#offerBack(this.#here);
    this.#focus();
    this.#engine?.request("goto", { locator }).catch(() => {});
  }

  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, [role=alertdialog]")) return;
    const turns = { ArrowLeft: "left", ArrowRight: "right", PageUp: "back", PageDown: "on" };
    if (turns[event.key]) {
      event.preventDefault();
      this.#turn(turns[event.key]);
    } else if (["/", "t", "f"].includes(event.key)) {
      event.preventDefault();
      this.#key(event.key);
    }
  }

  #key(key) {
    if (key === "tap") this.bars.toggle();
    else this.bars.show();
    if (key === "Escape" || key === "tap") this.panels.close({ focus: false });
    if (key === "/") this.panels.show("search");
    if (key === "t") this.panels.show("contents");
    if (key === "f") $("screen").click();
  }

  #askElsewhere(document) {
    const stay = () => {
      if (this.#here) this.opening.moved(this.#here.locator);
      this.#focus();
    };
    const go = async () => {
      await this.#goTo(document.locator);
      this.#jump.home(); // the library has this place already
      this.#focus();
    };
    this.questions.elsewhere(document, { go, stay });
  }

  // The last page is read before anybody speaks: the notice comes with the next turn, or after a while.
  #ended(end, reason) {
    const again = end && this.#atEnd && reason !== "navigation";
    clearTimeout(this.#lastPage);
    this.#atEnd = end;
    if (!end || this.#finished) return;
    if (again) this.#finish();
    else this.#lastPage = setTimeout(() => this.#finish(), LAST_PAGE);
  }

  #finish() {
    this.#finished = true;
    this.opening.finished();
    this.questions.finished(this.#config.item.title, { restart: () => this.#restart(), stay: () => this.#focus() });
  }

  async #restart() {
    await this.#goTo({ href: "-", type: "-", locations: { totalProgression: 0 } });
    this.#jump.home();
    if (this.#here) this.opening.moved(this.#here.locator, { restart: true });
    this.#focus();
  }

  #broken(name) {
    if (name === "password-needed" || name === "password-wrong") this.#askPassword(name === "password-wrong");
    else if (name === "network") this.notices.say(this.#words.say("offline"));
    else if (name !== "chapter") this.#fail("error_open");
    else if (!this.#renewing) this.#renewOnce();
  }

  // Most often the grant has ended. A chapter that fails again so soon after a new one is not there.
  async #renewOnce() {
    if (Date.now() - this.#renewedAt < PAUSE) {
      this.#fail("error_open");
      return;
    }
    this.#renewing = true;
    this.#renewedAt = Date.now();
    if (!(await this.grant.renew())) this.#fail("error_open");
    this.#renewing = false;
  }

  #askPassword(wrong) {
    const answer = (value) => {
      this.#password = value; // kept in memory, for the next grant of this page
      this.#engine?.request("password", { value }).catch(() => {});
    };
    if (!wrong && this.#password !== null) answer(this.#password);
    else this.questions.password(wrong, answer);
  }

  #fail(key) {
    $("opening").hidden = true;
    this.#engine?.close();
    this.#engine = null;
    this.questions.failed(key, () => this.#retry(key));
  }

  async #retry(key) {
    if (!(await this.grant.renew())) this.#fail(key);
  }

  #renew({ engine_url: url }) {
    this.#config.engine_url = url;
    this.notices.dismiss();
    this.#load(this.#here?.locator ?? this.#config.start ?? this.#config.progress?.locator ?? null);
  }
}
