// The byline: rows that know the newsroom's people, and can be moved, taken away and added.

import { ask, offerChoices } from "./choosing.js";

export function enhanceNames(list) {
  const address = list.dataset.names;
  list.classList.add("names--live");
  const blank = list.querySelector(".names__row--empty").cloneNode(true);
  list.querySelectorAll(".names__row--empty").forEach((row, n) => n && row.remove());
  const announce = document.createElement("p");
  announce.className = "hidden-words";
  announce.setAttribute("role", "status");
  list.after(announce);

  const changed = () => list.dispatchEvent(new Event("change", { bubbles: true }));
  const nameOf = (row) => row.querySelector(".names__name");
  const number = () => {
    const rows = [...list.children];
    rows.forEach((row, n) => {
      nameOf(row).setAttribute("aria-label", `Name ${n + 1}`);
      row.querySelector(".names__role").setAttribute("aria-label", `Role ${n + 1}`);
      const tools = row.querySelector(".names__tools");
      const isEmpty = !nameOf(row).value;
      row.classList.toggle("names__row--empty", isEmpty);
      tools.hidden = isEmpty;
      tools.children[0].disabled = n === 0;
      tools.children[1].disabled = n === rows.length - 1 || !nameOf(rows[n + 1]).value;
      ["Move up", "Move down", "Take away"].forEach((verb, place) =>
        tools.children[place].setAttribute("aria-label", `${verb}: ${nameOf(row).value}`),
      );
    });
    const last = rows.at(-1);
    if (!last || nameOf(last).value) list.append(prepared(blank.cloneNode(true)));
  };
  const tool = (words, run) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool";
    button.textContent = words;
    button.addEventListener("click", run);
    return button;
  };
  const prepared = (row) => {
    const name = nameOf(row);
    const person = row.querySelector("input[type='hidden']");
    const tools = document.createElement("span");
    tools.className = "names__tools";
    const move = (step) => () => {
      const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      step < 0 ? other.before(row) : other.after(row);
      number();
      changed();
      const button = tools.children[step < 0 ? 0 : 1];
      (button.disabled ? tools.children[step < 0 ? 1 : 0] : button).focus();
      announce.textContent = `${name.value} is now number ${[...list.children].indexOf(row) + 1}.`;
    };
    tools.append(
      tool("Up", move(-1)),
      tool("Down", move(1)),
      tool("Take away", () => {
        const near = row.nextElementSibling ?? row.previousElementSibling;
        announce.textContent = `${name.value} is taken away.`;
        row.remove();
        number();
        changed();
        nameOf(near ?? list.lastElementChild).focus();
      }),
    );
    row.append(tools);
    // Another name is another person, until one is chosen again.
    name.addEventListener("input", () => {
      person.value = "";
      number();
    });
    offerChoices(
      name,
      async (words) => (await ask(address, words)).found.map((found) => ({ ...found, label: found.name })),
      (found) => {
        name.value = found.name;
        person.value = found.id;
        number();
        changed();
      },
    );
    return row;
  };
  [...list.children].forEach(prepared);
  number();
}
