// Whoever signs out leaves none of their words in this browser.

import { forgetAll, isAnythingOnlyHere } from "./room/kept_here.js";

for (const form of document.querySelectorAll("form[action$='/logout/']")) {
  form.addEventListener("submit", (event) => {
    const words = "Words of yours are in this browser alone: the server could not be reached. Signing out throws them away.";
    if (isAnythingOnlyHere() && !confirm(words)) event.preventDefault();
    else forgetAll();
  });
}
