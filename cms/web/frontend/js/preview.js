// In a preview links and forms lead nowhere: what they lead to would be shown to the editor, not to the page's reader.
const STAY = 4000;

export function previews(root) {
  const toast = root.querySelector("[data-preview] .toast");
  if (!toast) return;
  let clock;
  const stop = (event) => {
    event.preventDefault();
    toast.hidden = false;
    clearTimeout(clock);
    clock = setTimeout(() => (toast.hidden = true), STAY);
  };
  root.addEventListener("click", (event) => event.target.closest("a[href]") && stop(event), true);
  root.addEventListener("submit", stop, true);
}
