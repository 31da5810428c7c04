// Seconds in the forms that people and addresses have for them.
const two = (number) => String(number).padStart(2, "0");

const parts = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds || 0));
  return [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
};

/** "12:40", "1:05:12". */
export function clock(seconds) {
  const [hours, minutes, rest] = parts(seconds);
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** For a screen reader, which would say "twelve colon forty". */
export function spoken(seconds, words) {
  const [hours, minutes, rest] = parts(seconds);
  return words.say(hours ? "spoken_hours" : "spoken", { hours, minutes, seconds: rest });
}

/** Seconds of a Media Fragment `t=83.2`, `t=npt:1:23` or `t=83,90` (W3C Media Fragments URI 1.0, 4.2.1); else null. */
export function seconds(fragment) {
  const found = /(?:^|[#&])t=(?:npt:)?([\d:.]+)/u.exec(fragment ?? "");
  if (!found) return null;
  const value = found[1].split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number.isFinite(value) ? value : null;
}

/** Where a locator points in the recording; null when it names no second. */
export function secondsOf(locator) {
  for (const fragment of locator?.locations?.fragments ?? []) {
    const value = seconds(fragment);
    if (value !== null) return value;
  }
  return seconds(locator?.href);
}

/** The place as a Readium Locator. */
export function locatorOf(at, duration, title) {
  const t = Math.round(at * 10) / 10;
  return {
    href: `#t=${t}`,
    type: "application/vnd.apple.mpegurl",
    ...(title ? { title } : {}),
    locations: { fragments: [`t=${t}`], totalProgression: duration > 0 ? Math.min(1, at / duration) : 0 },
  };
}
