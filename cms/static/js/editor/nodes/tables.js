// Tables: rows of a head or of the body, cells that may span, header cells with a scope.
import { Node, pm } from "../vendor.js";

const span = (name) => ({
  default: 1,
  parseHTML: (element) => Number(element.getAttribute(name) || 1),
  renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
});

export const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  tableRole: "table",
  isolating: true,
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
  extendNodeSchema: (extension) => ({ tableRole: extension.config.tableRole }),
  addKeyboardShortcuts() {
    const step = (direction) => () => {
      const { state, view } = this.editor;
      if (pm.tables.goToNextCell(direction)(state, view.dispatch)) return true;
      if (direction < 0 || !pm.tables.isInTable(state)) return false;
      return pm.tables.addRowAfter(state, view.dispatch)
        && pm.tables.goToNextCell(1)(this.editor.state, view.dispatch);
    };
    return { Tab: step(1), "Shift-Tab": step(-1) };
  },
  addProseMirrorPlugins: () => [pm.tables.tableEditing()],
});

export const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)+",
  tableRole: "row",
  addAttributes: () => ({
    head: {
      default: false,
      parseHTML: (element) => element.parentNode?.nodeName === "THEAD" || element.hasAttribute("data-head"),
      renderHTML: (attributes) => (attributes.head ? { "data-head": "" } : {}),
    },
  }),
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: ({ HTMLAttributes }) => ["tr", HTMLAttributes, 0],
});

export const TableCell = Node.create({
  name: "tableCell",
  content: "flow+",
  tableRole: "cell",
  isolating: true,
  addAttributes: () => ({ colspan: span("colspan"), rowspan: span("rowspan") }),
  parseHTML: () => [{ tag: "td" }],
  renderHTML: ({ HTMLAttributes }) => ["td", HTMLAttributes, 0],
});

export const TableHeader = Node.create({
  name: "tableHeader",
  content: "flow+",
  tableRole: "header_cell",
  isolating: true,
  addAttributes: () => ({
    scope: { default: null, parseHTML: (element) => element.getAttribute("scope") },
    colspan: span("colspan"),
    rowspan: span("rowspan"),
  }),
  parseHTML: () => [{ tag: "th" }],
  renderHTML: ({ HTMLAttributes }) => ["th", HTMLAttributes, 0],
});
