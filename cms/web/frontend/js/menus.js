// The account menu is a <details>: a click outside and Esc close it.
export function menus(root) {
  for (const menu of root.querySelectorAll("details[data-menu]")) {
    root.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
