"""What a story is looked through for before readers get it.

`catalogue` lists the checks and how hard each is; `evidence` looks up, for any number of texts at once, what the checks
ask about; `words`, `pictures` and `links` are the checks; `passing` says what lets a story go all the same. Whoever
wants to know what a text lacks asks `articles.readiness`.
"""
