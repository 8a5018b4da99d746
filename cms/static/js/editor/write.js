// From the document to HTML, in the one form that cms/lib/richtree.py writes: what was stored comes out as it was.
const MARKS = { link: "a", language: "span", bold: "strong", italic: "em", subscript: "sub", superscript: "sup" };
const ORDER = Object.keys(MARKS);
const TAGS = {
  paragraph: "p", bulletList: "ul", orderedList: "ol", listItem: "li", blockquote: "blockquote", table: "table",
  tableRow: "tr", tableCell: "td", tableHeader: "th", figure: "figure", figcaption: "figcaption", quoteCard: "aside",
  factbox: "aside", gallery: "div", embed: "div",
};
// What the cleaner takes off the edges of words; other spaces, however thin, are words to it.
const ONLY_SPACE = /^[ \t\n\r\f\u2028\u2029\u00a0]*$/;
const STANDS_EMPTY = new Set(["horizontalRule", "figure", "embed", "tableCell", "tableHeader"]);

// Nodes never change: what was written for one holds as long as it stands in the document.
const written = new WeakMap();

export function write(doc) {
  const parts = [];
  doc.forEach((block) => {
    if (!written.has(block)) written.set(block, isEmpty(block) ? "" : writeBlock(block));
    parts.push(written.get(block));
  });
  return parts.join("");
}

const children = (node) => node.content.content;

function isEmpty(node) {
  const { name } = node.type;
  if (name === "table") return children(node).every((row) => children(row).every((cell) => children(cell).every(isEmpty)));
  if (STANDS_EMPTY.has(name)) return false;
  if (node.isTextblock) return children(node).every((run) => !run.isText || ONLY_SPACE.test(run.text));
  return children(node).every(isEmpty);
}

function writeBlock(node) {
  const { name } = node.type;
  if (name === "horizontalRule") return "<hr>";
  if (name === "cite") return `${opening("p", node)}<cite>${writeRuns(node)}</cite></p>`;
  if (name === "table") return `${opening("table", node)}${writeRows(children(node))}</table>`;
  const tag = name === "heading" ? `h${node.attrs.level}` : TAGS[name];
  return `${opening(tag, node)}${writeInside(node)}</${tag}>`;
}

function writeInside(node) {
  if (node.isTextblock) return writeRuns(node);
  const full = children(node).filter((child) => !isEmpty(child));
  if (["listItem", "tableCell", "tableHeader"].includes(node.type.name)) return writeTight(full);
  return full.map(writeBlock).join("");
}

// An item or a cell holds its only paragraph's words directly, unless the paragraph has a language of its own.
function writeTight(full) {
  const [first, ...rest] = full;
  const isOnly = first && full.filter((child) => child.type.name === "paragraph").length === 1;
  if (isOnly && first.type.name === "paragraph" && !first.attrs.lang && !first.attrs.dir) {
    return writeRuns(first) + rest.map(writeBlock).join("");
  }
  return full.map(writeBlock).join("");
}

function writeRows(rows) {
  const body = rows.findIndex((row) => !row.attrs.head);
  const headCount = body < 0 ? rows.length : body;
  const [head, rest] = [rows.slice(0, headCount), rows.slice(headCount)].map((part) => part.map(writeBlock).join(""));
  return (head && `<thead>${head}</thead>`) + (rest && `<tbody>${rest}</tbody>`);
}

function writeRuns(block) {
  let out = "";
  let open = [];
  block.forEach((run) => {
    const wanted = tagsOf(run);
    let shared = 0;
    while (shared < Math.min(open.length, wanted.length) && open[shared].start === wanted[shared].start) shared++;
    out += closing(open.slice(shared)) + wanted.slice(shared).map((tag) => tag.start).join("");
    open = wanted;
    out += run.isText ? escapeText(run.text) : "<br>";
  });
  return out + closing(open);
}

const closing = (tags) => tags.toReversed().map((tag) => `</${tag.name}>`).join("");

function tagsOf(run) {
  const marks = run.marks.toSorted((one, other) => ORDER.indexOf(one.type.name) - ORDER.indexOf(other.type.name));
  return marks.map((mark) => {
    const name = MARKS[mark.type.name];
    return { name, start: `<${name}${pairs(mark.attrs, ["href", "lang", "dir"])}>` };
  });
}

function opening(tag, node) {
  const { name, attrs } = { name: node.type.name, attrs: node.attrs };
  let own = "";
  if (name === "figure") own = figurePairs(attrs);
  if (name === "gallery") own = " data-gallery";
  if (name === "embed") own = ` data-embed="${escapeValue(attrs.provider)}" data-id="${escapeValue(attrs.key)}"`;
  if (name === "quoteCard") own = ' data-card="quote"';
  if (name === "factbox") own = ' data-card="factbox"';
  if (attrs.scope) own = ` scope="${escapeValue(attrs.scope)}"`;
  for (const key of ["colspan", "rowspan"]) if (attrs[key] > 1) own += ` ${key}="${attrs[key]}"`;
  return `<${tag}${own}${pairs(attrs, ["lang", "dir"])}>`;
}

function figurePairs({ picture, alt, credit }) {
  const says = alt === null ? "" : ` data-alt="${escapeValue(alt)}"`;
  return ` data-picture="${escapeValue(picture)}"${says}${credit ? ` data-credit="${escapeValue(credit)}"` : ""}`;
}

const pairs = (attrs, names) =>
  names.filter((name) => attrs[name]).map((name) => ` ${name}="${escapeValue(attrs[name])}"`).join("");

const escapeText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const escapeValue = (text) => escapeText(text).replaceAll('"', "&quot;").replaceAll("'", "&#x27;");
