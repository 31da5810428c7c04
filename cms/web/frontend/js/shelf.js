// Arrow buttons of shelves, shown only where there is more on that side; Tab brings the object into view.
const ROOM = 24;

export function shelves(root) {
  for (const shelf of root.querySelectorAll("[data-shelf]")) {
    const row = shelf.querySelector("[data-shelf-row]");
    const [back, on] = [shelf.querySelector("[data-shelf-back]"), shelf.querySelector("[data-shelf-on]")];
    if (!row || !back || !on) continue;
    const look = () => {
      back.hidden = row.scrollLeft < 8;
      on.hidden = row.scrollLeft + row.clientWidth > row.scrollWidth - 8;
    };
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const turn = (way) => row.scrollBy({ left: way * row.clientWidth * 0.8, behavior: calm.matches ? "auto" : "smooth" });
    back.addEventListener("click", () => turn(-1));
    on.addEventListener("click", () => turn(1));
    row.addEventListener("scroll", look, { passive: true });
    row.addEventListener("focusin", ({ target }) => {
      const item = target.closest("li");
      if (!item) return;
      const [seen, frame] = [item.getBoundingClientRect(), row.getBoundingClientRect()];
      if (seen.left < frame.left + ROOM) row.scrollBy({ left: seen.left - frame.left - ROOM });
      else if (seen.right > frame.right - ROOM) row.scrollBy({ left: seen.right - frame.right + ROOM });
    });
    new ResizeObserver(look).observe(row);
    look();
  }
}
