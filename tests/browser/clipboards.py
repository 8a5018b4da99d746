"""What word processors put on the clipboard, written by hand after the habits of each, in made-up words."""

from pathlib import Path

HERE = Path(__file__).parent / "clipboard"
WORD = (HERE / "word.html").read_text(encoding="utf-8")
WORD_WORDS = (
    "Water returns What the gauges say The river rose by two metres, said the water office; 106 m3 of H2O passed "
    "First gauge Deeper Second gauge Between lists and a soft line One thing Another thing Post Som Upper Kept new end"
)
WORD_CLEAN = (
    "<h2>Water returns</h2><h2>What the gauges say</h2><p>The river <strong>rose</strong> by <em>two</em> metres, said "
    '<a href="https://water.example/report?id=1&amp;part=2">the water office</a>; 10<sup>6</sup> m<sup>3</sup> of '
    "H<sub>2</sub>O passed</p><ul><li>First gauge<ul><li>Deeper</li></ul></li><li>Second gauge</li></ul>"
    "<p>Between lists<br>and a soft line</p><ol><li>One thing</li><li>Another thing</li></ol>"
    "<table><tbody><tr><td><strong>Post</strong></td><td>Som</td></tr><tr><td>Upper</td><td></td></tr></tbody></table>"
    "<p>Kept new end</p>"
)

GOOGLE = (HERE / "google_docs.html").read_text(encoding="utf-8")
GOOGLE_WORDS = (
    "What the gauges say The river rose by two metres, said the water office; 106 litres a second First gauge Deeper "
    "Post End"
)
GOOGLE_CLEAN = (
    "<h2>What the gauges say</h2><p>The river <strong>rose</strong> by <em>two</em><strong><em> metres</em></strong>, "
    'said <a href="https://water.example/report?id=1">the water office</a>; 10<sup>6</sup> litres<br>a second</p>'
    "<ul><li>First gauge<ul><li>Deeper</li></ul></li></ul><table><tbody><tr><td>Post</td><td></td></tr></tbody></table>"
    "<p>End</p>"
)
