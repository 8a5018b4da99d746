// Puts a button beside an address that is to be passed on. Without script it is chosen and copied as any other text.

for (const place of document.querySelectorAll("[data-copying]")) {
  const field = place.querySelector("input");
  const press = document.createElement("button");
  press.type = "button";
  press.className = "press press--plain press--small";
  const usual = "Copy";
  press.textContent = usual;
  press.setAttribute("aria-live", "polite");
  press.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      press.textContent = "Copied";
    } catch {
      press.textContent = document.execCommand("copy") ? "Copied" : "Choose Copy in your browser’s menu";
    }
    setTimeout(() => { press.textContent = usual; }, 3000);
  });
  field.addEventListener("focus", () => field.select());
  place.append(press);
}
