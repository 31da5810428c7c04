// What the media element plays: HLS by hls.js wherever there are Media Source Extensions, else by the browser itself.
const SLOW_LINE = 500_000; // bit/s to begin with: a first segment that is too big costs a slow line seconds
const FORBIDDEN = new Set([401, 403, 404, 410]);
const MOST_RECOVERIES = 3;
const TOKEN = /\/m\/([^/]+)\//u;

/** Events: `failed` when nothing more comes by itself, `refused` when the library does not give the files any more. */
export class Source extends EventTarget {
  #media;
  #script;
  #hls = null;
  #token = "";
  #recoveries = 0;

  /** `script` is the address of hls.js. */
  constructor(media, script) {
    super();
    this.#media = media;
    this.#script = script;
    media.addEventListener("error", () => {
      if (!this.#hls) this.dispatchEvent(new Event("failed"));
    });
  }

  /** Loads from `start` (seconds) on; whether something plays or not is left as it is. */
  async load(playback, start) {
    this.renew(playback);
    this.close();
    if (!globalThis.MediaSource && !globalThis.ManagedMediaSource) {
      this.#native(playback, start);
      return;
    }
    try {
      const { default: Hls } = await import(this.#script);
      if (Hls.isSupported()) this.#attach(Hls, playback, start);
      else this.#native(playback, start);
    } catch {
      this.dispatchEvent(new Event("failed"));
    }
  }

  /** Later requests carry the token of this playback: the old one may end while its playlist is still in use. */
  renew(playback) {
    this.#token = TOKEN.exec(playback.hls_url)?.[1] ?? "";
  }

  close() {
    this.#hls?.destroy();
    this.#hls = null;
  }

  #attach(Hls, { hls_url: url }, start) {
    this.#recoveries = 0;
    const hls = new Hls({
      startPosition: start,
      abrEwmaDefaultEstimate: SLOW_LINE,
      capLevelToPlayerSize: true,
      enableWorker: false, // fragmented MP4 is handed on as it is, so there is no work for one
      renderTextTracksNatively: false,
      backBufferLength: 60,
      maxMaxBufferLength: 60, // else ten minutes ahead of who may leave in one, and on a phone each costs money
      xhrSetup: (xhr, address) => xhr.open("GET", this.#token ? address.replace(TOKEN, `/m/${this.#token}/`) : address),
    });
    hls.on(Hls.Events.ERROR, (_, data) => data.fatal && this.#stumbled(Hls, hls, data));
    hls.loadSource(url);
    hls.attachMedia(this.#media);
    this.#hls = hls;
  }

  #stumbled(Hls, hls, { type, response }) {
    if (type === Hls.ErrorTypes.MEDIA_ERROR && this.#recoveries < MOST_RECOVERIES) {
      this.#recoveries += 1;
      hls.recoverMediaError();
      return;
    }
    this.dispatchEvent(new Event(FORBIDDEN.has(response?.code) ? "refused" : "failed"));
  }

  #native({ hls_url: url }, start) {
    this.#media.src = url;
    if (start > 0) this.#media.addEventListener("loadedmetadata", () => (this.#media.currentTime = start), { once: true });
  }
}
