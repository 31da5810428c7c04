// The drill itself, as an author of lessons would write it.
const { drill } = parent;
const at = (id) => document.getElementById(id);

fetch("cards.json").then((answer) => answer.json()).then((cards) => {
  const kept = drill.kept ?? { card: 0, right: 0 };

  function show() {
    const isOver = kept.card >= cards.length;
    at("form").hidden = isOver;
    at("where").textContent = isOver ? "" : `Thẻ ${kept.card + 1} trong ${cards.length}`;
    at("question").textContent = isOver ? "" : cards[kept.card][0];
    at("end").textContent = isOver ? `Đúng ${kept.right} trong ${cards.length} thẻ.` : "";
  }

  at("form").addEventListener("submit", (event) => {
    event.preventDefault();
    kept.right += Number(at("answer").value.trim() === cards[kept.card][1].trim());
    kept.card += 1;
    const isOver = kept.card >= cards.length;
    drill.keep(kept, {
      location: String(kept.card),
      score: kept.right / cards.length,
      completion: isOver ? "completed" : "incomplete",
      success: isOver ? (kept.right * 2 > cards.length ? "passed" : "failed") : "unknown",
    });
    at("answer").value = "";
    show();
  });
  show();
});
