/** The focal point of a picture: set by a click or by arrow keys, with every crop shown as it will be. */

const STEP = 10;
const LARGE_STEP = 50;
const RATIOS = { "3x2": 3 / 2, "16x9": 16 / 9, "4x3": 4 / 3, "1x1": 1, social: 1200 / 630 };

const frame = document.querySelector("[data-focus]");

if (frame) {
  const picture = frame.querySelector("img");
  const point = frame.querySelector("button");
  const said = frame.querySelector("[role=status]");
  const fields = [document.querySelector("#id_focus_x"), document.querySelector("#id_focus_y")];
  const crops = [...document.querySelectorAll("img[data-crop]")];
  const within = (value) => Math.max(0, Math.min(1000, Math.round(value) || 0));
  const focus = () => fields.map((field) => within(Number(field.value)));

  /** Where CSS has to put a picture so that the crop is cut as `renditions.crop_box` cuts it, in percent. */
  const position = (whole, part, at) => {
    const start = Math.max(0, Math.min(whole - part, (whole * at) / 1000 - part / 2));
    return whole - part < 0.5 ? 50 : (start / (whole - part)) * 100;
  };

  function show() {
    const [x, y] = focus();
    point.style.insetInlineStart = `${x / 10}%`;
    point.style.insetBlockStart = `${y / 10}%`;
    const width = Number(picture.getAttribute("width"));
    const height = Number(picture.getAttribute("height"));
    for (const crop of crops) {
      const ratio = RATIOS[Object.keys(RATIOS).find((name) => crop.parentElement.classList.contains(`crop__look--${name}`))];
      const across = position(width, Math.min(width, height * ratio), x);
      const down = position(height, Math.min(height, width / ratio), y);
      crop.style.objectPosition = `${across}% ${down}%`;
    }
  }

  function move(x, y) {
    fields[0].value = within(x);
    fields[1].value = within(y);
    show();
  }

  // From here on the crops are cut in the page, out of the whole picture.
  for (const crop of crops) crop.src = crop.dataset.crop;
  point.hidden = false;
  show();

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    move(((event.clientX - box.left) / box.width) * 1000, ((event.clientY - box.top) / box.height) * 1000);
    point.focus();
  });
  point.addEventListener("keydown", (event) => {
    const [x, y] = focus();
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const moves = { ArrowLeft: [x - step, y], ArrowRight: [x + step, y], ArrowUp: [x, y - step], ArrowDown: [x, y + step] };
    if (!(event.key in moves)) return;
    event.preventDefault();
    move(...moves[event.key]);
    const [across, down] = focus();
    said.textContent = `${Math.round(across / 10)} % from the left, ${Math.round(down / 10)} % from the top`;
  });
  for (const field of fields) field.addEventListener("input", show);
}
