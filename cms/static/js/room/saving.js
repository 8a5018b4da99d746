// Ctrl+S saves in place, leaving with words that could not be kept asks first, and a button counts once.

import { askSession, renewToken } from "./session.js";
import { typedIn } from "./typed.js";

export function guardUnsaved(room, autosave) {
  const said = document.getElementById("unsaved");
  const saved = document.getElementById("saved");
  const state = () => typedIn(room);
  let known = state();
  let isLeaving = false;
  let isSaving = false;
  // After a collision or a fault the words on screen are not those that are kept.
  const isRefused = room.querySelector("#collision, #faults") !== null && document.querySelector("[data-kept]") === null;
  let isUnsaved = isRefused || room.querySelector("#kept[data-taken]") !== null;

  const look = () => {
    isUnsaved = isUnsaved || state() !== known;
    say();
  };
  const say = () => {
    room.toggleAttribute("data-unsaved", isUnsaved);
    said.textContent = isUnsaved ? "Not saved yet" : "";
  };
  let timer = 0;
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 300);
  };
  // What others build on load is no change of the writer's.
  addEventListener("load", () => {
    if (!isUnsaved) known = state();
    say();
  });
  room.addEventListener("input", lookSoon);
  room.addEventListener("change", lookSoon);

  addEventListener("beforeunload", (event) => {
    if (isLeaving) return;
    look();
    if (!isUnsaved) return;
    if (!autosave.isSafe) event.preventDefault();
    else autosave.keep({ isLeaving: true });
  });

  const saveInPlace = async () => {
    if (isSaving || isLeaving) return;
    const bySubmitting = () => room.requestSubmit(room.querySelector(".bar [name='move'][value='save']"));
    if (room.querySelector("[data-first]")) return bySubmitting();
    isSaving = true;
    said.textContent = "Saving…";
    await autosave.quiet();
    renewToken(room);
    const before = state();
    const form = new FormData(room);
    form.set("move", "save");
    try {
      const answer = await fetch(room.action, { method: "POST", body: form, headers: { Accept: "application/json" } });
      const kind = answer.headers.get("Content-Type") ?? "";
      const isKnown = answer.ok && kind.startsWith("application/json");
      if (!isKnown && (await askSession(room, autosave.shown.dataset.session)) === null) {
        isSaving = false;
        said.textContent = "Not saved";
        return autosave.signedOut();
      }
      isSaving = false;
      if (!isKnown) return bySubmitting();
      const now = await answer.json();
      if (now.address && new URL(room.action).pathname !== now.address) {
        autosave.saved(before);
        if (state() !== before) {
          // What was typed while the first version was saved is the second.
          room.action = now.address;
          room.elements.base_version.value = now.version;
          room.elements.seen.value = now.seen;
          return bySubmitting();
        }
        isLeaving = true;
        location.replace(now.address);
        return;
      }
      room.elements.base_version.value = now.version;
      room.elements.seen.value = now.seen;
      saved.textContent = `Version ${now.version}, saved ${now.at} by ${now.by}`;
      known = before;
      isUnsaved = false;
      autosave.saved(before);
      look();
      said.textContent ||= now.warning || `Saved ${now.at}`;
    } catch {
      isSaving = false;
      said.textContent = "Not saved: the newsroom’s server does not answer. Your words are still here.";
      autosave.keep();
    }
  };
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    saveInPlace();
  });

  room.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget === "_blank") return;
    if (isLeaving || isSaving) {
      event.preventDefault();
      return;
    }
    if (autosave.sending) {
      event.preventDefault();
      isSaving = true;
      autosave.quiet().then(() => {
        isSaving = false;
        autosave.sending = null;
        room.requestSubmit(event.submitter);
      });
      return;
    }
    renewToken(room);
    autosave.leave();
    isLeaving = true;
    room.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    isLeaving = false;
    room.removeAttribute("aria-busy");
  });
}
