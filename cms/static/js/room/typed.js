// What is typed in the room, without what says who sends it.

const ABOUT = new Set([
  "csrfmiddlewaretoken", "base_version", "seen", "kept_for", "kept_place", "kept_tab", "kept_turn", "kept_seen",
  "passed", "overridden", "override_reason",
]);

export const fieldsOf = (room) => [...new FormData(room)].filter(([, value]) => typeof value === "string");

export const typedIn = (room) => new URLSearchParams(fieldsOf(room).filter(([name]) => !ABOUT.has(name))).toString();
