// A film, a post or a map that stands elsewhere: loaded when a reader asks for it, never before.
const WORDS = { YouTube: "Play the video here", TikTok: "Play the video here", OpenStreetMap: "Show the map here" };

for (const block of document.querySelectorAll(".embed[data-frame]")) offer(block);

function offer(block) {
  const { provider } = block.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = WORDS[provider] ?? "Show the post here";
  const note = document.createElement("p");
  note.className = "embed__note";
  note.textContent = `${provider} will then learn that you were here.`;
  button.addEventListener("click", () => {
    note.remove();
    button.replaceWith(frameOf(block));
    block.querySelector("iframe").focus();
  });
  block.append(button, note);
}

function frameOf(block) {
  const frame = document.createElement("iframe");
  frame.title = block.querySelector(".embed__what").textContent;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation");
  frame.src = block.dataset.frame;
  return frame;
}
