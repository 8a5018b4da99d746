// Every block may say what language its words are in and which way they run.
import { Extension } from "./vendor.js";

const BLOCKS = [
  "paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "cite", "table", "tableRow",
  "tableCell", "tableHeader", "figure", "figcaption", "gallery", "embed", "quoteCard", "factbox",
];

export const LanguageAttributes = Extension.create({
  name: "languageAttributes",
  addGlobalAttributes() {
    const kept = (name) => ({ default: null, keepOnSplit: true, parseHTML: (element) => element.getAttribute(name) });
    return [{ types: BLOCKS, attributes: { lang: kept("lang"), dir: kept("dir") } }];
  },
});
