// A picture in the editor: as readers will see it, with what this text says of it below.
import { button, element, newId } from "./dom.js";
import { blockTools } from "./block_tools.js";
import { choose, describe } from "./pictures.js";

export class FigureView {
  constructor({ node, editor, getPos }) {
    Object.assign(this, { node, editor, getPos, library: undefined });
    this.picture = element("div", { class: "body-figure__picture", contenteditable: "false" });
    this.contentDOM = element("div", { class: "body-figure__caption" });
    this.credit = element("p", { class: "body-figure__credit figure__credit", contenteditable: "false" });
    this.says = element("p", { class: "body-figure__says" });
    this.fields = this.makeFields();
    const panel = newId("picture");
    this.details = element("div", { class: "body-figure__fields", id: panel, hidden: true },
      ...Object.values(this.fields).map((field) => field.row));
    this.opener = button("Details", () => this.open(this.details.hidden), { "aria-expanded": "false", "aria-controls": panel });
    this.tools = element("div", { class: "body-figure__tools", contenteditable: "false" },
      this.says, blockTools("Picture", this.makeButtons()), this.details);
    this.dom = element("figure", { class: "figure body-figure block-card" },
      this.picture, this.contentDOM, this.credit, this.tools);
    this.dom.addEventListener("keydown", (event) => this.leave(event));
    this.ask();
  }

  get isInGallery() {
    return this.editor.state.doc.resolve(this.getPos()).parent.type.name === "gallery";
  }

  makeButtons() {
    const at = this.editor.state.doc.resolve(this.getPos());
    if (at.parent.type.name === "gallery") {
      return [
        this.opener,
        button("←", () => this.move(-1), { "aria-label": "Earlier", title: "Earlier", "aria-keyshortcuts": "Alt+ArrowUp" }),
        button("→", () => this.move(1), { "aria-label": "Later", title: "Later", "aria-keyshortcuts": "Alt+ArrowDown" }),
        button("Replace", () => this.replace()),
        button("Remove", () => this.remove()),
      ];
    }
    return [
      this.opener,
      button("Replace", () => this.replace()),
      button("Make gallery", () => this.makeGallery()),
      button("Remove", () => this.remove()),
    ];
  }

  makeFields() {
    const alt = field("Words for those who cannot see it", "text");
    const plain = field("Decoration here: nothing is read aloud", "checkbox");
    const credit = field("Credit, instead of the library’s", "text");
    alt.input.addEventListener("input", () => this.set({ alt: alt.input.value.trim() ? alt.input.value : null }));
    plain.input.addEventListener("change", () => this.set({ alt: plain.input.checked ? "" : null }));
    credit.input.addEventListener("input", () => this.set({ credit: credit.input.value.trim() ? credit.input.value : null }));
    return { alt, plain, credit };
  }

  async ask() {
    const uid = this.node.attrs.picture;
    this.show();
    const found = await describe(uid, this.editor.storage.desk.described);
    if (uid !== this.node.attrs.picture || this.isDestroyed) return;
    this.library = found;
    this.show();
  }

  show() {
    const { attrs } = this.node;
    const library = this.library;
    this.picture.replaceChildren(this.shownPicture(library, attrs));
    const isPlain = attrs.alt === "" || (attrs.alt === null && library?.is_decorative);
    const words = attrs.alt ?? library?.alt ?? "";
    this.dom.classList.toggle("body-figure--wanting", Boolean(library) && !library.is_missing && !isPlain && !words);
    this.says.textContent = saying(library, isPlain, words);
    this.credit.textContent = attrs.credit ?? library?.credit ?? "";
    this.contentDOM.dataset.hint = library?.caption ? `From the library: ${library.caption}` : "Write a caption";
    this.contentDOM.classList.toggle("is-empty", this.node.textContent === "");
    const { alt, plain, credit } = this.fields;
    if (alt.input.value.trim() !== (attrs.alt ?? "").trim()) alt.input.value = attrs.alt ?? "";
    alt.input.disabled = attrs.alt === "";
    alt.input.placeholder = library?.alt ?? "";
    plain.input.checked = attrs.alt === "";
    if (credit.input.value.trim() !== (attrs.credit ?? "").trim()) credit.input.value = attrs.credit ?? "";
    credit.input.placeholder = library?.credit ?? "";
  }

  shownPicture(library, attrs) {
    if (library && !library.is_missing && library.thumb) {
      return element("img", { src: library.thumb, width: library.width, height: library.height, alt: attrs.alt ?? library.alt ?? "" });
    }
    const words = library === undefined ? "…" : library?.is_missing
      ? "The archive copy did not hold this picture."
      : "The library does not know this picture.";
    return element("div", { class: "figure__missing" }, element("p", {}, words));
  }

  open(isOpen) {
    this.details.hidden = !isOpen;
    this.opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.fields.alt.input.focus();
  }

  leave(event) {
    if (event.key !== "Escape" || !this.tools.contains(event.target)) return;
    event.preventDefault();
    this.editor.chain().setNodeSelection(this.getPos()).focus().run();
  }

  set(changed) {
    const { state, view } = this.editor;
    view.dispatch(state.tr.setNodeMarkup(this.getPos(), null, { ...this.node.attrs, ...changed }));
  }

  async replace() {
    const [picture] = await choose(false);
    // Words about the old picture say nothing of the new one; the caption stays, for the writer to judge.
    if (picture) this.set({ picture: picture.uid, alt: null, credit: null });
    this.editor.commands.focus();
  }

  remove() {
    const at = this.getPos();
    const $at = this.editor.state.doc.resolve(at);
    const isLast = this.isInGallery && $at.parent.childCount === 1;
    const range = isLast ? { from: $at.before(), to: $at.after() } : { from: at, to: at + this.node.nodeSize };
    this.editor.chain().deleteRange(range).focus().run();
  }

  move(step) {
    this.editor.chain().setNodeSelection(this.getPos()).moveBlock(step).focus().run();
  }

  async makeGallery() {
    const more = await choose(true);
    if (!more.length) return;
    const at = this.getPos();
    const figures = [this.node.toJSON(), ...more.map(figureOf)];
    const place = { from: at, to: at + this.node.nodeSize };
    this.editor.chain().insertContentAt(place, { type: "gallery", content: figures }).focus().run();
  }

  update(node) {
    if (node.type !== this.node.type) return false;
    const isSame = node.attrs.picture === this.node.attrs.picture;
    this.node = node;
    if (isSame) this.show();
    else this.ask();
    return true;
  }

  selectNode() {
    this.dom.classList.add("ProseMirror-selectednode");
  }

  deselectNode() {
    this.dom.classList.remove("ProseMirror-selectednode");
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

  destroy() {
    this.isDestroyed = true;
  }
}

export const figureOf = (picture) => ({
  type: "figure", attrs: { picture: picture.uid }, content: [{ type: "figcaption" }],
});

function saying(library, isPlain, words) {
  if (isPlain) return "Decoration: nothing is read aloud.";
  if (words) return `Read aloud: ${words}`;
  return library && !library.is_missing ? "No alternative text yet." : "";
}

function field(label, type) {
  const input = element("input", { type, id: newId("figure"), autocomplete: "off" });
  const name = element("label", { for: input.id }, label);
  const isCheck = type === "checkbox";
  const row = element("div", { class: `body-figure__field${isCheck ? " body-figure__field--check" : ""}` });
  row.append(...(isCheck ? [input, name] : [name, input]));
  return { row, input };
}
