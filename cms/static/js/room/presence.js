// Who else has this story open. Says so every few seconds, also of this window; what fails is not spoken of.

import { make } from "../making.js";
import { renewToken } from "./session.js";

const EVERY = 20_000;
const EVERY_WHILE_HIDDEN = 60_000;
const WAIT = 5_000;

export function showPresence(room) {
  const place = document.getElementById("presence");
  if (!place) return;
  const people = place.querySelector(".presence__people");
  const note = place.querySelector(".presence__note");
  const hasNotice = document.getElementById("hold") !== null;
  let touched = Date.now();
  let hasLeft = false;
  let timer = 0;
  let shown = "";
  let last = { others: [], note: "", saved: null, held: "" };

  const sign = (more) => {
    const { kept_for, kept_tab, kept_turn, kept_place, base_version, told } = room.elements;
    return new URLSearchParams({
      csrfmiddlewaretoken: renewToken(room), kept_for: kept_for.value, kept_tab: kept_tab.value,
      kept_turn: kept_turn.value || "0", kept_place: kept_place.value, base_version: base_version.value,
      told: told?.value ?? "", ...more,
    });
  };

  // A line that says the same as before is left alone: nobody hears it twice.
  const show = (said) => {
    last = said;
    const now = JSON.stringify([said.others, said.note, said.saved, said.held]);
    if (now === shown) return;
    shown = now;
    people.replaceChildren(...said.others.map(({ words, state }) => {
      const one = make("li", { className: `presence__one presence__one--${state}` });
      one.append(make("span", { dir: "auto" }, words));
      return one;
    }));
    const parts = [];
    if (said.held && !hasNotice) parts.push(`${said.held} You cannot save it now; your words are kept for you. `);
    if (said.saved) parts.push(`${said.saved.words}. `, make("a", { href: said.saved.address, target: "_blank" }, "See it"), " ");
    if (said.note) parts.push(said.note);
    note.replaceChildren(...parts);
    place.classList.toggle("presence--held", Boolean(said.held) && !hasNotice);
  };

  const tell = async () => {
    clearTimeout(timer);
    if (hasLeft) return;
    timer = setTimeout(tell, document.hidden ? EVERY_WHILE_HIDDEN : EVERY);
    const body = sign({
      unsaved: "unsaved" in room.dataset ? "1" : "", hidden: document.hidden ? "1" : "",
      untouched: Math.round((Date.now() - touched) / 1000),
    });
    try {
      const answer = await fetch(place.dataset.here, {
        method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(WAIT),
      });
      if (answer.ok) show(await answer.json());
    } catch {
      // Who is here is worth no word of trouble: the autosave says when the server does not answer.
    }
  };

  for (const kind of ["keydown", "pointerdown", "input"]) {
    room.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  room.addEventListener("kept", ({ detail }) => detail.here && show({ ...last, ...detail.here }));
  document.addEventListener("visibilitychange", tell);
  addEventListener("pageshow", () => {
    hasLeft = false;
    tell();
  });
  // The page is hidden once more after this, and must not be taken for somebody who is there.
  addEventListener("pagehide", () => {
    hasLeft = true;
    clearTimeout(timer);
    navigator.sendBeacon(place.dataset.here, sign({ leaving: "1" }));
  });
}
