// Whether one is still signed in, as whom, and with which token forms are sent.

import { csrfToken } from "../sending.js";

const cookie = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]*)/)?.[1];

// Signing in, in whatever window, changes the token that forms must send.
export function renewToken(room) {
  return (room.elements.csrfmiddlewaretoken.value = cookie() ?? csrfToken());
}

// Resolves to {account, name}, to null where nobody is signed in. Rejects where the server does not answer.
export async function askSession(room, address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(`The server answers ${answer.status}.`);
  const session = await answer.json();
  room.elements.csrfmiddlewaretoken.value = session.token;
  return session;
}
