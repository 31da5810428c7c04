/** The button for the whole screen; it stays away where the browser has none (iPhone). */
export function screen(button, words) {
  if (!document.fullscreenEnabled) return;
  button.hidden = false;
  const label = button.querySelector("span");
  button.addEventListener("click", () => {
    const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    change.catch(() => {});
  });
  document.addEventListener("fullscreenchange", () => {
    const full = Boolean(document.fullscreenElement);
    button.setAttribute("aria-pressed", String(full));
    label.textContent = words.say(full ? "leave_full_screen" : "full_screen");
  });
}
