// Saying what language the selected words are in.
import { ask } from "./dialog.js";

const CODE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

export function setLanguage(editor, { code, dir }) {
  editor.chain().focus().setMark("language", { lang: code, dir: dir === "rtl" ? "rtl" : null }).run();
}

export function clearLanguage(editor) {
  editor.chain().focus().extendMarkRange("language").unsetMark("language").run();
}

export async function askForLanguage(editor) {
  const answer = await ask(editor.view, {
    title: "Another language",
    fields: [
      { name: "code", label: "Its code", hint: "As in tt for Tatar, ug for Uyghur, sr-Latn for Serbian in Latin letters." },
      { name: "isTurned", label: "Written from right to left", type: "checkbox" },
    ],
    submit: "Set",
    check: ({ code }) => (CODE.test(code) ? "" : "A code has two or three letters, then perhaps parts after a hyphen."),
  });
  if (answer) setLanguage(editor, { code: answer.code, dir: answer.isTurned ? "rtl" : "ltr" });
  else editor.commands.focus();
}
