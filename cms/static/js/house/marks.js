// House style in the writing surface: places found, underlined, replaced in one step that can be undone.

import { pm } from "../editor/vendor.js";

const key = new pm.state.PluginKey("house");

// `find(text, language)` gives the places of a passage. `onPlaces` hears of all after each change.
export function markHouseStyle(editor, find, onPlaces) {
  let known = new WeakMap(); // a block that has not changed need not be read again
  const placesIn = (doc) => {
    const found = [];
    const visit = (node, at, language) => {
      const lang = node.attrs.lang || language;
      if (!node.isTextblock) return node.forEach((child, offset) => visit(child, at + offset + (node === doc ? 0 : 1), lang));
      const cached = known.get(node);
      const own = cached?.lang === lang ? cached.places : readBlock(node, lang, find);
      known.set(node, { lang, places: own });
      for (const place of own) found.push({ ...place, from: at + 1 + place.start, to: at + 1 + place.end });
    };
    visit(doc, 0, "");
    return found;
  };
  const stateOf = (doc) => {
    const places = placesIn(doc);
    const lines = places.map(({ from, to }) => pm.view.Decoration.inline(from, to, { class: "house" }));
    return { places, lines: pm.view.DecorationSet.create(doc, lines) };
  };
  const plugin = new pm.state.Plugin({
    key,
    state: {
      init: (_, { doc }) => stateOf(doc),
      apply: (tr, before) => (tr.docChanged || tr.getMeta(key) ? stateOf(tr.doc) : before),
    },
    props: { decorations: (state) => key.getState(state).lines },
  });
  editor.registerPlugin(plugin);
  const tell = () => onPlaces(key.getState(editor.state).places);
  editor.on("update", tell);
  tell();
  return {
    replace({ from, to, replacement, words }) {
      const { state, view } = editor;
      if (state.doc.textBetween(from, to, "\n", "\n") !== words) return;
      const marks = state.doc.resolve(from + 1).marks();
      const tr = state.tr.replaceWith(from, to, state.schema.text(replacement, marks));
      view.dispatch(pm.history.closeHistory(tr)); // a step of its own to undo
    },
    show({ from, to }) {
      editor.chain().focus().setTextSelection({ from, to }).scrollIntoView().run();
    },
    again() {
      known = new WeakMap(); // what is found in the same words is another by now
      editor.view.dispatch(editor.state.tr.setMeta(key, true).setMeta("addToHistory", false));
      tell();
    },
  };
}

// The places of one block, counted from its start. What is in another language is read by itself.
function readBlock(block, lang, find) {
  const found = [];
  let words = "";
  let start = 0;
  let spoken = lang;
  const flush = (next, at) => {
    if (words) for (const place of find(words, spoken)) found.push({ ...place, start: start + place.start, end: start + place.end });
    [words, start, spoken] = ["", at, next];
  };
  block.forEach((run, at) => {
    const own = run.marks.find((mark) => mark.type.name === "language")?.attrs.lang || lang;
    if (own !== spoken) flush(own, at);
    words += run.isText ? run.text : "\n";
  });
  flush(lang, 0);
  return found;
}
