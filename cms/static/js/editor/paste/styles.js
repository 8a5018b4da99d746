// Strong, emphasis and raised letters that are only said by a style become elements; every other style goes.
import { rename, unwrap } from "./tree.js";

const HEADINGS = "h1, h2, h3, h4, h5, h6";

export function marksFromStyles(body) {
  for (const title of body.querySelectorAll("p.MsoTitle, p.title")) rename(title, "h1");
  for (const element of [...body.querySelectorAll("[style]")].reverse()) {
    const isInline = element.matches("span, font, a, b, strong, i, em, u, s, code, sub, sup");
    if (isInline) wrapInside(element, wantedMarks(element));
    if (isPlainAfterAll(element)) unwrap(element);
  }
  for (const inline of body.querySelectorAll("span, font, u, ins, o\\:p, st1\\:place, s, strike, small, big, code, label")) unwrap(inline);
  for (const strong of body.querySelectorAll(HEADINGS.split(", ").flatMap((tag) => [`${tag} b`, `${tag} strong`]).join(", "))) unwrap(strong);
  for (const element of body.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      // Google's documents say of everything that it runs from left to right.
      if (!KEPT.has(name) || (name === "dir" && value !== "rtl")) element.removeAttribute(name);
    }
  }
}

const KEPT = new Set(["href", "colspan", "rowspan", "scope", "dir", "src", "data-picture", "data-alt", "data-credit", "data-card",
  "data-gallery", "data-embed", "data-id"]);

function wantedMarks(element) {
  const { fontWeight, fontStyle, verticalAlign } = element.style;
  const marks = [];
  if (/^(bold|bolder|[6-9]00)$/.test(fontWeight) && !element.closest("b, strong")) marks.push("strong");
  if (/^(italic|oblique)/.test(fontStyle) && !element.closest("i, em")) marks.push("em");
  if (verticalAlign === "super" && !element.closest("sup")) marks.push("sup");
  if (verticalAlign === "sub" && !element.closest("sub")) marks.push("sub");
  return marks;
}

function wrapInside(element, marks) {
  for (const tag of marks) {
    const mark = element.ownerDocument.createElement(tag);
    mark.append(...element.childNodes);
    element.append(mark);
  }
}

// <b style="font-weight:normal"> is how Google's and Apple's editors wrap everything.
function isPlainAfterAll(element) {
  const { fontWeight, fontStyle } = element.style;
  return (element.matches("b, strong") && /^(normal|[1-5]00)$/.test(fontWeight))
    || (element.matches("i, em") && fontStyle === "normal");
}
