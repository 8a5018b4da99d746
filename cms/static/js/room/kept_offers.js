// Kept words that are offered: thrown away in place, so that nothing typed since is lost.

import { renewToken } from "./session.js";

export function offerKept(room, autosave) {
  for (const button of room.querySelectorAll("[data-throw]")) {
    button.addEventListener("click", async () => {
      const offer = button.closest("[data-kept-offer]");
      const body = new URLSearchParams({ csrfmiddlewaretoken: renewToken(room) });
      button.disabled = true;
      const answer = await fetch(button.dataset.throw, { method: "POST", body }).catch(() => null);
      button.disabled = false;
      if (!answer?.ok) return autosave.trouble.say("Not thrown away: the newsroom’s server does not answer. Try again.");
      offer.remove();
      room.querySelector("#id_title").focus();
      autosave.goOn();
    });
  }
}
