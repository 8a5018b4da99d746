// How long the words of a field are, beside it.

import { make } from "../making.js";

// `say(length, isOver)` puts it into words; `isLoud`: also by colour, where what is over will be cut off.
export function countLetters(field, limit, say, { isLoud = false } = {}) {
  const shown = make("p", { className: "counter" });
  field.after(shown);
  const draw = () => {
    const length = [...field.value.trim()].length;
    const isOver = length > limit;
    shown.textContent = say(length, isOver);
    shown.classList.toggle("counter--over", isLoud && isOver);
    shown.hidden = length === 0;
  };
  field.addEventListener("input", draw);
  draw();
}

// Letters beyond which few read on.
const LIMITS = { id_title: 110, id_standfirst: 260 };

export function countHead(room) {
  for (const [id, limit] of Object.entries(LIMITS)) {
    countLetters(room.querySelector(`#${id}`), limit, (length, isOver) =>
      isOver ? `${length} letters, long: few read beyond ${limit}` : `${length} letters`);
  }
}
