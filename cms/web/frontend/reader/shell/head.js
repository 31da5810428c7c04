// The names in the head have the room that the way back and the tools leave them. How wide those are depends on the
// language and on which of them there are.

/** Keeps the two widths in the head's style. */
export function widths() {
  const head = document.querySelector(".reader__head");
  const beside = { "--back-width": document.querySelector(".reader__back"), "--tools-width": document.querySelector(".reader__tools") };
  const measure = () => {
    for (const [name, element] of Object.entries(beside)) head.style.setProperty(name, `${element.offsetWidth}px`);
  };
  const observer = new ResizeObserver(measure);
  for (const element of Object.values(beside)) observer.observe(element);
}
