// How the story will look in a list of search results, and how long its words are.

import { countLetters } from "./counters.js";

export function previewSearch(room) {
  const part = room.querySelector("[data-search-preview]");
  const site = part.dataset.site;
  const title = room.querySelector("#id_title");
  const standfirst = room.querySelector("#id_standfirst");
  const slug = room.querySelector("#id_slug");
  const searchTitle = room.querySelector("#id_search_title");
  const searchWords = room.querySelector("#id_search_description");

  const result = document.createElement("div");
  result.className = "result";
  const lines = ["title", "address", "words"].map((name) => {
    const line = document.createElement("p");
    line.className = `result__${name}`;
    line.dir = "auto";
    return line;
  });
  result.append(...lines);
  part.append(result);

  for (const [field, limit] of [[searchTitle, part.dataset.titleLimit], [searchWords, part.dataset.descriptionLimit]]) {
    countLetters(field, Number(limit), (length, isOver) =>
      isOver ? `${length} letters: search engines cut after about ${limit}` : `${length} of about ${limit} letters`,
    { isLoud: true });
  }
  const cut = (words, limit) => (words.length > limit ? `${words.slice(0, limit).trimEnd()}…` : words);
  const draw = () => {
    searchTitle.placeholder = title.value.trim();
    searchWords.placeholder = standfirst.value.trim();
    lines[0].textContent = cut((searchTitle.value || title.value).trim(), Number(part.dataset.titleLimit)) || "No headline yet";
    lines[1].textContent = `${site} › ${slug.value.trim() || slug.placeholder || "…"}`;
    lines[2].textContent = cut((searchWords.value || standfirst.value).trim(), Number(part.dataset.descriptionLimit)) || "The text’s first sentences";
  };
  for (const field of [title, standfirst, slug, searchTitle, searchWords]) field.addEventListener("input", draw);
  draw();
}
