// The file tab of a resource: asks for the state of a file while it is being read, and offers to try again.
const PAUSE_MS = 2000;
const OPEN_STATES = new Set(["queued", "reading"]);

const form = document.querySelector("form[data-edit-form]");
let written = false;
// What the person does, and not what scripts set while the form is built.
for (const event of ["input", "change"]) {
  form?.addEventListener(event, (happened) => {
    written ||= happened.isTrusted;
  });
}

async function refresh(panel) {
  const response = await fetch(panel.dataset.url, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const { state, html } = await response.json();
  panel.querySelector("[data-kv-source-body]").outerHTML = html;
  panel.dataset.state = state;
}

async function watch(panel) {
  if (!OPEN_STATES.has(panel.dataset.state)) return;
  while (OPEN_STATES.has(panel.dataset.state)) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await refresh(panel).catch(() => undefined);
  }
  if (panel.dataset.state !== "ready") return;
  if (written) {
    panel.querySelector("[data-kv-reload]").hidden = false;
  } else {
    // The form was made before anything was known of the file.
    location.reload();
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-kv-retry]");
  if (!button) return;
  button.disabled = true;
  const panel = button.closest("[data-kv-source]");
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  await fetch(button.dataset.kvRetry, { method: "POST", headers: { "X-CSRFToken": token } });
  await refresh(panel);
  watch(panel);
});

document.querySelectorAll("[data-kv-source]").forEach(watch);
