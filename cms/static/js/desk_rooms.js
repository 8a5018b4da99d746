// Where the rooms or the shelves of one need more than the width, the one that one is in is brought into sight.

for (const here of document.querySelectorAll(".desk-rooms [aria-current], .desk-shelves [aria-current], .stories__tabs [aria-current]")) {
  const row = here.closest("ul").scrollWidth > here.closest("nav").clientWidth;
  if (row) here.scrollIntoView({ block: "nearest", inline: "center" });
}
