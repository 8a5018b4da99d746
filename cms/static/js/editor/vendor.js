// The one place that knows where the editor’s engine lives: a relative path, which every browser follows by itself.
export {
  Bold, Document, Dropcursor, Editor, Extension, Gapcursor, HardBreak, Heading, HorizontalRule, Italic, Mark, Node,
  Paragraph, Placeholder, Subscript, Superscript, Text, UndoRedo, getSchema, pm, wrappingInputRule
} from "../../django_prose_editor/editor.js";
