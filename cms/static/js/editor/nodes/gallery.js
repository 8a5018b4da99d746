// Several pictures shown together, and nothing else.
import { Node } from "../vendor.js";
import { GalleryView } from "../gallery_view.js";

export const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "figure+",
  isolating: true,
  parseHTML: () => [{ tag: "div[data-gallery]" }],
  renderHTML: ({ HTMLAttributes }) => ["div", { ...HTMLAttributes, "data-gallery": "" }, 0],
  addNodeView() {
    return (given) => new GalleryView(given);
  },
});
