"""Finding pictures by what people remember of them."""

from django.db import models
from django.db.models import Q

_FIELDS = ("caption", "credit", "alt", "file_name", "source")
MOST_WORDS = 8


def find(pictures: models.QuerySet, words: str) -> models.QuerySet:
    """Return those that say every word somewhere, or have this very id."""
    wanted = words.replace("\0", "").split()[:MOST_WORDS]
    if not wanted:
        return pictures
    said = Q()
    for word in wanted:
        said &= _says(word[:100])
    return pictures.filter(said | Q(uid=words.strip()[:64]))


def _says(word: str) -> Q:
    # SQLite folds the case of ASCII alone; other letters are asked for in the forms that people write.
    forms = {word} if word.isascii() else {word, word.lower(), word.capitalize(), word.upper()}
    return Q(*(Q(**{f"{field}__icontains": form}) for field in _FIELDS for form in forms), _connector=Q.OR)
