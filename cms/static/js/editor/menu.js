// A button that opens a list of choices: arrow keys, Home, End, the first letter, Escape.
import { element, newId } from "./dom.js";
import { icon } from "./icons.js";

export class Menu {
  // `items`: {label, run(editor), isActive?(editor), isShown?(editor), role?, lang?}; `face(editor)` gives the button's words.
  constructor(editor, { label, face, items, isShown = () => true }) {
    Object.assign(this, { editor, face, isShown, isOpen: false });
    const id = newId("menu");
    this.words = element("span", { class: "editor-menu__face" });
    this.button = element("button", {
      type: "button", class: "editor-tool editor-tool--menu", title: label, tabindex: "-1",
      "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id,
    }, element("span", { class: "hidden-words" }, `${label}: `), this.words, icon("down"));
    this.items = items.map((item) => ({ ...item, dom: this.rowOf(item) }));
    this.list = element("div", { id, class: "editor-menu__list", role: "menu", "aria-label": label, hidden: true },
      ...this.items.map((item) => item.dom));
    this.dom = element("div", { class: "editor-menu" }, this.button, this.list);
    this.button.addEventListener("click", () => (this.isOpen ? this.close(true) : this.open()));
    this.button.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") {
        event.preventDefault();
        this.open();
      }
    });
    this.list.addEventListener("keydown", (event) => this.press(event));
    this.dom.addEventListener("focusout", (event) => {
      if (this.isOpen && !this.dom.contains(event.relatedTarget)) this.close(false);
    });
  }

  rowOf({ label, run, isActive, lang, role = isActive ? "menuitemradio" : "menuitem" }) {
    return element("button", {
      type: "button", role, tabindex: "-1", class: "editor-menu__item", lang,
      onclick: () => {
        this.close(false);
        run(this.editor);
      },
    }, label);
  }

  get shown() {
    return this.items.filter((item) => !item.dom.hidden);
  }

  open() {
    for (const { dom, isActive, isShown } of this.items) {
      dom.hidden = isShown ? !isShown(this.editor) : false;
      if (isActive) dom.setAttribute("aria-checked", String(Boolean(isActive(this.editor))));
    }
    this.isOpen = true;
    this.list.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    const chosen = this.shown.find(({ dom }) => dom.matches("[role=menuitemradio][aria-checked=true]")) ?? this.shown[0];
    chosen?.dom.focus();
  }

  close(isBack) {
    this.isOpen = false;
    this.list.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (isBack) this.button.focus();
  }

  press(event) {
    const rows = this.shown.map((item) => item.dom);
    const at = rows.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) rows.at(to % rows.length).focus();
    else if (event.key === "Escape") this.close(true);
    else if (event.key.length === 1 && /\p{L}/u.test(event.key)) this.jump(rows, at, event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  jump(rows, at, letter) {
    const order = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
    order.find((row) => row.textContent.toLowerCase().startsWith(letter.toLowerCase()))?.focus();
  }

  refresh() {
    this.dom.hidden = !this.isShown(this.editor);
    const words = this.face(this.editor);
    if (this.words.textContent !== words) this.words.textContent = words;
  }
}
