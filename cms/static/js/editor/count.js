// Words as cms/lib/richtext.py counts them, and the minutes that reading takes.
const WORDS_PER_MINUTE = 230;
const counted = new WeakMap(); // a block that has not changed need not be counted again

export function countWords(doc) {
  let words = 0;
  doc.forEach((block) => {
    if (!counted.has(block)) counted.set(block, wordsIn(block));
    words += counted.get(block);
  });
  return words;
}

function wordsIn(block) {
  if (block.isTextblock) return (block.textBetween(0, block.content.size, "\n", "\n").match(/[^\s]+/g) ?? []).length;
  let words = 0;
  block.forEach((child) => { words += wordsIn(child); });
  return words;
}

export function inWords(words) {
  const minutes = Math.max(1, Math.ceil(words / WORDS_PER_MINUTE));
  return `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"} · ${minutes === 1 ? "1 minute’s" : `${minutes} minutes’`} reading`;
}
