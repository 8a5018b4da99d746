// Turns a textarea into the writing surface. The textarea stays the form's field: its value is always the text as it
// stands, each change is an "input" event of it, and until the writer changes something nothing of it is touched.
import { Dropcursor, Editor, Gapcursor, Placeholder, UndoRedo } from "./vendor.js";
import { AfterTheEnd } from "./after_the_end.js";
import { element } from "./dom.js";
import { Desk, deskOf } from "./desk.js";
import { FocusAtOnce } from "./focus_at_once.js";
import { Keys } from "./keys.js";
import { Paste } from "./paste.js";
import { SCHEMA, read } from "./schema.js";
import { Toolbar } from "./toolbar.js";
import { StatusLine } from "./status_line.js";
import { write } from "./write.js";

export function mount(textarea) {
  const notice = element("p", { class: "editor__notice", role: "status" });
  const surface = element("div", { class: "editor__surface" });
  const frame = element("div", { class: "editor" }, notice, surface);
  const desk = deskOf(textarea, (words) => { notice.textContent = words; });
  let last = write(read(textarea.value));
  const editor = new Editor({
    element: surface,
    extensions: [
      ...SCHEMA, UndoRedo, Dropcursor.configure({ color: "var(--accent)", width: 3 }), Gapcursor,
      Placeholder.configure({ placeholder: textarea.placeholder || "Write the story here" }),
      Desk.configure(desk), Keys, Paste, AfterTheEnd, FocusAtOnce,
    ],
    content: read(textarea.value).toJSON(),
    enableCoreExtensions: { textDirection: false, delete: false },
    injectCSS: false,
    editable: !textarea.disabled && !textarea.readOnly,
    editorProps: { attributes: surfaceAttributes(textarea) },
    onUpdate({ transaction }) {
      const now = write(editor.state.doc);
      if (now === last) return;
      textarea.value = last = now;
      if (transaction.getMeta("uiEvent") !== "paste") notice.textContent = "";
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const toolbar = new Toolbar(editor);
  const status = new StatusLine(editor);
  frame.prepend(toolbar.dom);
  frame.append(status.dom);
  editor.storage.desk.toolbar = toolbar;
  // Only now, when nothing can fail any more: without the surface the field itself must stay in sight.
  textarea.before(frame);
  textarea.hidden = true;
  for (const label of textarea.labels ?? []) label.addEventListener("click", () => editor.commands.focus());
  // Whoever puts another text into the textarea says so with this event.
  textarea.addEventListener("editor:load", () => {
    last = write(read(textarea.value));
    editor.commands.setContent(read(textarea.value).toJSON(), { emitUpdate: false });
  });
  textarea.dispatchEvent(new CustomEvent("editor:ready", { bubbles: true, detail: { editor } }));
  return editor;
}

function surfaceAttributes(textarea) {
  const [label] = textarea.labels ?? [];
  const attributes = {
    role: "textbox",
    class: "prose editor__text",
    "aria-multiline": "true",
    "aria-label": label?.textContent.trim().replace(/[:*\s]+$/, "") || textarea.getAttribute("aria-label") || "Text",
    dir: "auto",
    spellcheck: "true",
  };
  for (const name of ["aria-describedby", "aria-invalid", "aria-required", "lang"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
}
