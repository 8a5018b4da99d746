// What can be done to the table that the writer is in.
import { pm } from "./vendor.js";

const step = (command) => (editor) => {
  command(editor.state, editor.view.dispatch, editor.view);
  editor.commands.focus();
};

export const isInTable = (editor) => pm.tables.isInTable(editor.state);
const isPossible = (command) => (editor) => command(editor.state);

// The first row becomes the head, with cells that name their columns; or a row like the others.
function toggleHead(state, dispatch) {
  const { map, tableStart, table } = pm.tables.selectedRect(state);
  const [row] = table.content.content;
  const isHead = !row.attrs.head;
  const { tableCell, tableHeader } = state.schema.nodes;
  const tr = state.tr.setNodeMarkup(tableStart, null, { ...row.attrs, head: isHead });
  for (const position of new Set(map.map.slice(0, map.width))) {
    const { attrs } = table.nodeAt(position);
    const kept = { ...attrs, scope: isHead ? "col" : null };
    tr.setNodeMarkup(tableStart + position, isHead ? tableHeader : tableCell, kept);
  }
  dispatch(tr);
}

// The first cell of each row of the body names its row; or is a cell like the others.
function toggleRowNames(state, dispatch) {
  const { map, tableStart, table } = pm.tables.selectedRect(state);
  const { tableCell, tableHeader } = state.schema.nodes;
  const heads = table.content.content.filter((row) => row.attrs.head).length;
  const firsts = [...new Set(Array.from({ length: map.height }, (_, row) => map.map[row * map.width]))].slice(heads);
  const isNamed = firsts.some((position) => table.nodeAt(position).type === tableCell);
  const { tr } = state;
  for (const position of firsts) {
    const kept = { ...table.nodeAt(position).attrs, scope: isNamed ? "row" : null };
    tr.setNodeMarkup(tableStart + position, isNamed ? tableHeader : tableCell, kept);
  }
  dispatch(tr);
}

const { tables } = pm;
export const TABLE_ITEMS = [
  { label: "Row above", run: step(tables.addRowBefore) },
  { label: "Row below", run: step(tables.addRowAfter) },
  { label: "Column before", run: step(tables.addColumnBefore) },
  { label: "Column after", run: step(tables.addColumnAfter) },
  { label: "First row is the head, or not", run: step(toggleHead) },
  { label: "First column names the rows, or not", run: step(toggleRowNames) },
  { label: "Merge the cells", run: step(tables.mergeCells), isShown: isPossible(tables.mergeCells) },
  { label: "Split the cell", run: step(tables.splitCell), isShown: isPossible(tables.splitCell) },
  { label: "Remove the row", run: step(tables.deleteRow) },
  { label: "Remove the column", run: step(tables.deleteColumn) },
  { label: "Remove the table", run: step(tables.deleteTable) },
];
