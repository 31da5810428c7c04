// Suggestions under a search field: a combobox after the ARIA pattern. Without it the form searches as it is.
const PAUSE = 160;
const SHORTEST = 2;

export function suggesters(root) {
  for (const form of root.querySelectorAll("form[data-suggest]")) if (form.dataset.suggest) suggester(form);
}

function suggester(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.role = "listbox";
  list.ariaLabel = form.querySelector("label").textContent;
  list.hidden = true;
  form.append(list);
  const marks = form.querySelector("template[data-marks]");
  const glass = form.querySelector("svg");
  for (const [name, value] of [["role", "combobox"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);
  input.setAttribute("aria-expanded", "false");
  let chosen = -1;
  let clock = 0;
  let asking = null;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (index) => {
    const rows = [...list.children];
    chosen = (index + rows.length + 1) % (rows.length + 1);
    if (chosen === rows.length) chosen = -1;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", rows[chosen].id);
  };
  const show = ({ suggestions, all }) => {
    const mark = ({ type }) => (type ? marks?.content.querySelector(`.t-${CSS.escape(type.slug)}`) : null) ?? glass;
    const rows = [...suggestions, all];
    list.replaceChildren(...rows.map((row, at) => option(`${list.id}-${at}`, row, mark(row).cloneNode(true))));
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    chosen = -1;
  };
  const ask = async () => {
    asking?.abort();
    const words = input.value.trim();
    if (words.length < SHORTEST) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch (error) {
      // Off line or typed on: the field searches without suggestions.
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(clock);
    clock = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  // Before the field loses the focus, which would close the list under the finger.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const row = target.closest("li");
    if (row) location.assign(row.dataset.url);
  });
}

function option(id, row, mark) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.dataset.url = row.url;
  item.setAttribute("aria-selected", "false");
  const words = document.createElement("span");
  words.className = row.type ? "shelf-title" : "";
  words.textContent = row.type || !row.kind_label ? row.text : `${row.kind_label}: ${row.text}`;
  item.append(mark, words);
  return item;
}
