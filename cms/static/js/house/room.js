// What the newsroom writes otherwise, listed in the column: replaced with one press, shown where it stands, or left so.

import { make } from "../making.js";
import { csrfToken } from "../sending.js";
import { Style } from "./finder.js";
import { markHouseStyle } from "./marks.js";

const MOST_SHOWN = 12;
const FIELDS = ["title", "standfirst", "lead_alt", "lead_caption", "search_title", "search_description"];
const labelOf = (field) => field.labels?.[0]?.textContent.trim() ?? field.name;

export function watchHouseStyle(room) {
  const part = room.querySelector("[data-house]");
  if (!part) return;
  const list = part.querySelector("[data-house-list]");
  const left = new Set();
  let style = new Style([]);
  let surface = null;
  let inText = [];

  const story = () => room.elements.language.value;
  const find = (text, language) =>
    style.find(text, language || story(), story()).filter((place) => !left.has(`${place.rule.id} ${place.place}`));

  const inFields = () => FIELDS.flatMap((name) => {
    const field = room.elements[name];
    return find(field.value, "").map((place) => ({ ...place, field }));
  });

  const replaceInField = ({ field, start, end, replacement, words }) => {
    if (field.value.slice(start, end) !== words) return;
    field.focus();
    field.setSelectionRange(start, end);
    // The one way to change a field that its own undo knows of; where it is gone, the words still change.
    if (!document.execCommand("insertText", false, replacement)) {
      field.setRangeText(replacement, start, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const showInField = ({ field, start, end }) => {
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    field.focus();
    field.setSelectionRange(start, end);
  };
  const leave = async (place) => {
    left.add(`${place.rule.id} ${place.place}`);
    surface?.again();
    draw();
    if (!part.dataset.leave) return; // a story that is not saved yet keeps it for as long as the page is open
    const body = new URLSearchParams({ rule: place.rule.id, place: place.place, csrfmiddlewaretoken: csrfToken() });
    try {
      await fetch(part.dataset.leave, { method: "POST", body });
      room.dispatchEvent(new Event("left-so"));
    } catch {
      // Left so on this page all the same; the next opening asks again.
    }
  };

  const lineOf = (place) => {
    const where = place.field ? labelOf(place.field) : "Text";
    const advice = [place.replacement && `Write “${place.replacement}”`, place.rule.advice].filter(Boolean).join(". ");
    const show = make("button", { type: "button", className: "house-list__where" }, `${where}: “${place.words}”`);
    show.addEventListener("click", () => (place.field ? showInField(place) : surface.show(place)));
    const presses = [];
    if (place.replacement) {
      const replace = make("button", { type: "button", className: "press press--plain press--small" }, "Replace");
      replace.setAttribute("aria-label", `Replace “${place.words}” by “${place.replacement}”`);
      replace.addEventListener("click", () => (place.field ? replaceInField(place) : surface.replace(place)));
      presses.push(replace);
    }
    const ignore = make("button", { type: "button", className: "press press--plain press--small" }, "Leave it here");
    ignore.setAttribute("aria-label", `Leave “${place.words}” as it is here`);
    ignore.addEventListener("click", () => leave(place));
    presses.push(ignore);
    return make("li", { dir: "auto" }, [
      show, make("span", {}, advice), make("span", { className: "house-list__presses" }, presses),
    ]);
  };

  const draw = () => {
    const places = [...inFields(), ...inText];
    part.hidden = places.length === 0;
    list.replaceChildren(...places.slice(0, MOST_SHOWN).map(lineOf));
    if (places.length > MOST_SHOWN) list.append(make("li", {}, `And ${places.length - MOST_SHOWN} more.`));
  };

  const mark = (editor) => {
    surface = markHouseStyle(editor, find, (places) => {
      inText = places;
      draw();
    });
  };
  room.addEventListener("input", (event) => {
    if (FIELDS.includes(event.target.name)) draw();
  });
  room.elements.language.addEventListener("change", () => surface?.again());
  const ready = new Promise((resolve) => {
    // The surface is mostly built before this module runs; it carries its editor.
    const built = room.querySelector(".editor__text")?.editor;
    if (built) resolve(built);
    document.addEventListener("editor:ready", (event) => resolve(event.detail.editor), { once: true });
  });
  Promise.all([fetch(part.dataset.house, { headers: { Accept: "application/json" } }), ready])
    .then(async ([answer, editor]) => {
      if (!answer.ok) return;
      const { rules, exempt } = await answer.json();
      style = new Style(rules);
      for (const [rule, place] of exempt) left.add(`${rule} ${place}`);
      mark(editor);
    })
    .catch(() => {}); // without the rules one writes as before, and release asks the server
}
