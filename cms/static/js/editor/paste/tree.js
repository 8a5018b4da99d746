// Small changes to a tree of HTML.
export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

export function rename(element, tag) {
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}
