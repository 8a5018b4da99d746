// The schema of cms/lib/richtext.py, version 1, as the editor's engine knows it.
import { Bold, Document, HardBreak, Heading, HorizontalRule, Italic, Paragraph, Text, getSchema, pm } from "./vendor.js";
import { LanguageAttributes } from "./language_attributes.js";
import { Embed } from "./nodes/embed.js";
import { Factbox } from "./nodes/factbox.js";
import { Figcaption, Figure } from "./nodes/figure.js";
import { Gallery } from "./nodes/gallery.js";
import { BulletList, ListItem, OrderedList } from "./nodes/lists.js";
import { Blockquote, Cite, QuoteCard } from "./nodes/quotations.js";
import { Table, TableCell, TableHeader, TableRow } from "./nodes/tables.js";
import { Language } from "./marks/language.js";
import { Link } from "./marks/link.js";
import { Subscript, Superscript } from "./marks/script.js";

// A foreign h1 is a heading of the text, whose own title is the page's; the small ones are all h4.
const OurHeading = Heading.extend({
  parseHTML: () => [["h1", 2], ["h2", 2], ["h3", 3], ["h4", 4], ["h5", 4], ["h6", 4]]
    .map(([tag, level]) => ({ tag, attrs: { level } })),
}).configure({ levels: [2, 3, 4] });

export const SCHEMA = [
  Document, Text, HardBreak, Paragraph.extend({ group: "block flow" }), OurHeading, HorizontalRule,
  BulletList, OrderedList, ListItem, Blockquote, Cite, QuoteCard, Factbox,
  Table, TableRow, TableCell, TableHeader, Figure, Figcaption, Gallery, Embed,
  Link, Language, Bold, Italic, Subscript, Superscript, LanguageAttributes,
];

export const schema = getSchema(SCHEMA);

// The document that an HTML text is. Every space counts: the stored form has none that is not meant.
export function read(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return pm.model.DOMParser.fromSchema(schema).parse(body, { preserveWhitespace: "full" });
}
