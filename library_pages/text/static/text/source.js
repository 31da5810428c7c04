// The file tab of a resource: asks for the state of a file while it is being read, and offers to try again.
const PAUSE_MS = 2000;
const OPEN_STATES = new Set(["queued", "reading"]);

function csrfToken() {
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

async function refresh(panel) {
  const response = await fetch(panel.dataset.url, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const { state, html } = await response.json();
  panel.querySelector("[data-kv-source-body]").outerHTML = html;
  panel.dataset.state = state;
}

async function watch(panel) {
  while (OPEN_STATES.has(panel.dataset.state)) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await refresh(panel).catch(() => undefined);
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-kv-retry]");
  if (!button) return;
  button.disabled = true;
  await fetch(button.dataset.kvRetry, { method: "POST", headers: { "X-CSRFToken": csrfToken() } });
  const panel = button.closest("[data-kv-source]");
  await refresh(panel);
  watch(panel);
});

document.querySelectorAll("[data-kv-source]").forEach(watch);
