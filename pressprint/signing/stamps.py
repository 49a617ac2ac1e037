"""Time stamps from a server (RFC 3161)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from pressprint.errors import OutputError, Problem, SettingError

_PATIENCE = 20  # seconds that a server has to answer


@lru_cache(maxsize=4)
def time_stamper(address: str) -> Any:
    """pyHanko's client of a time-stamp server. What a server answers is signed: http is as good as https.

    Raises:
        SettingError: the address is none of the web.
    """
    from pyhanko.sign.timestamps import HTTPTimeStamper

    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise SettingError(Problem("is no address of a time-stamp server; it begins with http:// or https://", address))
    return HTTPTimeStamper(address, timeout=_PATIENCE)


def no_stamp(error: Exception, address: str) -> OutputError:
    """The error that tells that a time-stamp server gave none."""
    cause = error.__cause__ or error
    why = str(cause)[:120] or type(cause).__name__
    what = f"the time-stamp server gave no time stamp ({why}); nothing was signed"
    return OutputError(Problem(f"{what}; try again, give another with --tsa, or sign with --level b-b", address))
