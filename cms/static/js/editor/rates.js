// Rates in a text, frozen when they are put there: an amount in another currency behind the amount that the writer chose,
// and a card of a day's rate. The server knows the rates and writes the words (markets/equivalent.py).
import { ask } from "./dialog.js";
import { insertBlocks } from "./insert.js";
import { pm } from "./vendor.js";

export async function insertEquivalent(editor) {
  const { desk } = editor.storage;
  const { doc, selection } = editor.state;
  const chosen = fromWords(doc.textBetween(selection.from, selection.to, " "));
  // Behind the last word that is chosen, also where the whole text is.
  const end = selection.$to.parent.inlineContent ? selection.to : pm.state.Selection.near(selection.$to, -1).to;
  let found;
  const answer = await ask(editor.view, {
    title: "An amount in another currency",
    fields: [
      { name: "amount", label: "Amount", value: chosen.amount, hint: "Such as 1,500 or 2.5 million." },
      { name: "from", label: "Currency", value: chosen.code, hint: "Its code: KZT, KGS, UZS, TJS, TMT, RUB, EUR." },
      { name: "to", label: "In", value: "USD" },
      { name: "day", label: "At the rate of", type: "date", value: dayOf(desk), hint: "The day of publication, if it is set." },
    ],
    submit: "Insert",
    check: async (values) => {
      found = await answerTo(desk.equivalent, values);
      return found?.problem ?? (found ? "" : SILENT);
    },
  });
  if (!answer) return editor.commands.focus();
  const link = { type: "link", attrs: { href: found.address } };
  return editor.chain().insertContentAt(end, [
    { type: "text", text: ` (${found.words}; ` },
    { type: "text", text: found.note, marks: [link] },
    { type: "text", text: ")" },
  ]).focus().run();
}

export async function insertRateCard(editor) {
  const { desk } = editor.storage;
  let found;
  const answer = await ask(editor.view, {
    title: "A card with an exchange rate",
    fields: [
      { name: "currency", label: "Currency", hint: "Its code: KZT, KGS, UZS, TJS, TMT, RUB, EUR." },
      { name: "day", label: "At the rate of", type: "date", value: dayOf(desk), hint: "The day of publication, if it is set." },
    ],
    submit: "Insert the card",
    check: async (values) => {
      found = await answerTo(desk.card, values);
      return found?.problem ?? (found ? "" : SILENT);
    },
  });
  if (!answer) return editor.commands.focus();
  const words = (text, marks) => ({ type: "paragraph", content: [{ type: "text", text, marks }] });
  return insertBlocks(editor, [{
    type: "factbox",
    content: [
      { type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: found.title }] },
      ...found.words.map((line) => words(line)),
      words(found.note),
      words("Chart and converter", [{ type: "link", attrs: { href: found.address } }]),
    ],
  }], false);
}

const SILENT = "The desk did not answer. Are you still signed in?";

async function answerTo(address, values) {
  try {
    const answer = await fetch(`${address}?${new URLSearchParams(values)}`, { headers: { Accept: "application/json" } });
    return answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

// The day that the room's own clock names for the release; else that on which the story went out; else today.
function dayOf(desk) {
  const planned = document.querySelector("[name=release_on]")?.value;
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return planned || desk.day || today;
}

const NAMES = { tenge: "KZT", som: "KGS", sum: "UZS", somoni: "TJS", manat: "TMT", rouble: "RUB", ruble: "RUB", euro: "EUR" };

// What a writer has selected: "5 million tenge", "KZT 1,500".
export function fromWords(text) {
  const amount = /\d[\d .,'\u00a0\u202f]*(?:\s*(?:thousand|million|billion|trillion|mln|bn))?/i.exec(text)?.[0].trim() ?? "";
  const code = /(?:^|[^A-Za-z])([A-Z]{3})(?![A-Za-z])/.exec(text)?.[1];
  const name = Object.keys(NAMES).find((word) => new RegExp(`\\b${word}s?\\b`, "i").test(text));
  return { amount: amount.replace(/[.,]$/, ""), code: code ?? NAMES[name] ?? "" };
}
