// Asking where a link goes.
import { meantAddress } from "./address.js";
import { ask } from "./dialog.js";

export async function askForLink(editor) {
  const { sites } = editor.storage.desk;
  const current = editor.getAttributes("link").href ?? "";
  const isOnWords = !editor.state.selection.empty || Boolean(current);
  const answer = await ask(editor.view, {
    title: current ? "Change the link" : "Link",
    fields: [
      {
        name: "href", label: "Address", value: current,
        hint: "A web address, a mailbox, tel: and a number, or a page of our own as a path: /a-story/.",
      },
      ...(isOnWords ? [] : [{ name: "words", label: "Words to show" }]),
    ],
    submit: current ? "Change" : "Link",
    removal: current ? "Remove the link" : "",
    check: ({ href }) => (meantAddress(href, sites) ? "" : "A link cannot go there. Is the address complete?"),
  });
  const chain = editor.chain().focus();
  if (!answer) return chain.run();
  if (current) chain.extendMarkRange("link");
  if (answer === "remove") return chain.unsetMark("link").run();
  const mark = { type: "link", attrs: { href: meantAddress(answer.href, sites) } };
  if (isOnWords) return chain.setMark("link", mark.attrs).run();
  return chain.insertContent({ type: "text", text: answer.words || answer.href, marks: [mark] }).unsetMark("link").run();
}
