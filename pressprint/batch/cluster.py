"""A Dask cluster as the one that does the work, through its interface of `concurrent.futures`. An extra."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from pressprint.errors import PressprintError, Problem

_PATIENCE = "10s"
# What is logged of a lost connection, with tracebacks, is told by an error of ours.
_LOGGERS = ("distributed", "distributed.client", "distributed.core", "tornado.application")


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """The workers of a cluster, by the address of its scheduler, such as `tcp://10.0.0.7:8786`.

    They have to have this version of pressprint, the layouts that are asked for, and reach sources and outputs by the
    same paths or URLs.

    Raises:
        PressprintError: the extra is not installed, or no scheduler answers there.
    """
    try:
        from distributed import Client
        from distributed.comm import parse_address, parse_host_port
        from distributed.comm.registry import get_backend
    except ImportError:
        what = 'Dask is an extra; install it with: pip install "pressprint[dask]"'
        raise PressprintError(Problem(what, address)) from None
    try:
        scheme, place = parse_address(address)  # a client that was begun with a wrong one is long in ending
        get_backend(scheme)
        parse_host_port(place)
    except ValueError:
        what = "is not the address of a Dask scheduler; expected one as tcp://10.0.0.7:8786"
        raise PressprintError(Problem(what, address)) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        what = f"no Dask scheduler answers there ({error}); check its address"
        raise PressprintError(Problem(what, address)) from None
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with client:
        yield client.get_executor(pure=False)


def is_gone(executor: Executor) -> bool:
    """Whether an executor is a cluster that lost its scheduler: Dask leaves its futures open then, for ever."""
    status = getattr(getattr(executor, "_client", None), "status", None)
    return status in ("closing", "closed")
