"""Which regions an old story belongs to: what its export says, else what its own words suggest."""

from __future__ import annotations

from articles import proposals
from articles.legacy import identity
from articles.legacy.resolve import Content
from articles.models import ArticleKind
from articles.proposals import Proposal
from cms.lib.names import fold


class Gazetteer(proposals.Gazetteer):
    def of(self, content: Content) -> Proposal:
        """What an export says of a story: its regions, else those among its tags. Where it says nothing: a guess."""
        record = content.record
        if record is not None:
            said = [*record.regions, *record.tags] if record.regions else record.tags
            known = dict.fromkeys(self.by_key[fold(name)] for name in said if fold(name) in self.by_key)
            if known or record.kind == ArticleKind.PAGE:
                return Proposal(tuple(known), ())
        return self.propose(content.title, identity.text_of(content.best))

    def unknown(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if fold(name) not in self.by_key]
