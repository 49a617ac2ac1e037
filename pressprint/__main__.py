"""The start of the command line: what `pressprint` and `python -m pressprint` run."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Loads the command line and runs it."""
    # Pydantic asks every installed package whether it has a plugin for it; here none is wanted.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What is loaded stays. To look for garbage in it, and again in all of it when the process ends, takes a tenth of
    # the time of a single release.
    gc.disable()
    try:
        from pressprint.cli import main as command_line

        gc.freeze()
        gc.enable()
        command_line(prog_name="pressprint")
    except KeyboardInterrupt:  # while it loads, or tells how far it came
        sys.exit(130)  # as shells have it for what Ctrl-C ended


if __name__ == "__main__":
    main()
