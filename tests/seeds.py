"""The two page dumps that the newsroom gave us, read where they lie: beside the project, never in it."""

from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not at hand: ../shared/seeds")
