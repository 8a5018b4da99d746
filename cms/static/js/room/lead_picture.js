// The lead picture, chosen from the library.

export function chooseLead(part) {
  if (!part) return;
}
