// Paragraphs as people meant them: none empty, no break at an edge, two breaks in a row part a paragraph.
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, blockquote, div, figcaption";
const MEANT_EMPTY = "td, th, figure, hr, [data-embed], table, ul, ol";
const SPACES = "[ \\t\\n\\r\\f\\u00a0]";

export function tidyBlocks(body) {
  for (const text of textsOf(body)) text.data = text.data.replace(new RegExp(`${SPACES}{2,}|[\\t\\n\\r\\f]`, "g"), " ");
  for (const block of body.querySelectorAll("p")) partAtDoubleBreaks(block);
  for (const lineBreak of body.querySelectorAll("br")) if (isAtEdge(lineBreak)) lineBreak.remove();
  for (const block of [...body.querySelectorAll(BLOCKS)].reverse()) {
    if (block.matches("td, th, [data-embed], [data-gallery]") || block.querySelector(MEANT_EMPTY)) continue;
    if (!block.textContent.replaceAll("\u00a0", " ").trim()) block.remove();
  }
}

function textsOf(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  return texts;
}

function partAtDoubleBreaks(paragraph) {
  for (const lineBreak of paragraph.querySelectorAll(":scope > br")) {
    let next = lineBreak.nextSibling;
    while (next && next.nodeType === 3 && !next.data.trim()) next = next.nextSibling;
    if (next?.nodeName !== "BR" || !lineBreak.isConnected) continue;
    const before = paragraph.ownerDocument.createElement("p");
    while (paragraph.firstChild !== lineBreak) before.append(paragraph.firstChild);
    paragraph.before(before);
    while (paragraph.firstChild !== next) paragraph.firstChild.remove();
    next.remove();
  }
}

// At the edge of its block, or between blocks: nothing that a reader would see.
function isAtEdge(lineBreak) {
  return !hasWords(lineBreak, "previousSibling") || !hasWords(lineBreak, "nextSibling");
}

function hasWords(node, direction) {
  for (let at = node; at && at.nodeName !== "BODY"; at = at.parentNode) {
    if (at !== node && at.matches(BLOCKS)) return false;
    for (let beside = at[direction]; beside; beside = beside[direction]) {
      if (beside.nodeType === 1 && beside.matches(`${BLOCKS}, ul, ol, table, hr, figure`)) return false;
      if (beside.textContent.replaceAll("\u00a0", " ").trim()) return true;
    }
  }
  return false;
}
