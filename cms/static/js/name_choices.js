// Select2 draws a box that no label names. Give each the words of the label that belongs to its select.

const name = (box) => {
  const select = box.closest(".select2")?.previousElementSibling;
  const label = select?.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const words = label?.textContent.trim().replace(/:$/, "") || select?.getAttribute("aria-label");
  if (!words || box.getAttribute("aria-label") === words) return;
  box.removeAttribute("aria-labelledby");
  box.setAttribute("aria-label", words);
  box.querySelector("[role=textbox]")?.setAttribute("aria-label", words);
};

const nameAll = () => document.querySelectorAll(".select2-selection").forEach(name);

new MutationObserver(nameAll).observe(document.documentElement, { childList: true, subtree: true });
nameAll();
