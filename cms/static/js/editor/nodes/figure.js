// A picture of the library, by its id, with what this text says instead of the library's alt, credit and caption.
import { Node } from "../vendor.js";
import { FigureView } from "../figure_view.js";

const kept = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => {
    const value = attributes[name.slice("data-".length)];
    return value === null ? {} : { [name]: value };
  },
});

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "figcaption",
  isolating: true,
  addAttributes: () => ({
    picture: kept("data-picture"),
    alt: kept("data-alt"), // null: the library's holds; "": decoration here
    credit: kept("data-credit"),
  }),
  parseHTML: () => [{ tag: "figure[data-picture]" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
  addNodeView() {
    return (given) => new FigureView(given);
  },
});

export const Figcaption = Node.create({
  name: "figcaption",
  content: "inline*",
  parseHTML: () => [{ tag: "figcaption", context: "figure/" }],
  renderHTML: ({ HTMLAttributes }) => ["figcaption", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return {
      // A caption is one paragraph: Enter goes on below the picture.
      Enter: () => {
        const { $from } = this.editor.state.selection;
        if ($from.parent.type !== this.type) return false;
        const outermost = $from.node($from.depth - 2).type.name === "gallery" ? $from.depth - 2 : $from.depth - 1;
        const after = $from.after(outermost);
        return this.editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
      },
    };
  },
});
