"""The paragraphs, subheadings, lists and quotations of a text that came as one line."""

from __future__ import annotations

from dataclasses import dataclass

from articles.legacy.convert import lists, paragraphs, quotes
from articles.legacy.convert.prose import Block, Prose, Range
from articles.legacy.convert.subheadings import Subheadings, stands_alone
from cms.lib.sentences import sentence_ends


def blocks(prose: Prose, *, opens_text: bool, is_interrupted: bool, is_short: bool) -> list[Block]:
    """Return the blocks in order; together they are every word once.

    `opens_text`: nothing stands before these words. `is_interrupted`: a picture follows, then more text.
    `is_short`: sentences are not parted from each other, only from lists, subheadings and other speakers.
    """
    stretches, all_lists = _around_lists(prose)
    labels = quotes.speaker_labels(prose, [sentence for sentences in stretches for sentence in sentences])
    steps = _Steps(prose, Subheadings(prose), labels, is_short)
    found: list[Block] = []
    for index, sentences in enumerate(stretches):
        is_last = index == len(stretches) - 1
        found += steps.sections(sentences, opens_text and index == 0, is_interrupted and is_last)
        found += all_lists[index : index + 1]
    return found


def _around_lists(prose: Prose) -> tuple[list[list[Range]], list[Block]]:
    """Return the sentences before, between and after the lists; and the lists."""
    all_lists = lists.find_lists(prose)
    starts = [0, *(a_list.range.end for a_list in all_lists)]
    ends = [*(a_list.range.start for a_list in all_lists), len(prose.words)]
    return [_sentences(prose, Range(start, end)) for start, end in zip(starts, ends, strict=True)], all_lists


def _sentences(prose: Prose, part: Range) -> list[Range]:
    ends = [part.start + end for end in sentence_ends(prose.words[part.start : part.end])]
    return [Range(start, end) for start, end in zip([part.start, *ends], ends, strict=False)]


@dataclass(frozen=True, slots=True)
class _Steps:
    """Each step parts what it is given and hands the parts to the next."""

    prose: Prose
    subheadings: Subheadings
    labels: dict[int, int]
    is_short: bool

    def sections(self, sentences: list[Range], opens_text: bool, is_interrupted: bool) -> list[Block]:
        """Part the sentences at the subheadings."""
        found: list[Block] = []
        section: list[Range] = []
        for index, sentence in enumerate(sentences):
            is_last = index == len(sentences) - 1
            heading_end = self.subheadings.end_within(sentence, opens_text=opens_text and index == 0)
            if heading_end is None and is_last and is_interrupted and index and stands_alone(self.prose, sentence):
                heading_end = sentence.end
            if heading_end == sentence.end and is_last and not is_interrupted:
                heading_end = None  # a subheading of nothing
            if heading_end is None:
                section.append(sentence)
                continue
            found += [*self.turns(section), Block("h2", Range(sentence.start, heading_end))]
            section = [Range(heading_end, sentence.end)] if heading_end < sentence.end else []
        return found + self.turns(section)

    def turns(self, sentences: list[Range]) -> list[Block]:
        """Part the sentences where another speaks in an interview."""
        found: list[Block] = []
        turn: list[Range] = []
        for sentence in sentences:
            if sentence.start in self.labels:
                found += self.passage(turn)
                turn = []
            turn.append(sentence)
        return found + self.passage(turn)

    def passage(self, sentences: list[Range]) -> list[Block]:
        """Part the sentences into quotations that stand on their own and paragraphs."""
        found: list[Block] = []
        position = 0
        for quotation in quotes.standing_quotations(self.prose, sentences):
            found += self.paragraphs(sentences[position : quotation.start])
            quoted = sentences[quotation.start : quotation.end]
            parts = tuple(paragraphs.group(self.prose, quoted))
            found.append(Block("blockquote", Range(quoted[0].start, quoted[-1].end), parts=parts))
            position = quotation.end
        return found + self.paragraphs(sentences[position:])

    def paragraphs(self, sentences: list[Range]) -> list[Block]:
        if self.is_short and sentences:
            parts = [Range(sentences[0].start, sentences[-1].end)]
        else:
            parts = paragraphs.group(self.prose, sentences)
        return [Block("p", part, label_end=self.labels.get(part.start, 0)) for part in parts]
