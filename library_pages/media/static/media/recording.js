// The recording's tab: asks how far the work is while it goes on, and offers to stop it or to try again.
const PAUSE_MS = 2000;

const form = document.querySelector("form[data-edit-form]");
let written = false;
// What the person does, and not what scripts set while the form is built.
for (const event of ["input", "change"]) {
  form?.addEventListener(event, (happened) => {
    written ||= happened.isTrusted;
  });
}

function take(panel, { state, open, html }) {
  panel.querySelector("[data-kv-recording-body]").outerHTML = html;
  panel.dataset.state = state;
  panel.toggleAttribute("data-open", open);
}

async function refresh(panel) {
  const response = await fetch(panel.dataset.url, { headers: { Accept: "application/json" } });
  if (response.ok) take(panel, await response.json());
}

const known = (state) => state === "playable" || state === "complete";

async function watch(panel) {
  if (panel.watched) return;
  panel.watched = true;
  const before = panel.dataset.state;
  let told = known(before);
  while (panel.hasAttribute("data-open")) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await refresh(panel).catch(() => undefined);
    if (told || !known(panel.dataset.state)) continue;
    told = true;
    if (!written) {
      // The form was made before anything was known of the recording.
      location.reload();
      return;
    }
    panel.querySelector("[data-kv-reload]").hidden = false;
  }
  panel.watched = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-kv-post]");
  if (!button) return;
  button.disabled = true;
  const panel = button.closest("[data-kv-recording]");
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const response = await fetch(button.dataset.kvPost, { method: "POST", headers: { "X-CSRFToken": token } });
  if (response.ok) take(panel, await response.json());
  else button.disabled = false;
  watch(panel);
});

document.querySelectorAll("[data-kv-recording]").forEach(watch);
