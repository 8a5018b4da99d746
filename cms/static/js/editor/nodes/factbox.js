// A box of facts beside the story: small headings, words, lists.
import { Node } from "../vendor.js";

export const Factbox = Node.create({
  name: "factbox",
  group: "block",
  content: "(flow | heading)+",
  defining: true,
  parseHTML: () => [{ tag: 'aside[data-card="factbox"]' }],
  renderHTML: ({ HTMLAttributes }) => ["aside", { ...HTMLAttributes, "data-card": "factbox", role: "note", "aria-label": "Factbox" }, 0],
});
