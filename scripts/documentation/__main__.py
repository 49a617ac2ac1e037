"""The command: `python -m scripts.documentation`, from the top of the checkout."""

from __future__ import annotations

import sys

from scripts.documentation.build import build, write

if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["--write"]):
        sys.exit(__import__("scripts.documentation").documentation.__doc__)
    sys.exit(write() if sys.argv[1:] else build())
