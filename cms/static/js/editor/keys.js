// Keys that belong to no single kind of block.
import { Extension, pm } from "./vendor.js";
import { showHelp } from "./help.js";
import { askForLink } from "./link_dialog.js";
import { moveBlock } from "./move_block.js";

export const Keys = Extension.create({
  name: "keys",
  priority: 1002,
  addCommands: () => ({ moveBlock }),
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      "Alt-F10": () => {
        editor.storage.desk.toolbar.focus();
        return true;
      },
      "Mod-k": () => {
        askForLink(editor);
        return true;
      },
      "Mod-/": () => {
        showHelp(editor);
        return true;
      },
      "Alt-ArrowUp": () => editor.commands.moveBlock(-1),
      "Alt-ArrowDown": () => editor.commands.moveBlock(1),
      "Mod-Alt-1": () => true, // the headline is the page's; there is no such heading in a text
      "Mod-Alt-5": () => true,
      "Mod-Alt-6": () => true,
      Enter: () => openSelected(editor),
    };
  },
});

function openSelected({ state, view }) {
  const { selection } = state;
  if (!(selection instanceof pm.state.NodeSelection)) return false;
  const control = view.nodeDOM(selection.from)?.querySelector?.(".block-tools button");
  control?.focus();
  return Boolean(control);
}
