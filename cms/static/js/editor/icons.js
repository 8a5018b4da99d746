// The tools' signs: drawn here, so that no font of icons is needed.
const DRAWN = {
  link: "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1",
  bullets: "M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01",
  numbers: "M9 5h8M9 10h8M9 15h8M3 4l1.2-.8V7M2.8 13.2c.4-1 2.4-.9 2.2.4-.1.8-1.4 1.6-2.2 2.4H5.200",
  quotation: "M4 15V8.500C4 6 5.500 4.600 7.500 4.500M4 9.500h3.500V15H4M11.500 15V8.500c0-2.500 1.500-3.900 3.500-4M11.500 9.500H15V15h-3.500",
  undo: "M7 4 3.500 7.500 7 11M3.500 7.500H12a4.500 4.500 0 0 1 0 9H8",
  redo: "m13 4 3.500 3.500L13 11M16.500 7.500H8a4.500 4.500 0 0 0 0 9h4",
  down: "m6 8 4 4 4-4",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `editor-icon editor-icon--${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", DRAWN[name]);
  svg.append(path);
  return svg;
}
