// The files of an upload before they are sent: how many and how large they may be, and their order, which can be
// changed by dragging a line or by its buttons. What is shown is what is sent.
const FIRST = /^(mở đầu|lời nói đầu|lời tựa|lời giới thiệu|giới thiệu|prologue|preface|foreword|intro)/iu;
const LAST = /^(vĩ thanh|lời kết|lời bạt|phụ lục|epilogue|afterword|appendix|outro)/iu;
const names = new Intl.Collator("vi", { numeric: true });

const stemOf = (file) => file.name.normalize("NFC").replace(/\.[^.]*$/, "");

function rankOf(stem) {
  if (/\d/.test(stem)) return 0;
  if (FIRST.test(stem)) return -1;
  return LAST.test(stem) ? 1 : 0;
}

function byName(one, other) {
  const [a, b] = [stemOf(one), stemOf(other)];
  return rankOf(a) - rankOf(b) || names.compare(a, b);
}

class Files {
  constructor(input) {
    this.input = input;
    this.words = input.dataset;
    this.form = input.form;
    this.order = this.form.querySelector("input[name=order]");
    this.list = document.createElement("ol");
    this.list.className = "kv-files";
    this.said = document.createElement("p");
    this.said.className = "kv-files-said";
    this.said.setAttribute("role", "status");
    input.after(this.said, this.list);
    input.addEventListener("change", () => this.take([...input.files].sort(byName), "names"));
  }

  take(files, order) {
    const kept = new DataTransfer();
    for (const file of files) kept.items.add(file);
    this.input.files = kept.files;
    if (this.order) this.order.value = order;
    this.show(files);
  }

  show(files) {
    const complaint = this.complaintOf(files);
    this.said.textContent = complaint || (files.length > 1 ? this.words.kvOrder : "");
    this.said.classList.toggle("kv-files-wrong", Boolean(complaint));
    this.input.setAttribute("aria-invalid", String(Boolean(complaint)));
    this.form.querySelector("[type=submit]").disabled = Boolean(complaint);
    this.list.replaceChildren(...(files.length > 1 ? files.map((file, place) => this.line(file, place, files)) : []));
  }

  complaintOf(files) {
    const { kvMostFiles, kvMostBytes, kvTooMany, kvTooBig } = this.words;
    if (files.length > Number(kvMostFiles)) return kvTooMany.replace("{count}", files.length);
    const large = files.find((file) => file.size > Number(kvMostBytes));
    return large ? kvTooBig.replace("{name}", large.name) : "";
  }

  line(file, place, files) {
    const line = document.createElement("li");
    line.draggable = true;
    const name = document.createElement("span");
    name.textContent = file.name;
    line.append(name, this.mover(file, place, -1, files), this.mover(file, place, 1, files));
    line.addEventListener("dragstart", (event) => event.dataTransfer.setData("text/plain", String(place)));
    line.addEventListener("dragover", (event) => event.preventDefault());
    line.addEventListener("drop", (event) => {
      event.preventDefault();
      this.move(Number(event.dataTransfer.getData("text/plain")), place, files);
    });
    return line;
  }

  mover(file, place, step, files) {
    const button = document.createElement("button");
    const up = step < 0;
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = up ? "↑" : "↓";
    button.disabled = up ? place === 0 : place === files.length - 1;
    button.setAttribute("aria-label", (up ? this.words.kvUp : this.words.kvDown).replace("{name}", file.name));
    button.addEventListener("click", () => {
      this.move(place, place + step, files);
      const line = this.list.children[place + step];
      (line.querySelector(`button:nth-of-type(${up ? 1 : 2}):not([disabled])`) || line.querySelector("button:not([disabled])")).focus();
    });
    return button;
  }

  move(from, to, files) {
    if (Number.isNaN(from) || from === to) return;
    const moved = [...files];
    moved.splice(to, 0, ...moved.splice(from, 1));
    this.take(moved, "hand");
  }
}

document.querySelectorAll("input[type=file][data-kv-most-files]").forEach((input) => new Files(input));
