// Word writes a list as paragraphs with a drawn "·" or "1." in front and a style that tells their depth.
const DEPTH = /mso-list:[^;]*\blevel(\d+)/;
const MARKER = '[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]';

export function rebuildLists(body) {
  let open = []; // the lists that are being filled, outermost first
  let last = null;
  for (const paragraph of body.querySelectorAll("p, li, h1, h2, h3, h4, h5, h6")) {
    const depth = DEPTH.exec(paragraph.getAttribute("style") ?? "");
    if (!depth || paragraph.localName === "li") continue;
    if (!last || nextAfter(last) !== paragraph) open = [];
    const isNumbered = takeMarker(paragraph);
    const top = openList(open, Number(depth[1]), isNumbered, paragraph);
    const item = body.ownerDocument.createElement("li");
    item.append(...paragraph.childNodes);
    open.at(-1).append(item);
    paragraph.remove();
    last = top;
  }
}

// Leave open the list of this depth, within those above it; return the outermost.
function openList(open, depth, isNumbered, paragraph) {
  const tag = isNumbered ? "ol" : "ul";
  while (open.length > depth || (open.length === depth && open.at(-1).localName !== tag && open.length > 1)) open.pop();
  if (open.length === 1 && depth === 1 && open[0].localName !== tag) open.pop();
  while (open.length < depth) {
    const list = paragraph.ownerDocument.createElement(tag);
    if (!open.length) paragraph.before(list);
    else (open.at(-1).lastElementChild ?? open.at(-1).appendChild(paragraph.ownerDocument.createElement("li"))).append(list);
    open.push(list);
  }
  return open[0];
}

// Take the drawn marker away; tell whether it was a number or a letter.
function takeMarker(paragraph) {
  let words = "";
  for (const marker of paragraph.querySelectorAll(MARKER)) {
    if (!paragraph.contains(marker)) continue; // stood in one that is gone
    words += marker.textContent;
    marker.remove();
  }
  return /^[\s(]*([0-9]{1,3}|[a-z]{1,4}|[A-Z]{1,4}|[а-яА-Я])[.)]/.test(words) && !/^\s*o\s/.test(words);
}

function nextAfter(list) {
  let next = list.nextSibling;
  while (next && next.nodeType === 3 && !next.data.trim()) next = next.nextSibling;
  return next;
}
