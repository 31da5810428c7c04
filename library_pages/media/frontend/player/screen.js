// The frame of a video in its shape, and the whole screen for it. An iPhone gives it to the video alone, with its own buttons.
export class Screen {
  #media;
  #button = document.querySelector("[data-screen]");
  #captions;

  constructor(media, captions, words) {
    this.#media = media;
    this.#captions = captions;
    media.addEventListener("loadedmetadata", () => {
      const { videoWidth: width, videoHeight: height } = media;
      if (width && height) document.querySelector("[data-frame]").style.setProperty("--shape", String(width / height));
    });
    if (!this.#button || !(document.fullscreenEnabled || media.webkitEnterFullscreen)) return;
    this.#button.hidden = false;
    this.#button.addEventListener("click", () => this.toggle());
    document.addEventListener("fullscreenchange", () => {
      this.#button.setAttribute("aria-pressed", String(this.full));
      this.#button.setAttribute("aria-label", words.say(this.full ? "leave_full_screen" : "full_screen"));
    });
    media.addEventListener("webkitbeginfullscreen", () => captions.native(true));
    media.addEventListener("webkitendfullscreen", () => captions.native(false));
  }

  get full() {
    return Boolean(document.fullscreenElement);
  }

  toggle() {
    if (!this.#button || this.#button.hidden) return;
    if (!document.fullscreenEnabled) {
      this.#media.webkitEnterFullscreen();
      return;
    }
    const change = this.full ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    change.catch(() => {});
  }
}
