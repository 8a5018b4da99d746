// What the page says to the editor: where to ask, which languages there are. Found as `editor.storage.desk`.
import { Extension } from "./vendor.js";

export const Desk = Extension.create({
  name: "desk",
  addOptions: () => ({ described: "", embeds: "", languages: [], sites: [], notify: () => {} }),
  addStorage() {
    return this.options;
  },
});

export function deskOf(textarea, notify) {
  const { described = "", embeds = "", languages = "[]", site = "" } = textarea.dataset;
  return { described, embeds, languages: JSON.parse(languages), sites: [site, location.origin].filter(Boolean), notify };
}
