"""Quotations that stand on their own, and the labels of who speaks in an interview."""

from __future__ import annotations

from collections import Counter

from articles.legacy.convert.prose import Prose, Range

FEWEST_WORDS = 45  # a shorter quotation reads better in the paragraph that says whose it is
_OPENING = '“"«„'
_CLOSING = '”"»'


def standing_quotations(prose: Prose, sentences: list[Range]) -> list[Range]:
    """Return the runs of sentences that are nothing but one long quotation of several sentences.

    A range counts sentences here, not words.
    """
    found: list[Range] = []
    first = 0
    while first < len(sentences):
        last = _closing_sentence(prose, sentences, first)
        if last is not None:
            found.append(Range(first, last + 1))
        first = first + 1 if last is None else last + 1
    return found


def _closing_sentence(prose: Prose, sentences: list[Range], first: int) -> int | None:
    start = sentences[first].start
    if prose.words[start][0] not in _OPENING or prose.is_quoted[start]:
        return None
    last = first
    while last + 1 < len(sentences) and prose.is_quoted[sentences[last + 1].start]:
        last += 1
    end = sentences[last].end
    ends_quoted = prose.words[end - 1].rstrip(".!?…")[-1:] in tuple(_CLOSING) and prose.is_quoted[end - 1]
    is_unbroken = all(prose.is_quoted[start + 1 : end])
    return last if last > first and ends_quoted and is_unbroken and end - start >= FEWEST_WORDS else None


def speaker_labels(prose: Prose, sentences: list[Range]) -> dict[int, int]:
    """Return {index of a label's first word: index behind it} for the turns of an interview: `TCA: Why? Karimov: So.`

    A label comes back; a word with a colon that stands once is no speaker.
    """
    labels: dict[int, tuple[str, int]] = {}
    for sentence in sentences:
        for end in range(sentence.start + 1, min(sentence.start + 4, sentence.end)):
            word = prose.words[end - 1]
            if not word[0].isupper():
                break
            if word.endswith(":"):
                labels[sentence.start] = (" ".join(prose.words[sentence.start : end]), end)
                break
    counts = Counter(label for label, _ in labels.values())
    return {start: end for start, (label, end) in labels.items() if counts[label] > 1}
