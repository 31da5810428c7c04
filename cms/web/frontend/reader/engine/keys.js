// Keys, taps and pointer moves inside the engine. A frame swallows them, so the engine turns pages itself and forwards
// what is the shell's. `tap` and `move` tell the shell that somebody is there.
const FORWARDED = new Set(["Escape", "/", "?", "t", "b", "f"]);
const EDGE = 0.3; // share of the width on each side where a finger turns the page
const EVERY = 800;

/** Listens in one document of the engine; `turn(dir)` with left, right, back, on; `x(event)` gives 0 to 1 of the width. */
export function listen(doc, { post, turn, x, scrolls = false }) {
  const moves = scrolls ? {} : { ArrowUp: "back", ArrowDown: "on" };
  const keys = { ArrowLeft: "left", ArrowRight: "right", PageUp: "back", PageDown: "on", ...moves };
  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const { key, shiftKey } = event;
    if (keys[key] || key === " ") {
      event.preventDefault();
      turn(keys[key] ?? (shiftKey ? "back" : "on"));
    } else if (FORWARDED.has(key)) {
      event.preventDefault();
      post("key", { key });
    }
  });
  doc.addEventListener("click", (event) => {
    if (event.defaultPrevented || !doc.defaultView.getSelection().isCollapsed) return;
    const place = x(event);
    if (event.pointerType === "touch" && !scrolls && place < EDGE) turn("left");
    else if (event.pointerType === "touch" && !scrolls && place > 1 - EDGE) turn("right");
    else post("key", { key: "tap" });
  });
  let latest = 0;
  doc.addEventListener("pointermove", ({ pointerType, timeStamp }) => {
    if (pointerType === "touch" || timeStamp - latest < EVERY) return;
    latest = timeStamp;
    post("key", { key: "move" });
  });
}
