// A text field that offers what is known while one types (ARIA's combobox with a list).

let count = 0;

// `find(words)` resolves to [{label, about, ...}]; `choose(option)` is told the one taken. Returns the wrapping element.
export function offerChoices(field, find, choose) {
  const box = document.createElement("span");
  box.className = "choosing";
  field.replaceWith(box);
  const list = document.createElement("ul");
  list.className = "choices";
  list.id = `choices-${(count += 1)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "What is known");
  list.hidden = true;
  box.append(field, list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  let options = [];
  let at = -1;
  let asked = 0;
  let timer = 0;

  const close = () => {
    asked += 1;
    options = [];
    at = -1;
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) {
      field.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };
  const take = (place) => {
    const option = options[place];
    close();
    choose(option);
  };
  const show = (found) => {
    options = found;
    list.replaceChildren(
      ...found.map((option, n) => {
        const row = document.createElement("li");
        row.className = "choices__one";
        row.id = `${list.id}-${n}`;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.append(option.label);
        if (option.about) {
          const about = document.createElement("span");
          about.className = "choices__about";
          about.textContent = option.about;
          row.append(about);
        }
        row.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(n);
        });
        return row;
      }),
    );
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
  };
  const ask = async () => {
    const words = field.value.trim();
    const mine = (asked += 1);
    if (!words) return close();
    try {
      const found = await find(words);
      if (mine === asked && document.activeElement === field) show(found);
    } catch {
      close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!options.length) return void ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      take(at);
    } else if (event.key === "Escape" && options.length) {
      event.preventDefault();
      close();
    }
  });
  field.addEventListener("blur", close);
  return box;
}

export async function ask(address, words, more = {}) {
  const answer = await fetch(`${address}?${new URLSearchParams({ q: words, ...more })}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}
