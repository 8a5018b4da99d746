// A gallery in the editor: its pictures, and what can be done with all of them.
import { button, element } from "./dom.js";
import { blockTools } from "./block_tools.js";
import { figureOf } from "./figure_view.js";
import { choose } from "./pictures.js";

export class GalleryView {
  constructor({ node, editor, getPos }) {
    Object.assign(this, { node, editor, getPos });
    this.count = element("p", { class: "body-gallery__count" });
    this.tools = element("div", { class: "body-gallery__tools", contenteditable: "false" }, this.count,
      blockTools("Gallery", [
        button("Add pictures", () => this.add()),
        button("Take apart", () => this.takeApart()),
        button("Remove gallery", () => this.replaceWith([])),
      ]));
    this.contentDOM = element("div", { "data-gallery": "" });
    this.dom = element("div", { class: "body-gallery block-card" }, this.tools, this.contentDOM);
    this.show();
  }

  show() {
    const { childCount } = this.node;
    this.count.textContent = `Gallery, ${childCount} ${childCount === 1 ? "picture" : "pictures"}`;
  }

  async add() {
    const chosen = await choose(true);
    const end = this.getPos() + this.node.nodeSize - 1;
    if (chosen.length) this.editor.chain().insertContentAt(end, chosen.map(figureOf)).focus().run();
  }

  takeApart() {
    this.replaceWith(this.node.content.content.map((figure) => figure.toJSON()));
  }

  replaceWith(blocks) {
    const at = this.getPos();
    const place = { from: at, to: at + this.node.nodeSize };
    const chain = this.editor.chain();
    (blocks.length ? chain.insertContentAt(place, blocks) : chain.deleteRange(place)).focus().run();
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  stopEvent(event) {
    return this.tools.contains(event.target);
  }

  ignoreMutation(mutation) {
    if (mutation.type === "selection") return false;
    // What this view itself sets on the element that holds the content is no change of the content.
    return !this.contentDOM.contains(mutation.target)
      || (mutation.type === "attributes" && mutation.target === this.contentDOM);
  }
}
