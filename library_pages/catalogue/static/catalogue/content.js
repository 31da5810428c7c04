// The tab of a content: asks how far the work is while it goes on, and offers what can be done with it.
const PAUSE_MS = 2000;

const form = document.querySelector("form[data-edit-form]");
let written = false;
// What the person does, and not what scripts set while the form is built.
for (const event of ["input", "change"]) {
  form?.addEventListener(event, (happened) => {
    written ||= happened.isTrusted;
  });
}

function take(panel, { state, open, ready, html }) {
  panel.querySelector("[data-kv-content-body]").outerHTML = html;
  panel.dataset.state = state;
  panel.toggleAttribute("data-open", open);
  panel.toggleAttribute("data-ready", ready);
}

async function refresh(panel) {
  const response = await fetch(panel.dataset.url, { headers: { Accept: "application/json" } });
  if (response.ok) take(panel, await response.json());
}

async function watch(panel) {
  if (panel.watched) return;
  panel.watched = true;
  let told = panel.hasAttribute("data-ready");
  while (panel.hasAttribute("data-open")) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await refresh(panel).catch(() => undefined);
    if (told || !panel.hasAttribute("data-ready")) continue;
    told = true;
    if (!written) {
      // The form was made before anything was known of the content.
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
  const panel = button.closest("[data-kv-content]");
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const response = await fetch(button.dataset.kvPost, { method: "POST", headers: { "X-CSRFToken": token } });
  if (response.ok) take(panel, await response.json());
  else button.disabled = false;
  watch(panel);
});

document.querySelectorAll("[data-kv-content]").forEach(watch);
