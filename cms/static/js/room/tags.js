// Tags as chips in an order; the plain field, a name on each line, stays what is sent.

import { ask, offerChoices } from "./choosing.js";

export function enhanceTags(part) {
  const field = part.querySelector("textarea");
  const address = part.dataset.tags;
  const chips = document.createElement("ul");
  chips.className = "chips";
  const entry = document.createElement("input");
  entry.type = "text";
  entry.id = `${field.id}_entry`;
  entry.autocomplete = "off";
  entry.placeholder = "Add a tag";
  const help = part.querySelector(".quiet-field__help");
  help.textContent = "The most important first.";
  part.querySelector("label").htmlFor = entry.id;
  field.hidden = true;
  field.before(chips, entry);
  const announce = document.createElement("p");
  announce.className = "hidden-words";
  announce.setAttribute("role", "status");
  part.append(announce);

  const names = () => field.value.split("\n").map((name) => name.trim()).filter(Boolean);
  const fresh = () => new Map([...part.querySelectorAll("input[type='hidden'][name='new_tags']")].map((i) => [i.value, i]));
  const write = (list) => {
    field.value = list.join("\n");
    for (const [name, input] of fresh()) if (!list.includes(name)) input.remove();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    draw();
  };
  const tool = (words, label, run) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool tool--sign";
    button.textContent = words;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", run);
    return button;
  };
  const draw = () => {
    const list = names();
    const made = fresh();
    chips.replaceChildren(
      ...list.map((name, n) => {
        const chip = document.createElement("li");
        chip.className = "chip";
        const words = document.createElement("span");
        words.className = "chip__name";
        words.dir = "auto";
        words.textContent = name;
        chip.append(words);
        if (made.has(name)) {
          const mark = document.createElement("span");
          mark.className = "chip__new";
          mark.textContent = "new";
          chip.append(mark);
        }
        if (n > 0) {
          chip.append(
            tool("‹", `Move forward: ${name}`, () => {
              list.splice(n - 1, 0, list.splice(n, 1)[0]);
              write(list);
              announce.textContent = `${name} is now number ${n}.`;
              (chips.children[n - 1].querySelector(".tool") ?? entry).focus();
            }),
          );
        }
        chip.append(
          tool("×", `Take away: ${name}`, () => {
            write(list.filter((other) => other !== name));
            announce.textContent = `${name} is taken away.`;
            entry.focus();
          }),
        );
        return chip;
      }),
    );
    chips.hidden = list.length === 0;
  };
  const add = (name, isNew = false) => {
    const list = names();
    if (isNew && !fresh().has(name)) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = "new_tags";
      input.value = name;
      part.append(input);
    }
    if (!list.some((other) => other.toLowerCase() === name.toLowerCase())) write([...list, name]);
    announce.textContent = `${name} is added.`;
  };

  offerChoices(
    entry,
    async (words) => {
      const answer = await ask(address, words);
      const found = answer.found.map((tag) => ({ ...tag, label: tag.name }));
      if (!answer.is_known && answer.may_make) {
        found.push({ name: words.replace(/\s+/g, " "), label: `Make the tag “${words}”`, isNew: true });
      }
      return found;
    },
    (tag) => {
      entry.value = "";
      add(tag.name, tag.isNew);
    },
  );
  entry.addEventListener("keydown", async (event) => {
    if (event.key === "Backspace" && !entry.value) {
      write(names().slice(0, -1));
      return;
    }
    if (event.key !== "Enter" && event.key !== ",") return;
    event.preventDefault();
    const words = entry.value.trim();
    if (!words) return;
    try {
      const answer = await ask(address, words);
      const exact = answer.found.find((tag) => tag.name.toLowerCase() === words.toLowerCase());
      if (exact || answer.is_known) {
        add(exact?.name ?? words);
        entry.value = "";
      } else {
        announce.textContent = `There is no tag ${words}. Choose one from the list.`;
      }
    } catch {
      announce.textContent = "The server does not answer; try again.";
    }
  });
  entry.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text").split(/\n|,/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    lines.forEach((line) => add(line));
  });
  draw();
  return { add, names };
}
