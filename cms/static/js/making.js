/** make("p", {className: "note"}, [children]): an element with its properties; what is no property is an attribute. */
export function make(name, properties = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "width" || key === "height" || !(key in element)) value != null && element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...[children].flat());
  return element;
}
