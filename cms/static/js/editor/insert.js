// Putting a block into the text: in place of an empty paragraph, or after the block that the writer is in.
import { ask } from "./dialog.js";
import { recognise } from "./embeds.js";
import { figureOf } from "./figure_view.js";
import { choose } from "./pictures.js";
import { pm } from "./vendor.js";

export function insertBlocks(editor, blocks, isCaretInside) {
  const { state, view } = editor;
  const { tr, schema } = state;
  const { $from, from, node: selected } = state.selection;
  const top = $from.depth ? $from.node(1) : selected;
  const start = $from.depth ? $from.before(1) : from;
  const isInPlace = !top || (top.type.name === "paragraph" && !top.content.size);
  const end = start + (top?.nodeSize ?? 0);
  const at = isInPlace ? start : end;
  const nodes = blocks.map((block) => schema.nodeFromJSON(block));
  tr.replaceWith(at, end, nodes);
  const after = nodes.reduce((position, node) => position + node.nodeSize, at);
  if (after === tr.doc.content.size) tr.insert(after, schema.nodes.paragraph.create()); // where the writer goes on
  const caret = isCaretInside ? at + 1 : after;
  tr.setSelection(pm.state.Selection.near(tr.doc.resolve(caret), 1));
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

export async function insertPictures(editor) {
  const chosen = await choose(true);
  if (chosen.length) insertBlocks(editor, chosen.map(figureOf), false);
  else editor.commands.focus();
}

export async function insertGallery(editor) {
  const chosen = await choose(true);
  if (chosen.length) insertBlocks(editor, [{ type: "gallery", content: chosen.map(figureOf) }], false);
  else editor.commands.focus();
}

export const embedOf = ({ provider, id }) => ({ type: "embed", attrs: { provider, key: id } });

export async function insertEmbed(editor) {
  const { desk } = editor.storage;
  const answer = await ask(editor.view, {
    title: "Embed a film, a post or a map",
    fields: [{
      name: "address", label: "Its address", type: "url",
      hint: "Of YouTube, X, Telegram, Instagram, Facebook, TikTok, or of a place on a map. Readers load it only if they ask.",
    }],
    submit: "Embed",
    check: async ({ address }) => wrongWith(await recognise(desk, address)),
  });
  const found = answer && (await recognise(desk, answer.address));
  if (found) insertBlocks(editor, [embedOf(found)], false);
  else editor.commands.focus();
}

function wrongWith(found) {
  if (found === undefined) return "The desk did not answer. Are you still signed in?";
  return found ? "" : "No film, post or map was recognised behind this address. It can stand in the text as a link.";
}

const paragraph = { type: "paragraph" };

export async function insertTable(editor) {
  const answer = await ask(editor.view, {
    title: "A new table",
    fields: [
      { name: "columns", label: "Columns", type: "number", value: 3, min: 1, max: 20 },
      { name: "rows", label: "Rows below the head", type: "number", value: 3, min: 1, max: 200 },
    ],
    submit: "Insert the table",
    check: ({ columns, rows }) => (isWithin(columns, 20) && isWithin(rows, 200) ? "" : "Up to 20 columns and 200 rows."),
  });
  if (!answer) return editor.commands.focus();
  const cells = (type, attrs) => Array.from({ length: Number(answer.columns) }, () => ({ type, attrs, content: [paragraph] }));
  const rows = Array.from({ length: Number(answer.rows) }, () => ({ type: "tableRow", content: cells("tableCell") }));
  const head = { type: "tableRow", attrs: { head: true }, content: cells("tableHeader", { scope: "col" }) };
  return insertBlocks(editor, [{ type: "table", content: [head, ...rows] }], true);
}

const isWithin = (typed, most) => /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most;

export const insertQuoteCard = (editor) =>
  insertBlocks(editor, [{ type: "quoteCard", content: [paragraph, { type: "cite" }] }], true);

export const insertFactbox = (editor) =>
  insertBlocks(editor, [{ type: "factbox", content: [{ type: "heading", attrs: { level: 3 } }, paragraph] }], true);

export const insertRule = (editor) => insertBlocks(editor, [{ type: "horizontalRule" }], false);
