// An embed in the editor: a card that names it and leads to it. Nothing is loaded from elsewhere.
import { button, element } from "./dom.js";
import { describeEmbed } from "./embeds.js";
import { blockTools } from "./block_tools.js";

export class EmbedView {
  constructor({ node, editor, getPos }) {
    Object.assign(this, { node, editor, getPos });
    this.words = element("p", { class: "embed__what" }, node.attrs.provider);
    this.link = element("a", { rel: "noopener nofollow", target: "_blank" });
    this.tools = blockTools("Embed", [
      button("Turn into a link", () => this.turnIntoLink()),
      button("Remove", () => this.remove()),
    ]);
    this.dom = element("div", { class: "embed block-card", contenteditable: "false" },
      this.words, element("p", { class: "embed__link" }, this.link), this.tools);
    this.show();
  }

  async show() {
    const shown = this.node;
    const about = await describeEmbed(this.editor.storage.desk, shown.attrs);
    if (shown !== this.node) return;
    this.words.textContent = about?.sentence ?? `${shown.attrs.provider}: ${shown.attrs.key}`;
    this.link.textContent = about?.address ?? "";
    if (about?.address) this.link.href = about.address;
  }

  turnIntoLink() {
    const { href, textContent } = this.link;
    if (!href) return;
    const words = { type: "text", text: textContent, marks: [{ type: "link", attrs: { href } }] };
    const at = this.getPos();
    const place = { from: at, to: at + this.node.nodeSize };
    this.editor.chain().insertContentAt(place, { type: "paragraph", content: [words] }).focus().run();
  }

  remove() {
    const at = this.getPos();
    this.editor.chain().deleteRange({ from: at, to: at + this.node.nodeSize }).focus().run();
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    const isSame = node.attrs.key === this.node.attrs.key && node.attrs.provider === this.node.attrs.provider;
    this.node = node;
    if (!isSame) this.show();
    return true;
  }

  stopEvent(event) {
    return this.tools.contains(event.target) || this.link.contains(event.target);
  }

  ignoreMutation() {
    return true;
  }
}
