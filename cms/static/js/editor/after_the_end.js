// A click below the last block, when that is no paragraph, is a wish to go on there.
import { Extension, pm } from "./vendor.js";

export const AfterTheEnd = Extension.create({
  name: "afterTheEnd",
  addProseMirrorPlugins: () => [new pm.state.Plugin({ props: { handleDOMEvents: { mousedown: goOn } } })],
});

function goOn(view, event) {
  const { doc, schema, tr } = view.state;
  const shown = view.nodeDOM(doc.content.size - doc.lastChild.nodeSize);
  if (event.target !== view.dom || doc.lastChild.isTextblock || !view.editable) return false;
  if (event.clientY <= shown.getBoundingClientRect().bottom) return false;
  event.preventDefault();
  tr.insert(doc.content.size, schema.nodes.paragraph.create());
  view.dispatch(tr.setSelection(pm.state.TextSelection.atEnd(tr.doc)).scrollIntoView());
  view.focus();
  return true;
}
