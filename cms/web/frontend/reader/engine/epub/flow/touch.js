// A finger draws the page with it and lets it go on or back.
const FAR = 0.2; // share of the width after which the page goes over
const FAST = 0.3; // CSS pixels a millisecond, over at least THROWN
const THROWN = 40;
const SLACK = 8;

/** `drag(dx)` while the finger moves, `drop(step)` with -1, 0 or 1 pages to the right when it leaves. */
export function swipes(target, { selecting, width, drag, drop }) {
  let start = null;
  let moved = false;
  const at = ({ changedTouches: [touch] }) => touch;
  target.addEventListener("touchstart", (event) => {
    const pinched = event.touches.length > 1 || (globalThis.visualViewport?.scale ?? 1) > 1;
    start = pinched ? null : { x: at(event).screenX, time: event.timeStamp };
    moved = false;
  }, { passive: true });
  target.addEventListener("touchmove", (event) => {
    if (!start || event.touches.length > 1 || selecting()) {
      if (moved) drop(0);
      start = null;
      return;
    }
    const dx = at(event).screenX - start.x;
    moved ||= Math.abs(dx) > SLACK;
    if (!moved) return;
    if (event.cancelable) event.preventDefault();
    drag(dx);
  }, { passive: false });
  const end = (event) => {
    if (!start || !moved) return;
    const dx = at(event).screenX - start.x;
    const speed = Math.abs(dx) / Math.max(1, event.timeStamp - start.time);
    start = null;
    drop(Math.abs(dx) > FAR * width() || (speed > FAST && Math.abs(dx) > THROWN) ? -Math.sign(dx) : 0);
  };
  target.addEventListener("touchend", end);
  target.addEventListener("touchcancel", () => {
    if (start && moved) drop(0);
    start = null;
  });
}
