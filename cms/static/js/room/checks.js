// What stands between the text and its readers, asked again after each pause and after each time the words were kept.

import { make } from "../making.js";
import { fieldsOf, typedIn } from "./typed.js";

const PAUSE = 900;
const HINTED = ["title", "standfirst", "search_title", "search_description"];
const raised = (words) => words.charAt(0).toUpperCase() + words.slice(1);

export function showChecks(room) {
  const part = room.querySelector("[data-checks]");
  if (!part) return;
  const list = part.querySelector("[data-checks-list]");
  const known = part.querySelector("[data-checks-known]");
  let asked = null;
  let left = 0; // phrases left as they are: with one more the same words have another answer
  let timer = 0;
  let isAsking = false;
  const standing = () => `${left} ${typedIn(room)}`;

  const line = ({ field, words }, level = "") =>
    make("li", { className: `checks__one${level === "Blocks" ? " checks__one--blocks" : ""}` }, [
      ...(level ? [make("span", { className: "checks__level" }, level), " "] : []),
      make("a", { href: `#id_${field}`, "data-leads-to": "" }, raised(words)),
    ]);

  const draw = (said) => {
    list.replaceChildren(...said.against.map((one) => line(one, "Blocks")), ...said.advice.map((one) => line(one, "Advice")));
    part.querySelector("[data-checks-none]").hidden = list.children.length > 0;
    part.querySelector("[data-checks-none]").textContent = "Nothing stands against it.";
    known.hidden = said.known.length === 0;
    known.querySelector("[data-checks-count]").textContent = said.known.length;
    known.querySelector("ul").replaceChildren(...said.known.map((one) => line(one)));
    const passed = room.querySelector("#id_passed");
    if (passed) {
      // What was read before does not stand for what came since.
      const before = new Set(passed.value.split(" "));
      if (said.advice_keys.split(" ").some((key) => key && !before.has(key))) passed.checked = false;
      passed.value = said.advice_keys;
      passed.closest("[data-checks-pass]").hidden = said.advice.length === 0;
    }
    const over = room.elements.overridden;
    if (over) {
      over.value = said.over_keys;
      over.closest("[data-checks-override]").hidden = said.over_keys === "";
    }
    hint([...said.against, ...said.advice]);
  };

  // The same words beside the field that they are about.
  const hint = (findings) => {
    for (const name of HINTED) {
      const field = room.querySelector(`#id_${name}`);
      // How long the headline is, its counter says.
      const about = findings.filter((one) => one.field === name && one.check !== "headline_length");
      const said = about.map((one) => raised(one.words)).join(". ");
      let shown = field.parentElement.querySelector(".hint");
      if (!shown && !said) continue;
      shown ??= field.parentElement.appendChild(make("p", { className: "hint" }));
      shown.textContent = said;
      shown.hidden = said === "";
    }
  };

  const ask = async () => {
    const wanted = standing();
    if (wanted === asked || isAsking) return;
    isAsking = true;
    try {
      const body = new URLSearchParams(fieldsOf(room));
      const answer = await fetch(part.dataset.checks, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) {
        asked = wanted;
        draw(await answer.json());
      }
    } catch {
      // The bar says when the server does not answer; the list stays as it was.
    } finally {
      isAsking = false;
      if (asked === wanted && standing() !== wanted) soon();
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  for (const kind of ["input", "change", "kept"]) room.addEventListener(kind, soon);
  room.addEventListener("left-so", () => {
    left += 1;
    soon();
  });
  // An empty page lacks everything, which nobody has to be told.
  addEventListener("load", () => (room.elements.title.value || room.elements.body.value) && soon());
}
