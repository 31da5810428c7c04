// On phones the facets open as a sheet; Esc and the opener close it, focus goes in and comes back.
export function sheet(root) {
  const opener = root.querySelector("[data-sheet-opener]");
  const panel = opener && root.getElementById(opener.getAttribute("aria-controls"));
  if (!panel) return;
  const show = (open) => {
    panel.classList.toggle("is-open", open);
    opener.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("input:not([type=hidden]), button, a")?.focus();
    else opener.focus();
  };
  opener.addEventListener("click", () => show(!panel.classList.contains("is-open")));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(false);
  });
  for (const closer of panel.querySelectorAll("[data-sheet-close]")) closer.addEventListener("click", () => show(false));
  // With script a box applies itself on wide screens; in the sheet the button does.
  panel.addEventListener("change", () => {
    if (!panel.classList.contains("is-open")) panel.requestSubmit();
  });
}
