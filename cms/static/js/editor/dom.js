// Elements in one line: element("button", { type: "button", "aria-label": "Undo" }, "text", child).
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// A button that never sends the form around it.
export function button(label, run, attributes = {}) {
  return element("button", { type: "button", onclick: run, ...attributes }, label);
}

let last = 0;
export const newId = (word) => `${word}-${++last}`;
