// What language a passage is in. Only a span says it of words; blocks have attributes of their own.
import { Mark } from "../vendor.js";

const kept = (name) => ({ default: null, parseHTML: (element) => element.getAttribute(name) });

export const Language = Mark.create({
  name: "language",
  priority: 900,
  addAttributes: () => ({ lang: kept("lang"), dir: kept("dir") }),
  parseHTML: () => [{ tag: "span[lang]" }, { tag: "span[dir]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});
