// What a paragraph is: words, a heading, the name below a quotation.
const heading = (level) => ({
  run: (editor) => editor.chain().focus().setNode("heading", { level: isInFactbox(editor) ? 3 : level }).run(),
  isActive: (editor) => editor.isActive("heading", { level }),
});
const letters = (name) => ({
  role: "menuitemcheckbox",
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
  isActive: (editor) => editor.isActive(name),
});
const isInFactbox = (editor) => editor.isActive("factbox");
const isQuotation = (editor) => editor.isActive("blockquote") || editor.isActive("quoteCard");

export const STYLE_ITEMS = [
  { label: "Text", run: (editor) => editor.chain().focus().setNode("paragraph").run(), isActive: (editor) => editor.isActive("paragraph") },
  { label: "Heading", ...heading(2), isShown: (editor) => !isInFactbox(editor) },
  { label: "Smaller heading", short: "Smaller", ...heading(3) },
  { label: "Smallest heading", short: "Smallest", ...heading(4), isShown: (editor) => !isInFactbox(editor) },
  { label: "Who said it", short: "Speaker", run: nameSpeaker, isActive: (editor) => editor.isActive("cite"), isShown: isQuotation },
  { label: "Letters set high", ...letters("superscript") },
  { label: "Letters set low", ...letters("subscript") },
];

export function currentStyle(editor) {
  const { label = "Text", short = label } = STYLE_ITEMS.toReversed().find((item) => !item.role && item.isActive(editor)) ?? {};
  return short;
}

// The last line of a quotation names the speaker: a new line, unless there is one.
function nameSpeaker(editor) {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (!["blockquote", "quoteCard"].includes(node.type.name)) continue;
    const end = $from.end(depth);
    const chain = editor.chain();
    if (node.lastChild.type.name !== "cite") chain.insertContentAt(end, { type: "cite" }).setTextSelection(end + 1);
    else chain.setTextSelection(end - 1);
    chain.focus().run();
    return;
  }
}
