// Lists and their items, nested up to four deep. An item holds words and lists in any order.
import { Node, wrappingInputRule } from "../vendor.js";

const DEEPEST = 4;

export function listDepth($position) {
  let depth = 0;
  for (let level = $position.depth; level > 0; level--) {
    if (["bulletList", "orderedList"].includes($position.node(level).type.name)) depth++;
  }
  return depth;
}

function list(name, tag, find, keys) {
  return Node.create({
    name,
    group: "block flow list",
    content: "listItem+",
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    addInputRules() {
      return [wrappingInputRule({ find, type: this.type })];
    },
    addKeyboardShortcuts() {
      return { [keys]: () => this.editor.commands.toggleList(this.name, "listItem") };
    },
  });
}

export const BulletList = list("bulletList", "ul", /^\s*([-*•])\s$/, "Mod-Shift-8");
export const OrderedList = list("orderedList", "ol", /^\s*(1[.)])\s$/, "Mod-Shift-7");

export const ListItem = Node.create({
  name: "listItem",
  content: "flow+",
  defining: true,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: ({ HTMLAttributes }) => ["li", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      Tab: () => {
        const { $from } = this.editor.state.selection;
        if (listDepth($from) >= DEEPEST) return true;
        return this.editor.commands.sinkListItem(this.name);
      },
      "Shift-Tab": () => this.editor.commands.liftListItem(this.name),
    };
  },
});
