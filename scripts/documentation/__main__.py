"""The command: `python -m scripts.documentation`, from the top of the checkout."""

from __future__ import annotations

import sys

from scripts.documentation.build import build, made_pages, write

if __name__ == "__main__":
    option, *pages = sys.argv[1:] or [""]
    if option not in ("", "--write") or not {*pages} <= {*made_pages()}:
        sys.exit(__import__("scripts.documentation").documentation.__doc__)
    sys.exit(write(*pages) if option else build())
