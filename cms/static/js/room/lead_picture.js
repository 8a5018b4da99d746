// The lead picture, chosen from the library. The field itself holds its id.

import { make } from "../making.js";
import { choosePictures } from "../picker.js";

export function chooseLead(part) {
  const field = part.querySelector("#id_lead_picture");
  const row = field.closest(".quiet-field");
  const words = part.querySelector("[data-lead-words]");
  const [alt, caption] = ["#id_lead_alt", "#id_lead_caption"].map((id) => words.querySelector(id));
  const choose = make("button", { type: "button", className: "press press--plain" });
  const away = make("button", { type: "button", className: "press press--plain" }, "Take away");
  const buttons = make("p", { className: "part__buttons" }, [choose, away]);
  row.hidden = !part.querySelector(".fault");
  row.before(buttons);

  const draw = () => {
    choose.textContent = field.value ? "Choose another" : "Choose a picture";
    away.hidden = words.hidden = !field.value;
  };
  const card = (item) => {
    part.querySelector(".lead-card")?.remove();
    if (!item) return;
    const shown = item.thumb
      ? make("img", { src: item.thumb, alt: item.alt })
      : make("p", { className: "lead-card__missing" }, "The file has not come yet.");
    const name = make("figcaption", { dir: "auto" }, item.caption || item.name || item.alt || item.uid);
    buttons.before(make("figure", { className: "lead-card" }, [shown, name]));
    alt.placeholder = item.is_decorative ? "Decorative" : item.alt;
    caption.placeholder = item.caption;
  };
  const set = (item) => {
    field.value = item?.uid ?? "";
    card(item);
    draw();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  choose.addEventListener("click", async () => {
    const [item] = await choosePictures();
    if (!item) return;
    // What was said of another picture is not said of this one.
    if (item.uid !== field.value) alt.value = caption.value = "";
    set(item);
    choose.focus();
  });
  away.addEventListener("click", () => {
    set(null);
    choose.focus();
  });
  draw();
}
