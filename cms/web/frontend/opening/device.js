// This browser's own memory. Where storage is refused, the reader works and forgets.
export function recall(key, otherwise = null) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden.
  }
}

/** `{id, name}` of this browser; the name is what the question on another device shows. */
export function device() {
  const bytes = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
  const id = recall("kv-device") ?? bytes().join("");
  keep("kv-device", id);
  return { id, name: named(navigator.userAgent) };
}

const first = (agent, names) => Object.keys(names).find((name) => names[name].test(agent)) ?? "";

const named = (agent) => [
  first(agent, { Edge: /Edg/u, "Cốc Cốc": /coc_coc/u, Firefox: /Firefox/u, Chrome: /Chrome|CriOS/u, Safari: /Safari/u }),
  first(agent, { Android: /Android/u, iPad: /iPad/u, iPhone: /iPhone/u, Windows: /Windows/u, ChromeOS: /CrOS/u, Mac: /Mac/u, Linux: /Linux/u }),
].filter(Boolean).join(", ");
