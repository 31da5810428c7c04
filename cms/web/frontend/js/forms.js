// A form that is on its way can't be sent twice; its button keeps its width. The first fault takes the focus.
export function forms(root) {
  root.querySelector(".field--error :is(input, select, textarea)")?.focus();
  for (const form of root.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button[type=submit], button:not([type])");
      if (!button || button.disabled) return;
      button.style.minWidth = `${button.offsetWidth}px`;
      button.textContent = form.dataset.busy;
      // After the browser has gathered the fields, or the button's own value would be lost.
      setTimeout(() => { button.disabled = true; });
    });
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
