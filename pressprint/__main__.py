"""The start of the command line: what `pressprint` and `python -m pressprint` run."""

from __future__ import annotations

import atexit
import gc
import os
import sys

_SELDOM = 50_000


def main() -> None:
    """Loads the command line and runs it."""
    # Pydantic asks every installed package whether it has a plugin for it; here none is wanted.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    status: list[int] = []
    # What is registered first is called last. Before it stands only what a tool that looks on has registered, such as
    # one that measures coverage: then the process is to end as any other.
    if not atexit._ncallbacks():
        atexit.register(_leave, status)
    # What is loaded stays. To look for garbage in it takes a tenth of the time of a single release.
    gc.disable()
    try:
        from pressprint.cli import main as command_line

        gc.freeze()
        gc.set_threshold(_SELDOM)
        gc.enable()
        command_line(prog_name="pressprint")
    except SystemExit as ended:
        if isinstance(ended.code, int):
            status.append(ended.code)
        raise
    except KeyboardInterrupt:  # while it loads, or tells how far it came
        sys.exit(130)  # as shells have it for what Ctrl-C ended


def _leave(status: list[int]) -> None:
    """Ends the process at once. To free all that was loaded, thing by thing, takes a twentieth of a single release."""
    if status:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            return  # Python tells of it
        os._exit(status[0])


if __name__ == "__main__":
    main()
