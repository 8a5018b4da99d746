"""`python -m demo.drawing FOLDER [NAME...]` draws all pictures, or those named, into a folder."""

import sys
from pathlib import Path

from demo import drawing

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for path in drawing.save_all(Path(sys.argv[1]), sys.argv[2:] or None):
        print(path)
