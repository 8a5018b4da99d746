// Pasting and dropping: foreign HTML is cleaned, an address alone on its line becomes what it leads to, files are refused.
import { recognise } from "./embeds.js";
import { cleanPasted } from "./paste/clean.js";
import { Extension, pm } from "./vendor.js";

const REFUSED = "Pictures come from the library: choose Insert, then Picture, and upload them there.";
const ADDRESS = /^https?:\/\/\S{4,}$/;
const MOST = 20; // addresses that one paste may ask about

export const Paste = Extension.create({
  name: "pasting",
  addProseMirrorPlugins() {
    const { editor } = this;
    const { desk } = editor.storage;
    return [
      new pm.state.Plugin({
        props: {
          transformPastedHTML(html) {
            const { html: clean, images } = cleanPasted(html);
            if (images) desk.notify(`${images === 1 ? "A picture was" : `${images} pictures were`} left out. ${REFUSED}`);
            return clean;
          },
          handlePaste: (view, event) => refuse(event.clipboardData, desk),
          handleDrop: (view, event) => refuse(event.dataTransfer, desk) && (event.preventDefault(), true),
        },
      }),
    ];
  },
  onTransaction({ editor, transaction }) {
    if (!transaction.docChanged || transaction.getMeta("uiEvent") !== "paste") return;
    for (const address of pastedAddresses(transaction)) embedLater(editor, address);
  },
});

function refuse(data, desk) {
  const isOnlyFiles = data?.files.length && !data.types.includes("text/html") && !data.types.includes("text/plain");
  if (isOnlyFiles) desk.notify(REFUSED);
  return Boolean(isOnlyFiles);
}

// Addresses that stand alone in a paragraph of the text which this step touched.
function pastedAddresses({ doc, mapping }) {
  const found = new Set();
  mapping.maps.forEach((map, index) => {
    map.forEach((oldStart, oldEnd, newStart, newEnd) => {
      const rest = mapping.slice(index + 1);
      const [from, to] = [rest.map(newStart, -1), rest.map(newEnd, 1)];
      doc.nodesBetween(from, Math.min(to, doc.content.size), (node, position, parent) => {
        if (parent === doc && isAddress(node)) found.add(node.textContent);
        return false;
      });
    });
  });
  return [...found].slice(0, MOST);
}

const isAddress = (node) => node.type.name === "paragraph" && ADDRESS.test(node.textContent);

// The address stands as it was pasted until the server has told what it is; one step back brings it again.
async function embedLater(editor, address) {
  const about = await recognise(editor.storage.desk, address);
  if (!about || editor.isDestroyed) return;
  const { tr, schema } = editor.state;
  let at = -1;
  tr.doc.forEach((node, position) => {
    if (at < 0 && isAddress(node) && node.textContent === address) at = position;
  });
  if (at < 0) return;
  const end = at + tr.doc.nodeAt(at).nodeSize;
  tr.replaceWith(at, end, schema.nodes.embed.create({ provider: about.provider, key: about.id }));
  if (tr.doc.content.size === at + 1) tr.insert(at + 1, schema.nodes.paragraph.create());
  tr.setSelection(pm.state.Selection.near(tr.selection.$to.pos > at ? tr.selection.$to : tr.doc.resolve(at + 1), 1));
  editor.view.dispatch(pm.history.closeHistory(tr));
}
