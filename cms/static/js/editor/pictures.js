// What the library says of its pictures, asked for once and remembered while the page stands.
const AT_ONCE = 50;
const known = new Map(); // uid -> a promise
const waiting = new Map(); // uid -> what to call with the answer

export function remember(picture) {
  known.set(picture.uid, Promise.resolve(picture));
}

// A promise of {uid, thumb, width, height, alt, is_decorative, caption, credit, is_missing}, or of null: not found.
export function describe(uid, address) {
  if (!known.has(uid)) known.set(uid, new Promise((resolve) => wait(uid, resolve, address)));
  return known.get(uid);
}

// A text has many pictures: those that are wanted at the same moment are asked for together.
function wait(uid, resolve, address) {
  if (!waiting.size) queueMicrotask(() => askForAll(address));
  waiting.set(uid, resolve);
}

function askForAll(address) {
  const all = [...waiting];
  waiting.clear();
  for (let start = 0; start < all.length; start += AT_ONCE) ask(all.slice(start, start + AT_ONCE), address);
}

async function ask(wanted, address) {
  const query = new URLSearchParams(wanted.map(([uid]) => ["uid", uid]));
  const items = await itemsAt(`${address}?${query}`);
  for (const [uid, resolve] of wanted) {
    if (!items) known.delete(uid); // the network may come back
    resolve(items?.find((picture) => picture.uid === uid) ?? null);
  }
}

async function itemsAt(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const isTold = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json");
    return isTold ? (await answer.json()).items : null;
  } catch {
    return null;
  }
}

// The library's own window; the pictures that were chosen in it.
export async function choose(multiple) {
  const { choosePictures } = await import("../picker.js");
  const chosen = (await choosePictures({ multiple })) ?? [];
  chosen.forEach(remember);
  return chosen;
}
