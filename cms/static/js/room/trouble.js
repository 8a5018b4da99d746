// Why words are not kept on the server, in a line above the bar, with what can be done about it.

import { make } from "../making.js";

export function troubleIn(place) {
  let said = "";
  return {
    // `presses`: {words, run}, buttons beside the words.
    say(words, ...presses) {
      if (words === said) return;
      said = words;
      const buttons = presses.map((press) => {
        const button = make("button", { type: "button", className: "press press--plain" }, press.words);
        button.addEventListener("click", press.run);
        return button;
      });
      place.replaceChildren(make("p", {}, words), ...buttons);
    },
    clear() {
      said = "";
      place.replaceChildren();
    },
  };
}
