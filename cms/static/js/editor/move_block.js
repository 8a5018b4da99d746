// Moving a whole block of the text, or a picture of a gallery, one place up or down.
import { pm } from "./vendor.js";

// A command for the engine: `step` is -1 or 1.
export const moveBlock = (step) => ({ tr, dispatch }) => {
  const { $from, selection } = { $from: tr.selection.$from, selection: tr.selection };
  const depth = depthOfList($from);
  const parent = $from.node(depth);
  const index = $from.index(depth);
  const other = index + step;
  if (index >= parent.childCount || other < 0 || other >= parent.childCount) return false;
  if (!dispatch) return true;
  const start = $from.posAtIndex(index, depth);
  const [moved, passed] = [parent.child(index), parent.child(other)];
  const pair = step > 0 ? [passed, moved] : [moved, passed];
  const first = step > 0 ? start : start - passed.nodeSize;
  const shift = step * passed.nodeSize;
  const isNode = selection instanceof pm.state.NodeSelection;
  tr.replaceWith(first, first + moved.nodeSize + passed.nodeSize, pair);
  const place = tr.doc.resolve(selection.anchor + shift);
  tr.setSelection(isNode ? pm.state.NodeSelection.create(tr.doc, selection.from + shift)
    : pm.state.TextSelection.between(place, tr.doc.resolve(selection.head + shift)));
  tr.scrollIntoView();
  return true;
};

function depthOfList($from) {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === "gallery") return depth;
  return 0;
}
