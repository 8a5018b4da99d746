// A link to the web, to a person, or to a page of our own.
import { Mark } from "../vendor.js";
import { safeAddress } from "../address.js";

export const Link = Mark.create({
  name: "link",
  priority: 1000, // the outermost of the marks
  inclusive: false,
  addAttributes: () => ({ href: { default: "", parseHTML: (element) => element.getAttribute("href") } }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (element) => (safeAddress(element.getAttribute("href")) ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
});
