// What can be done without a mouse.
import { element } from "./dom.js";
import { tell } from "./dialog.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const MOD = isMac ? "⌘" : "Ctrl";
const ALT = isMac ? "⌥" : "Alt";

const SHORTCUTS = [
  [`${ALT}+F10`, "To the tools; arrow keys go along them, Escape comes back"],
  [`${MOD}+B`, "Strong"],
  [`${MOD}+I`, "Emphasis"],
  [`${MOD}+K`, "Link"],
  [`${MOD}+. and ${MOD}+,`, "Letters set high or low"],
  [`${MOD}+${ALT}+2, 3, 4`, "Heading, smaller heading, smallest heading"],
  [`${MOD}+${ALT}+0`, "Plain paragraph"],
  [`${MOD}+Shift+8 and 7`, "List with dots, with numbers"],
  ["Tab and Shift+Tab", "In a list: deeper, back. In a table: next cell, previous cell"],
  [`${MOD}+Shift+B`, "Quotation"],
  ["Shift+Enter", "New line in the same paragraph"],
  [`${ALT}+↑ and ${ALT}+↓`, "Move the paragraph, or the picture in its gallery"],
  ["Enter on a picture", "Its alternative text and credit; Escape comes back"],
  [`${MOD}+Z and ${MOD}+Shift+Z`, "Undo, redo"],
  [`${MOD}+Shift+V`, "Paste the words only"],
  [`${MOD}+/`, "This list"],
];
const TYPED = [["## or ###", "A heading"], ["- or 1.", "A list"], [">", "A quotation"], ["---", "A rule"]];

export function showHelp({ view }) {
  tell(view, "Keys of the editor", tableOf(SHORTCUTS), element("p", {}, "Typed at the start of a paragraph, with a space after it:"), tableOf(TYPED));
}

function tableOf(rows) {
  return element("dl", { class: "editor-keys" }, ...rows.flatMap(([keys, words]) => [element("dt", {}, keys), element("dd", {}, words)]));
}
