// Regions and tags that the words suggest, as buttons. Nothing is taken unless a person takes it.

export function offerProposals(room, tags) {
  const part = room.querySelector("[data-proposals]");
  const region = room.querySelector("#id_region");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "press press--plain";
  button.textContent = "Propose from the text";
  const found = document.createElement("div");
  found.className = "chips";
  const said = document.createElement("p");
  said.className = "part__small";
  said.setAttribute("role", "status");
  part.append(button, said, found);

  const offer = (label, take) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "proposal";
    one.textContent = label;
    one.addEventListener("click", () => {
      const next = one.nextElementSibling ?? one.previousElementSibling ?? button;
      take();
      one.remove();
      next.focus();
      said.textContent = `${label}: taken.`;
    });
    found.append(one);
  };

  button.addEventListener("click", async () => {
    const form = new FormData();
    for (const name of ["csrfmiddlewaretoken", "title", "standfirst", "body"]) {
      form.set(name, room.elements[name].value);
    }
    said.textContent = "Reading…";
    found.replaceChildren();
    try {
      const answer = await fetch(part.dataset.proposals, { method: "POST", body: form });
      if (!answer.ok) throw new Error(String(answer.status));
      const { regions, tags: named } = await answer.json();
      for (const place of regions) {
        if (region.value === String(place.id)) continue;
        offer(`Region: ${place.name}`, () => {
          region.value = place.id;
          region.dispatchEvent(new Event("change", { bubbles: true }));
        });
      }
      const known = new Set(tags.names().map((name) => name.toLowerCase()));
      for (const tag of named) {
        if (!known.has(tag.name.toLowerCase())) offer(tag.name, () => tags.add(tag.name));
      }
      said.textContent = found.children.length ? "Press what fits." : "The text names nothing that is not chosen already.";
    } catch {
      said.textContent = "The server does not answer; try again.";
    }
  });
}
