"""The real files that we were given, page dumps and exports, read where they lie: beside the project, never in it."""

from pathlib import Path

import pytest

# Beside the project; for a second working copy of it, one folder further up.
_BESIDE = [folder / "shared" for folder in Path(__file__).resolve().parents[2:4]]
SHARED = next((folder for folder in _BESIDE if folder.is_dir()), _BESIDE[0])
SEEDS, EXPORTS = SHARED / "seeds", SHARED / "data" / "wxr"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not at hand: ../shared/seeds")
needs_exports = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the exports are not at hand: ../shared/data/wxr")
