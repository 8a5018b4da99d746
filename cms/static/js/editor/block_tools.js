// The row of buttons that a picture, a gallery or an embed carries.
import { element } from "./dom.js";

export function blockTools(name, buttons) {
  return element("div", { class: "block-tools", role: "group", "aria-label": name, contenteditable: "false" }, ...buttons);
}
