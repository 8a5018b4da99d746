// What another program put on the clipboard, as plain HTML that the schema can take: no word is lost or glued to another.
import { unwrap } from "./tree.js";
import { rebuildLists } from "./word_lists.js";
import { marksFromStyles } from "./styles.js";
import { tidyBlocks } from "./blocks.js";

const WORTHLESS = "style, script, meta, link, title, xml, noscript, template, del, colgroup";
// Word's own notes to itself, and the margin notes of reviewers.
const NOTES = '[style*="mso-element:comment"], [class*="msocom"], [style*="mso-hide:all"], .msoDel';

// Returns {html, images}: the clean HTML, and how many pictures were left out of it.
export function cleanPasted(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  if (body.querySelector("[data-pm-slice]")) return { html, images: 0 }; // copied out of this editor
  dropComments(body);
  for (const element of body.querySelectorAll(`${WORTHLESS}, ${NOTES}`)) element.remove();
  rebuildLists(body);
  for (const wrapper of body.querySelectorAll('b[id^="docs-internal-guid"]')) unwrap(wrapper);
  for (const link of body.querySelectorAll("a")) mendLink(link, body);
  marksFromStyles(body);
  const images = dropImages(body);
  tidyBlocks(body);
  return { html: body.innerHTML, images };
}

function dropComments(body) {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.remove();
}

// Google's documents lead every link through a counter. A place within the pasted document leads nowhere here.
function mendLink(link, body) {
  const address = link.getAttribute("href") ?? "";
  if (!address || address.startsWith("#") || address.startsWith("about:") || address.startsWith("file:")) return unwrap(link);
  const told = /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/i.test(address) && new URL(address).searchParams;
  const meant = told && (told.get("q") || told.get("url"));
  if (meant) link.setAttribute("href", meant);
  return body;
}

function dropImages(body) {
  const images = body.querySelectorAll("img, picture, svg, canvas, v\\:imagedata");
  for (const image of images) image.remove();
  return [...images].filter((image) => image.localName === "img").length;
}
