// The list of articles: choosing all of a page, an author by name instead of by number.

import { ask, offerChoices } from "./choosing.js";

const all = document.querySelector("[data-all]");
const chosen = [...document.querySelectorAll("input[name='chosen']")];
all?.addEventListener("change", () => chosen.forEach((box) => (box.checked = all.checked)));

const part = document.querySelector("[data-author]");
if (part) {
  const number = part.querySelector("input");
  const name = document.createElement("input");
  name.type = "search";
  name.id = "author_name";
  name.autocomplete = "off";
  name.placeholder = "Name";
  name.value = number.dataset.name;
  part.querySelector("label").htmlFor = name.id;
  number.type = "hidden";
  number.before(name);
  name.addEventListener("input", () => (number.value = ""));
  offerChoices(
    name,
    async (words) => (await ask(part.dataset.author, words)).found.map((found) => ({ ...found, label: found.name })),
    (found) => {
      name.value = found.name;
      number.value = found.id;
    },
  );
}
