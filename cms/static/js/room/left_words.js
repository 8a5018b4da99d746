// On opening: what another window of this browser could not send is sent now, and then offered like all kept words.

import { renewToken } from "./session.js";

const at = (time) => new Date(time).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "medium" });

async function post(autosave, fields, more = {}) {
  const body = new URLSearchParams(fields);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  body.set("csrfmiddlewaretoken", renewToken(autosave.room));
  const answer = await fetch(autosave.address, { method: "POST", body, headers: { Accept: "application/json" } });
  return { status: answer.status, ...(await answer.json().catch(() => ({}))) };
}

export async function sendLeft(autosave) {
  for (const left of autosave.here.left()) {
    let said;
    try {
      said = await post(autosave, left.fields);
    } catch {
      return; // next time
    }
    if (said.status === 200) settle(autosave, left, said);
    else if (said.status === 409) ask(autosave, left, said);
  }
}

function settle(autosave, left, said) {
  autosave.here.remove(left.key);
  if (!said.kept || document.querySelector(`[data-kept-offer="${CSS.escape(said.mark)}"]`)) return;
  if (said.mark === autosave.room.elements.kept_seen.value) return;
  if (autosave.hasUnkept) autosave.tellElsewhere(said.kept, said.mark);
  else location.reload();
}

function ask(autosave, left, said) {
  const words = `This browser has words of yours of ${at(left.at)} that never reached the server. It has others, kept at ${said.elsewhere}.`;
  const take = async () => {
    const now = await post(autosave, left.fields, { kept_seen: said.mark });
    if (now.status === 200) settle(autosave, left, now);
  };
  const throwAway = () => {
    autosave.here.remove(left.key);
    autosave.trouble.clear();
  };
  autosave.trouble.say(words, { words: "Put these in their place", run: take }, { words: "Throw these away", run: throwAway });
}
