// The tools above the text: one stop for the Tab key, arrow keys from there.
import { element } from "./dom.js";
import { showHelp } from "./help.js";
import { icon } from "./icons.js";
import {
  insertEmbed, insertFactbox, insertGallery, insertPictures, insertQuoteCard, insertRule, insertTable,
} from "./insert.js";
import { askForLanguage, clearLanguage, setLanguage } from "./languages.js";
import { askForLink } from "./link_dialog.js";
import { Menu } from "./menu.js";
import { insertEquivalent, insertRateCard } from "./rates.js";
import { STYLE_ITEMS, currentStyle } from "./styles_menu.js";
import { TABLE_ITEMS, isInTable } from "./table_menu.js";

const mark = (name) => ({
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
  isActive: (editor) => editor.isActive(name),
});
const list = (name) => ({
  run: (editor) => editor.chain().focus().toggleList(name, "listItem").run(),
  isActive: (editor) => editor.isActive(name),
});
const sign = (tag, letters) => () => element(tag, { class: "editor-tool__sign" }, ...letters);

const TOOLS = [
  [
    { label: "Strong", keys: "Control+B", face: sign("strong", ["B"]), ...mark("bold") },
    { label: "Emphasis", keys: "Control+I", face: sign("em", ["I"]), ...mark("italic") },
    { label: "Link", keys: "Control+K", face: () => icon("link"), run: askForLink, isActive: (editor) => editor.isActive("link") },
  ],
  [
    { label: "List", keys: "Control+Shift+8", face: () => icon("bullets"), ...list("bulletList") },
    { label: "Numbered list", keys: "Control+Shift+7", face: () => icon("numbers"), ...list("orderedList") },
    {
      label: "Quotation", keys: "Control+Shift+B", face: () => icon("quotation"),
      run: (editor) => editor.chain().focus().toggleWrap("blockquote").run(),
      isActive: (editor) => editor.isActive("blockquote"),
    },
  ],
];
const AT_THE_END = [
  { label: "Undo", keys: "Control+Z", face: () => icon("undo"), run: (editor) => editor.chain().focus().undo().run(), isPossible: (editor) => editor.can().undo() },
  { label: "Redo", keys: "Control+Shift+Z", face: () => icon("redo"), run: (editor) => editor.chain().focus().redo().run(), isPossible: (editor) => editor.can().redo() },
  { label: "Keys of the editor", keys: "Control+/", face: () => "?", run: showHelp },
];
const INSERT_ITEMS = [
  { label: "Picture", run: insertPictures },
  { label: "Gallery", run: insertGallery },
  { label: "Embed by address", run: insertEmbed },
  { label: "Table", run: insertTable },
  { label: "Quote card", run: insertQuoteCard },
  { label: "Factbox", run: insertFactbox },
  { label: "Amount in another currency", run: insertEquivalent },
  { label: "Exchange rate card", run: insertRateCard },
  { label: "Rule", run: insertRule },
];

export class Toolbar {
  constructor(editor) {
    this.editor = editor;
    this.buttons = [];
    const { languages } = editor.storage.desk;
    this.menus = [
      new Menu(editor, { label: "Style", face: currentStyle, items: STYLE_ITEMS }),
      new Menu(editor, { label: "Language of a passage", face: currentLanguage, items: languageItems(languages) }),
      new Menu(editor, { label: "Table", face: () => "Table", items: TABLE_ITEMS, isShown: isInTable }),
      new Menu(editor, { label: "Insert", face: () => "Insert", items: INSERT_ITEMS }),
    ];
    const [styles, ...others] = this.menus.map((menu) => menu.dom);
    this.dom = element("div", { class: "editor__tools", role: "toolbar", "aria-label": "Tools for the text" },
      styles, ...TOOLS.map((tools) => this.group(tools)), ...others, this.group(AT_THE_END));
    this.dom.lastChild.classList.add("editor__group--end");
    this.dom.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays in the text
    this.dom.addEventListener("keydown", (event) => this.press(event));
    editor.on("transaction", () => this.refresh());
    this.refresh();
    this.stops[0].tabIndex = 0;
  }

  group(tools) {
    return element("div", { class: "editor__group" }, ...tools.map((tool) => this.tool(tool)));
  }

  tool(tool) {
    const made = element("button", {
      type: "button", class: "editor-tool", tabindex: "-1", title: tool.label, "aria-label": tool.label,
      "aria-keyshortcuts": tool.keys,
      onclick: () => made.getAttribute("aria-disabled") === "true" || tool.run(this.editor),
    }, tool.face());
    this.buttons.push({ ...tool, made });
    return made;
  }

  // The buttons that the arrow keys reach, in the order in which they stand.
  get stops() {
    return [...this.dom.querySelectorAll(".editor-tool")].filter((tool) => !tool.closest("[hidden]"));
  }

  focus() {
    (this.stops.find((stop) => stop.tabIndex === 0) ?? this.stops[0]).focus();
  }

  press(event) {
    const { stops } = this;
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (event.key === "Escape") this.editor.commands.focus();
    else if (to !== undefined) this.stopAt(stops.at(to % stops.length));
    else return;
    event.preventDefault();
  }

  stopAt(stop) {
    for (const other of this.dom.querySelectorAll(".editor-tool")) other.tabIndex = -1;
    stop.tabIndex = 0;
    stop.focus();
  }

  refresh() {
    for (const { made, isActive, isPossible } of this.buttons) {
      if (isActive) made.setAttribute("aria-pressed", String(isActive(this.editor)));
      if (isPossible) made.setAttribute("aria-disabled", String(!isPossible(this.editor)));
    }
    this.menus.forEach((menu) => menu.refresh());
    const { stops } = this;
    if (!stops.some((stop) => stop.tabIndex === 0)) stops[0].tabIndex = 0;
  }
}

function currentLanguage(editor) {
  return editor.getAttributes("language").lang ?? "Language";
}

function languageItems(languages) {
  const isActive = (code) => (editor) => editor.getAttributes("language").lang === code;
  return [
    { label: "As the text", run: clearLanguage, isActive: (editor) => !editor.isActive("language") },
    ...languages.map((language) => ({
      label: language.name, lang: language.code, run: (editor) => setLanguage(editor, language), isActive: isActive(language.code),
    })),
    { label: "Another…", run: askForLanguage },
  ];
}
