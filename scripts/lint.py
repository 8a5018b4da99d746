"""`make lint`: the style rules of pyproject.toml, over the code and over the templates."""

import subprocess
import sys

from environment import ROOT, Trouble, ensure

CHECKS = (["ruff", "check", "."], ["djlint", "--lint", "--quiet", "templates"])


def main() -> None:
    try:
        python = ensure("requirements-dev.txt")
    except Trouble as trouble:
        sys.exit(f"make lint: {trouble}")
    codes = [subprocess.run([python, "-m", *check], cwd=ROOT).returncode for check in CHECKS]
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
