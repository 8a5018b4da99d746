// Of which story this one is the translation: found while its headline is typed.

import { ask, offerChoices } from "./choosing.js";

export function enhanceOriginal(part) {
  const chosen = part.querySelector("input[type='hidden']");
  const words = part.querySelector("input[type='text']");
  // Another headline is another story, until one is chosen again.
  words.addEventListener("input", () => {
    chosen.value = "";
  });
  offerChoices(
    words,
    async (typed) => {
      const answer = await ask(part.dataset.original, typed, { of: words.dataset.of ?? "" });
      return answer.found.map((found) => ({ ...found, label: found.name }));
    },
    (found) => {
      words.value = found.name;
      chosen.value = found.id;
      words.dispatchEvent(new Event("change", { bubbles: true }));
    },
  );
}
