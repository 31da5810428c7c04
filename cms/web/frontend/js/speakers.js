// Speaker buttons of grades 1 and 2 read their label aloud; hidden where the browser has no Vietnamese voice.
export function speakers(root) {
  const buttons = root.querySelectorAll("[data-say]");
  if (!buttons.length) return;
  const synthesis = globalThis.speechSynthesis;
  const voice = () => synthesis?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith("vi"));
  const show = () => { for (const button of buttons) button.hidden = !voice(); };
  show();
  synthesis?.addEventListener?.("voiceschanged", show);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const words = new SpeechSynthesisUtterance(button.dataset.say);
      words.voice = voice() ?? null;
      words.lang = "vi-VN";
      words.rate = 0.9;
      synthesis.cancel();
      synthesis.speak(words);
    });
  }
}
