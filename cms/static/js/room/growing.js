// Headline and standfirst grow with their words and stay on one paragraph.

export function growWithWords(room) {
  for (const id of ["id_title", "id_standfirst"]) {
    const field = room.querySelector(`#${id}`);
    const grow = () => {
      field.style.blockSize = "auto";
      field.style.blockSize = `${field.scrollHeight + 2}px`;
    };
    field.addEventListener("input", () => {
      if (id === "id_title" && field.value.includes("\n")) {
        field.value = field.value.replace(/\s*\n\s*/g, " ");
      }
      grow();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || id !== "id_title") return;
      event.preventDefault();
      room.querySelector("#id_standfirst").focus();
    });
    addEventListener("resize", grow);
    grow();
  }
}
