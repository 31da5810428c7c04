// The page of captions: looks again while a file is being read, and shows what became of it.
const PAUSE_MS = 1000;

async function look() {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.querySelector("[data-kv-captions]");
  const shown = document.querySelector("[data-kv-captions]");
  if (!found || found.innerHTML === shown.innerHTML) return;
  shown.innerHTML = found.innerHTML; // the element itself stays, so that what is new in it is read out
  shown.toggleAttribute("data-waiting", found.hasAttribute("data-waiting"));
}

async function watch() {
  while (document.querySelector("[data-kv-captions][data-waiting]")) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await look().catch(() => undefined);
  }
}

watch();
