// How long the headline and the standfirst are, quietly, beside them. `limits` are letters beyond which few read on.

import { make } from "../making.js";

const LIMITS = { id_title: 110, id_standfirst: 260 };

export function countLetters(room) {
  for (const [id, limit] of Object.entries(LIMITS)) {
    const field = room.querySelector(`#${id}`);
    const shown = make("p", { className: "counter" });
    field.after(shown);
    const draw = () => {
      const length = [...field.value.trim()].length;
      shown.hidden = length === 0;
      shown.textContent = length > limit ? `${length} letters, long: few read beyond ${limit}` : `${length} letters`;
    };
    field.addEventListener("input", draw);
    draw();
  }
}
