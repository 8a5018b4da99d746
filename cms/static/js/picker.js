/**
 * Choosing pictures of the library in a dialog, over whatever the page is about.
 *
 *     const items = await choosePictures({ multiple: true });  // [] when nothing was chosen
 *
 * An item is as `articles/desk/library/choosing.py` says: uid, thumb, width, height, alt, is_decorative, caption,
 * credit, is_missing, edit_url. Several come in the order in which they were chosen.
 */

import { make } from "./making.js";
import { csrfToken, filesOf, sendAll, SIGNED_OUT } from "./sending.js";

const LIBRARY = "/admin/pictures/picture/";
const WAIT_FOR_TYPING = 250;

export async function choosePictures({ multiple = false } = {}) {
  wearStyles();
  return new Promise((resolve) => new Picker(multiple, resolve).open());
}

/** The page's own link is used where it has one. */
function wearStyles() {
  if ([...document.styleSheets].some((sheet) => sheet.href?.includes("css/picker."))) return;
  const href = new URL("../css/picker.css", import.meta.url).href;
  document.head.append(make("link", { rel: "stylesheet", href }));
}

class Picker {
  constructor(multiple, resolve) {
    this.multiple = multiple;
    this.resolve = resolve;
    this.items = new Map(); // uid -> item, of all that is shown
    this.chosen = []; // uids in the order of choosing
    this.page = 1;
    this.asked = 0;
    this.build();
  }

  build() {
    this.search = make("input", { type: "search", id: "picker-search", autocomplete: "off", spellcheck: false });
    this.files = make("input", { type: "file", accept: "image/*", multiple: true, className: "picker__files", tabIndex: -1, ariaHidden: "true" });
    this.uploadButton = make("button", { type: "button", className: "picker__upload", hidden: true }, "Upload pictures");
    this.status = make("p", { className: "picker__status", role: "status" });
    this.arrivals = make("ul", { className: "picker__arrivals" });
    this.grid = make("ul", { className: "picker__grid", role: "listbox", ariaLabel: "Pictures" });
    this.grid.setAttribute("aria-multiselectable", String(this.multiple));
    this.more = make("button", { type: "button", className: "picker__more", hidden: true }, "Show more");
    this.take = make("button", { type: "button", className: "picker__take", disabled: true }, "Use picture");
    const cancel = make("button", { type: "button" }, "Cancel");
    this.dialog = make("dialog", { className: "picker" }, [
      make("header", { className: "picker__head" }, [
        make("h2", { id: "picker-title" }, this.multiple ? "Choose pictures" : "Choose a picture"),
        make("div", { className: "picker__search" }, [make("label", { htmlFor: "picker-search" }, "Search the library"), this.search]),
        this.uploadButton,
        this.files,
      ]),
      make("div", { className: "picker__body" }, [this.arrivals, this.grid, this.more]),
      make("footer", { className: "picker__foot" }, [this.status, cancel, this.take]),
    ]);
    this.dialog.setAttribute("aria-labelledby", "picker-title");
    cancel.addEventListener("click", () => this.close([]));
    this.take.addEventListener("click", () => this.finish());
    this.more.addEventListener("click", () => this.load(this.page + 1));
    this.search.addEventListener("input", () => this.searchSoon());
    this.search.addEventListener("keydown", (event) => this.searchKey(event));
    this.uploadButton.addEventListener("click", () => this.files.click());
    this.files.addEventListener("change", () => this.receive(filesOf(this.files)));
    this.grid.addEventListener("click", (event) => this.clicked(event));
    this.grid.addEventListener("dblclick", (event) => this.optionAt(event) && !this.multiple && this.finish());
    this.grid.addEventListener("keydown", (event) => this.gridKey(event));
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close([]);
    });
    this.takeDrops();
  }

  open() {
    this.before = document.activeElement;
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.search.focus();
    this.load(1);
  }

  close(items) {
    if (!this.dialog.isConnected) return;
    this.dialog.close();
    this.dialog.remove();
    this.before?.focus?.();
    this.resolve(items);
  }

  async finish() {
    if (!this.chosen.length || !(await this.keepWords())) return;
    this.close(this.chosen.map((uid) => this.items.get(uid)));
  }

  // --- Finding ------------------------------------------------------------------------------------------------------

  searchSoon() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.load(1), WAIT_FOR_TYPING);
  }

  searchKey(event) {
    if (event.key === "Enter") {
      event.preventDefault(); // the page behind has a form of its own
      clearTimeout(this.typing);
      this.load(1);
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      this.options()[0]?.focus();
    }
  }

  async load(page) {
    const asked = (this.asked += 1);
    const answer = await ask(`choose/?${new URLSearchParams({ q: this.search.value, page })}`);
    if (asked !== this.asked || !this.dialog.isConnected) return; // a later question is on its way
    if (answer.problem) return this.say(answer.problem);
    this.page = page;
    this.uploadButton.hidden = !answer.may_upload;
    this.more.hidden = !answer.has_more;
    if (page === 1) this.grid.replaceChildren();
    const before = this.options().length;
    for (const item of answer.items) if (!this.optionOf(item.uid)) this.grid.append(this.option(item));
    this.settleTabStop();
    if (page > 1) this.options()[before]?.focus();
    this.say(this.summary());
  }

  summary() {
    if (this.chosen.length) return this.multiple ? `${this.chosen.length} chosen` : "";
    if (!this.options().length) return this.search.value ? "No picture says all of these words." : "The library is empty so far.";
    return "";
  }

  say(words) {
    this.status.textContent = words;
  }

  // --- The grid -----------------------------------------------------------------------------------------------------

  option(item) {
    this.items.set(item.uid, item);
    const look = item.thumb
      ? make("img", { src: item.thumb, width: item.width, height: item.height, alt: "", loading: "lazy", decoding: "async" })
      : make("span", { className: "picker__missing" }, "File missing");
    const mark = (words, kind) => make("span", { className: `picker__mark${kind}` }, words);
    const marks = [];
    if (item.is_decorative) marks.push(mark("Decorative", ""));
    else if (!item.alt) marks.push(mark("No alt text", " picker__mark--alert"));
    const option = make("li", { className: "picker__option", role: "option", tabIndex: -1 }, [
      make("span", { className: "picker__look" }, look),
      make("span", { className: "picker__name" }, item.name),
      ...(item.credit ? [make("span", { className: "picker__credit" }, item.credit)] : []),
      ...marks,
    ]);
    option.dataset.uid = item.uid;
    option.setAttribute("aria-selected", String(this.chosen.includes(item.uid)));
    return option;
  }

  options() {
    return [...this.grid.children];
  }

  optionOf(uid) {
    return this.options().find((option) => option.dataset.uid === uid);
  }

  optionAt(event) {
    return event.target.closest("[role=option]");
  }

  /** One option takes part in the way of the Tab key: the chosen one, else the first. */
  settleTabStop() {
    const options = this.options();
    const stop = options.find((option) => option === document.activeElement) ?? this.optionOf(this.chosen[0]) ?? options[0];
    for (const option of options) option.tabIndex = option === stop ? 0 : -1;
  }

  clicked(event) {
    const option = this.optionAt(event);
    if (option) this.toggle(option);
  }

  toggle(option) {
    const { uid } = option.dataset;
    const was = this.chosen.includes(uid);
    if (!this.multiple) this.chosen = [uid];
    else this.chosen = was ? this.chosen.filter((other) => other !== uid) : [...this.chosen, uid];
    this.showChoice();
    option.focus();
    this.settleTabStop();
  }

  showChoice() {
    for (const option of this.options()) {
      option.setAttribute("aria-selected", String(this.chosen.includes(option.dataset.uid)));
    }
    this.take.disabled = !this.chosen.length;
    this.take.textContent = this.chosen.length > 1 ? `Use ${this.chosen.length} pictures` : "Use picture";
    this.say(this.summary());
  }

  gridKey(event) {
    const option = this.optionAt(event);
    if (!option) return;
    const options = this.options();
    const at = options.indexOf(option);
    const columns = options.findIndex((other) => other.offsetTop > options[0].offsetTop);
    const step = columns < 1 ? options.length : columns;
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + step, ArrowUp: at - step, Home: 0, End: options.length - 1 };
    if (event.key in steps) {
      event.preventDefault();
      if (event.key === "ArrowUp" && steps.ArrowUp < 0) return this.search.focus();
      options[steps[event.key]]?.focus();
      this.settleTabStop();
    } else if (event.key === " ") {
      event.preventDefault();
      this.toggle(option);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.multiple || !this.chosen.length) this.chosen = [option.dataset.uid];
      this.finish();
    }
  }

  // --- Uploading ----------------------------------------------------------------------------------------------------

  takeDrops() {
    const isFiles = (event) => event.dataTransfer?.types.includes("Files") && !this.uploadButton.hidden;
    this.dialog.addEventListener("dragover", (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      this.dialog.classList.add("picker--over");
    });
    this.dialog.addEventListener("dragleave", (event) => {
      if (!this.dialog.contains(event.relatedTarget)) this.dialog.classList.remove("picker--over");
    });
    this.dialog.addEventListener("drop", (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      this.dialog.classList.remove("picker--over");
      this.receive(filesOf(event.dataTransfer));
    });
  }

  async receive(files) {
    this.files.value = "";
    if (!files.length) return;
    const rows = files.map((file) => {
      const bar = make("progress", { max: 1, value: 0, ariaLabel: `Sending ${file.name}` });
      const row = make("li", { className: "picker__arrival" }, [make("span", { className: "picker__file" }, file.name), bar]);
      this.arrivals.append(row);
      return { row, bar };
    });
    this.say(files.length === 1 ? "Sending a picture" : `Sending ${files.length} pictures`);
    await sendAll(files, {}, {
      onProgress: (index, share) => (rows[index].bar.value = share),
      onEach: (index, outcome) => this.arrived(rows[index].row, files[index].name, outcome),
    });
    this.arrivals.querySelector("input:not([disabled])")?.focus();
  }

  arrived(row, name, outcome) {
    if (outcome.refused) {
      row.classList.add("picker__arrival--refused");
      row.replaceChildren(make("span", { className: "picker__file" }, name), make("span", {}, outcome.refused));
      this.say(`${name}: ${outcome.refused}`);
      return;
    }
    this.optionOf(outcome.uid)?.remove();
    this.grid.prepend(this.option(outcome));
    this.chosen = this.multiple ? [...new Set([...this.chosen, outcome.uid])] : [outcome.uid];
    this.settleTabStop();
    this.showChoice();
    this.askForWords(row, name, outcome);
    this.say(outcome.is_duplicate ? `${name} was in the library already.` : `${name} is in the library.`);
  }

  /** What a picture shows is known best at the moment when it comes in. */
  askForWords(row, name, item) {
    for (const other of this.arrivals.children) if (other !== row && other.dataset.uid === item.uid) other.remove();
    row.dataset.uid = item.uid;
    const alt = make("input", { type: "text", value: item.alt, maxLength: 500, disabled: !item.may_change || item.is_decorative, name: "alt" });
    const decorative = make("input", { type: "checkbox", checked: item.is_decorative, disabled: !item.may_change, name: "is_decorative" });
    decorative.addEventListener("change", () => (alt.disabled = decorative.checked));
    const notes = [...(item.is_duplicate ? ["In the library already: this is the picture that was there."] : []), ...(item.notes ?? [])];
    row.replaceChildren(
      make("img", { src: item.thumb, width: item.width, height: item.height, alt: "" }),
      make("div", { className: "picker__words" }, [
        make("span", { className: "picker__file" }, name),
        ...notes.map((note) => make("span", { className: "picker__note" }, note)),
        make("label", {}, ["What does it show? (alternative text)", alt]),
        make("label", { className: "picker__decorative" }, [decorative, "Decorative: it says nothing that the text does not"]),
      ]),
    );
  }

  /** Store the words of what has arrived. False if one was not taken: the dialog then stays and says why. */
  async keepWords() {
    for (const row of this.arrivals.querySelectorAll("[data-uid]")) {
      const item = this.items.get(row.dataset.uid);
      const alt = row.querySelector("[name=alt]").value.trim();
      const isDecorative = row.querySelector("[name=is_decorative]").checked;
      if (!item.may_change || (alt === item.alt && isDecorative === item.is_decorative)) continue;
      const body = new URLSearchParams({ uid: item.uid, alt, is_decorative: isDecorative ? "1" : "0" });
      const answer = await ask("describe/", { method: "POST", body });
      if (answer.problem) {
        this.say(answer.problem);
        return false;
      }
      this.items.set(item.uid, answer.items[0]);
    }
    return true;
  }
}

/** Ask the library. What goes wrong comes back as {problem} in words. */
async function ask(path, { method = "GET", body } = {}) {
  const headers = method === "GET" ? {} : { "X-CSRFToken": csrfToken() };
  try {
    const response = await fetch(LIBRARY + path, { method, body, headers });
    if (response.redirected) return { problem: SIGNED_OUT };
    const answer = await response.json();
    return response.ok ? answer : { problem: Object.values(answer.errors ?? {}).join(" ") || "The library does not answer." };
  } catch {
    return { problem: "The library does not answer. Try again." };
  }
}
