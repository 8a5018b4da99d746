/** The library's upload form: files are sent one by one, dropped or chosen, and each gets its own line. */

import { make } from "./making.js";
import { filesOf, sendAll } from "./sending.js";

const form = document.querySelector("[data-upload]");
const arrivals = document.querySelector("[data-arrivals]");
const input = form?.querySelector("input[type=file]");
const button = form?.querySelector("button");
let running = 0;

function line(children, isRefused = false) {
  return make("div", { className: isRefused ? "arrival arrival--refused" : "arrival" }, children);
}

function settled(file, outcome) {
  const name = make("strong", {}, file.name);
  if (outcome.refused) return line(make("p", {}, [name, ` was not taken. ${outcome.refused}`]), true);
  const said = outcome.is_duplicate ? " is in the library already. " : " is in the library. ";
  const notes = (outcome.notes ?? []).map((note) => `${note} `);
  const words = outcome.is_duplicate ? "See the picture that was there" : "Say what it shows";
  return line([
    make("img", { src: outcome.thumb, width: outcome.width, height: outcome.height, alt: "" }),
    make("p", {}, [name, said, ...notes, make("a", { href: outcome.edit_url }, words)]),
  ]);
}

async function receive(files) {
  if (!files.length) return;
  running += 1;
  button.disabled = true;
  const rows = files.map((file) => {
    const bar = make("progress", { max: 1, value: 0, ariaLabel: `Sending ${file.name}` });
    const row = line(make("p", {}, [make("strong", {}, file.name), bar]));
    arrivals.append(row);
    return { row, bar };
  });
  const words = { credit: form.elements.credit.value, source: form.elements.source.value };
  await sendAll(files, words, {
    onProgress: (index, share) => (rows[index].bar.value = share),
    onEach: (index, outcome) => rows[index].row.replaceWith(settled(files[index], outcome)),
  });
  running -= 1;
  button.disabled = running > 0;
}

if (form) {
  form.querySelector("[data-upload-drop]").hidden = false;
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return; // the server says what is missing
    event.preventDefault();
    const files = filesOf(input);
    input.value = ""; // so that a second click sends nothing twice
    receive(files);
  });
  const isFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    form.classList.add("upload--over");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || form.classList.remove("upload--over"));
  document.addEventListener("drop", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    form.classList.remove("upload--over");
    receive(filesOf(event.dataTransfer));
  });
  window.addEventListener("beforeunload", (event) => running && event.preventDefault());
}
