// What is said about a story folds away where there is no room beside the text, unless something in it is to be mended.

const wide = matchMedia("(min-width: 64rem)");

export function foldColumn(fold) {
  if (!fold) return;
  const settle = () => (fold.open = wide.matches || fold.querySelector(".fault, .quiet-field--fault, [aria-invalid='true']") !== null);
  wide.addEventListener("change", settle);
  settle();
}
