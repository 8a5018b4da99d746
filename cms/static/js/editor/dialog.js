// A small question with fields, in the browser's own dialog: it keeps the focus and closes with Escape.
//
// The browser gives the focus back, but not the caret: so the view of the text, where the question came from, is told to
// take both at once. Whoever types on without a pause types where the text was left.
import { button, element, newId } from "./dom.js";

// `view`: the engine's view of the text. `fields`: {name, label, value, hint, type, min, max}. `check(values)` may return (a promise of) what is wrong.
// `removal`: the words of a button that answers "remove". The answer is the values, "remove", or null.
export function ask(view, { title, fields, submit, removal = "", check = () => "" }) {
  return new Promise((resolve) => {
    const heading = newId("question");
    const fault = element("p", { class: "editor-dialog__fault", role: "alert" });
    const inputs = new Map(fields.map((field) => [field.name, inputOf(field)]));
    const form = element(
      "form", { method: "dialog", novalidate: true },
      element("h2", { id: heading }, title),
      ...fields.map((field) => rowOf(field, inputs.get(field.name))),
      fault,
      element("div", { class: "editor-dialog__buttons" },
        element("button", { type: "submit", class: "editor-dialog__submit" }, submit),
        button("Cancel", () => finish(null)),
        removal ? button(removal, () => finish("remove"), { class: "editor-dialog__remove" }) : null),
    );
    const dialog = element("dialog", { class: "editor-dialog", "aria-labelledby": heading }, form);
    const finish = (answer) => {
      dialog.close();
      view.focus();
      resolve(answer);
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const values = Object.fromEntries([...inputs].map(([name, input]) => [name, valueOf(input)]));
      fault.textContent = "";
      const told = check(values);
      const wrong = told instanceof Promise ? await told : told;
      if (!wrong) finish(values);
      else {
        fault.textContent = wrong;
        inputs.values().next().value.focus();
      }
    });
    dialog.addEventListener("cancel", () => finish(null)); // the Escape key
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    inputs.values().next().value.select(); // what is typed takes the place of what is proposed
  });
}

// Something to be read, with a button that closes it.
export function tell(view, title, ...content) {
  const heading = newId("told");
  const dialog = element("dialog", { class: "editor-dialog editor-dialog--wide", "aria-labelledby": heading },
    element("h2", { id: heading }, title), ...content,
    element("div", { class: "editor-dialog__buttons" }, button("Close", () => dialog.close())));
  dialog.addEventListener("close", () => {
    dialog.remove();
    view.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function inputOf({ value = "", type = "text", min, max }) {
  const input = element("input", { type, id: newId("field"), autocomplete: "off", min, max });
  if (type === "checkbox") input.checked = Boolean(value);
  else input.value = value;
  return input;
}

function rowOf({ label, hint, type }, input) {
  const name = element("label", { for: input.id }, label);
  if (hint) input.setAttribute("aria-describedby", `${input.id}-hint`);
  const row = element("div", { class: `editor-dialog__field${type === "checkbox" ? " editor-dialog__field--check" : ""}` });
  row.append(...(type === "checkbox" ? [input, name] : [name, input]));
  if (hint) row.append(element("p", { id: `${input.id}-hint` }, hint));
  return row;
}

const valueOf = (input) => (input.type === "checkbox" ? input.checked : input.value.trim());
