// Somebody's words: in the run of the text (blockquote) or set large (the quote card). The last line may name them.
import { Node, wrappingInputRule } from "../vendor.js";

const named = (element) => {
  const [only] = element.childNodes;
  return element.childNodes.length === 1 && only.nodeName === "CITE" ? null : false;
};

export const Cite = Node.create({
  name: "cite",
  content: "inline*",
  priority: 1001, // asked before the paragraph, which would take any <p>
  parseHTML: () => [{ tag: "p", getAttrs: named, contentElement: "cite", context: "blockquote/|quoteCard/", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["p", HTMLAttributes, ["cite", 0]],
  addKeyboardShortcuts() {
    return {
      // A name is one line: after it the text goes on, below the quotation.
      Enter: () => {
        const { $from, empty } = this.editor.state.selection;
        if (!empty || $from.parent.type !== this.type) return false;
        const after = $from.after($from.depth - 1);
        return this.editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
      },
    };
  },
});

export const Blockquote = Node.create({
  name: "blockquote",
  group: "block",
  content: "flow+ cite?",
  defining: true,
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })];
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-b": () => this.editor.commands.toggleWrap(this.name) };
  },
});

export const QuoteCard = Node.create({
  name: "quoteCard",
  group: "block",
  content: "paragraph+ cite?",
  defining: true,
  parseHTML: () => [{ tag: 'aside[data-card="quote"]' }],
  renderHTML: ({ HTMLAttributes }) => ["aside", { ...HTMLAttributes, "data-card": "quote", role: "note", "aria-label": "Quote card" }, 0],
});
