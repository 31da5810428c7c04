// One toast at a time; it stays 8 s or until closed, longer while it is pointed at or holds the focus.
const STAY = 8000;

export function toasts(root) {
  const place = root.querySelector("[data-toasts]");
  if (!place) return;
  const waiting = [...place.querySelectorAll("[data-toast]")];
  for (const toast of waiting.slice(1)) toast.hidden = true;
  const next = () => {
    waiting.shift()?.remove();
    if (waiting.length) begin();
  };
  const begin = () => {
    const [toast] = waiting;
    toast.hidden = false;
    let clock = setTimeout(next, STAY);
    const hold = () => clearTimeout(clock);
    const resume = () => {
      hold();
      clock = setTimeout(next, STAY);
    };
    for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, hold);
    for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, resume);
    toast.querySelector("[data-toast-close]")?.addEventListener("click", () => {
      hold();
      next();
    });
  };
  if (waiting.length) begin();
}
