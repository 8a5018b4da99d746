// What the page says to the editor: where to ask, which languages there are. Found as `editor.storage.desk`.
import { Extension } from "./vendor.js";

export const Desk = Extension.create({
  name: "desk",
  addOptions: () => ({ described: "", embeds: "", equivalent: "", card: "", day: "", languages: [], sites: [], notify: () => {} }),
  addStorage() {
    return this.options;
  },
});

export function deskOf(textarea, notify) {
  const { described = "", embeds = "", equivalent = "", card = "", day = "", languages = "[]", site = "" } = textarea.dataset;
  const sites = [site, location.origin].filter(Boolean);
  return { described, embeds, equivalent, card, day, languages: JSON.parse(languages), sites, notify };
}
