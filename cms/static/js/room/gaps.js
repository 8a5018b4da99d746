// What is missing is marked at its place, and the first of it gets the focus.

const fieldOf = (id) => {
  const field = document.getElementById(id);
  // Behind the editor the plain field is hidden: its writing surface stands for it.
  if (field?.matches("[data-body-editor]")) {
    return field.parentElement.querySelector("[contenteditable='true']") ?? field;
  }
  if (field?.matches("[data-names]")) return field.querySelector("input[type='text']") ?? field;
  return field;
};

const open = (field, block = "center") => {
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field.scrollIntoView({ block });
  field.focus({ preventScroll: true });
};

export function leadToGaps(room) {
  room.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-leads-to]");
    const field = link && fieldOf(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    open(field);
  });
  // Advice is no fault of its field: it is read in the summary, where it can be passed.
  const faults = "#faults li:not(.checks__one) a[data-leads-to], #faults .checks__one--blocks a[data-leads-to]";
  const targets = [...room.querySelectorAll(faults)].map((link) => link.hash.slice(1));
  for (const id of targets) {
    document.getElementById(id)?.setAttribute("aria-invalid", "true");
    fieldOf(id)?.setAttribute("aria-invalid", "true");
  }
  const summary = room.querySelector("[data-first]");
  if (summary?.id === "faults" && targets.length) {
    // The editor builds its surface after this module runs.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      // As little as possible, so that the list of all that is missing stays in sight where it can.
      open(fieldOf(targets[0]) ?? summary, "nearest");
    }));
  } else {
    summary?.focus();
  }
}
