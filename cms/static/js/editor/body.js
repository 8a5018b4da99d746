// Every textarea that holds a body becomes a writing surface.
import { mount } from "./mount.js";

for (const textarea of document.querySelectorAll("textarea[data-body-editor]")) mount(textarea);
