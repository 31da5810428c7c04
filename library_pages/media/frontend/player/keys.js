// Space, ←, →, M, and C and F where there is something to switch. Where somebody types or chooses, keys keep their meaning.
const TYPING = "input:not([type=range]), select, textarea, [contenteditable]";

export function keys(acts) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
    const pressed = event.key === " " ? "space" : event.key.toLowerCase();
    // A button that has the focus is pressed by the space bar, as everywhere.
    if (pressed === "space" && event.target.closest?.("button, a")) return;
    const act = acts[pressed];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
