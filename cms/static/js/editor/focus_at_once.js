// The engine's own "focus" waits for the next picture of the screen; what is typed until then would go to a button.
import { Extension } from "./vendor.js";

export const FocusAtOnce = Extension.create({
  name: "focusAtOnce",
  priority: 1, // of two commands of one name the last counts
  addCommands: () => ({
    focus: () => ({ view, tr, dispatch }) => {
      if (!dispatch || view.hasFocus()) return true;
      view.focus();
      tr.scrollIntoView();
      return true;
    },
  }),
});
