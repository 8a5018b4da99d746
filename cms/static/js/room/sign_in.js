// Signed out while writing: one signs in again in another window, and the text goes on by itself.

import { askSession } from "./session.js";

const EVERY = 2_000;

// Resolves when the account whose words these are is signed in.
export function offerSigningIn(autosave, { session, signIn }, isHere) {
  const where = isHere ? "Your words are kept in this browser." : "Your words are on this screen alone.";
  return new Promise((resolve) => {
    const look = async () => {
      let found = null;
      try {
        found = await askSession(autosave.room, session);
      } catch {
        return; // asked again
      }
      if (found === null) return ask();
      if (String(found.account) !== autosave.account) {
        autosave.stop(`${found.name} is signed in here now, and these words are another’s. They are not sent.`, press);
        return;
      }
      clearInterval(timer);
      removeEventListener("focus", look);
      resolve();
    };
    const press = { words: "Sign in again", run: () => open(signIn, "_blank") };
    const ask = () => autosave.stop(`You are signed out. ${where} Sign in again in another window, and they go on from here.`, press);
    const timer = setInterval(look, EVERY);
    addEventListener("focus", look);
    look();
  });
}
