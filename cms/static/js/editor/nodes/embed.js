// A film or post that lives elsewhere: who has it, and its id there.
import { Node } from "../vendor.js";
import { EmbedView } from "../embed_view.js";

const kept = (attribute, name) => ({
  default: "",
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => ({ [name]: attributes[attribute] }),
});

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ provider: kept("provider", "data-embed"), key: kept("key", "data-id") }),
  parseHTML: () => [{ tag: "div[data-embed][data-id]" }],
  renderHTML: ({ HTMLAttributes }) => ["div", HTMLAttributes],
  addNodeView() {
    return (given) => new EmbedView(given);
  },
});
