// The line below the text: how many words, how long they take to read.
import { element } from "./dom.js";
import { countWords, inWords } from "./count.js";

const QUIET = 5000; // milliseconds without a change before the count is read aloud

export class StatusLine {
  constructor(editor) {
    this.editor = editor;
    this.shown = element("p", { class: "editor__count" });
    this.aloud = element("p", { class: "hidden-words", role: "status" });
    this.dom = element("div", { class: "editor__status" }, this.shown, this.aloud);
    this.show();
    editor.on("update", () => {
      this.show();
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => { this.aloud.textContent = this.shown.textContent; }, QUIET);
    });
  }

  show() {
    this.shown.textContent = inWords(countWords(this.editor.state.doc));
  }
}
