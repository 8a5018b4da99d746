// What the library says of its pictures, asked for once and remembered while the page stands.
const known = new Map();

export function remember(picture) {
  known.set(picture.uid, Promise.resolve(picture));
}

// A promise of {uid, thumb, width, height, alt, is_decorative, caption, credit, is_missing}, or of null: not found.
export function describe(uid, address) {
  if (!known.has(uid)) known.set(uid, asked(uid, address));
  return known.get(uid);
}

async function asked(uid, address) {
  try {
    const answer = await fetch(`${address}?uid=${encodeURIComponent(uid)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) return null;
    const told = await answer.json();
    const pictures = Array.isArray(told) ? told : told.pictures ?? [told];
    return pictures.find((picture) => picture?.uid === uid) ?? null;
  } catch {
    known.delete(uid); // the network may come back
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
