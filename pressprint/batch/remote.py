"""A place for the PDFs of an archive behind a URL."""

from __future__ import annotations

import json
import platform
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from pressprint.batch.outputs import MANIFEST, STATE
from pressprint.batch.urls import filesystem, stamp_of, unreachable
from pressprint.errors import OutputError, PressprintError, Problem
from pressprint.pdf import unwritten

# File systems in which a file appears when it is whole; in others it is written aside and moved.
_OBJECT_STORES = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory", "oss", "r2"}
# A run on another machine that has not told for so many seconds that it goes on is taken for dead.
_LEASE, _BEAT = 300, 60
_TAKEN = "took the place over, as this one had not told for minutes that it goes on; run again after its end"


class Remote(Struct, frozen=True):
    """A place behind a URL, such as `s3://bucket/folder`. A stamp is an output's size.

    The manifest is kept in `state`, a folder of this machine, and put beside the outputs at the end of a run; what
    was put there from another machine since is taken first.
    """

    url: str
    state: Path

    @property
    def name(self) -> str:
        """The URL."""
        return self.url

    def _reach(self, name: str) -> tuple[Any, str]:
        system, root = filesystem(self.url)
        return system, f"{root.rstrip('/')}/{name}"

    def write(self, name: str, content: bytes) -> str:
        """Put there in one piece, or written aside and moved where the file system shows unfinished files."""
        system, target = self._reach(name)
        try:
            if self.url.partition("://")[0] in _OBJECT_STORES:
                system.pipe_file(target, content)
            else:
                _, aside = self._reach(f"{STATE}/aside/{name.replace('/', '-')}")
                for path in (aside, target):
                    system.makedirs(path.rpartition("/")[0], exist_ok=True)
                system.pipe_file(aside, content)
                system.mv(aside, target)
        except Exception as error:  # each file system has errors of its own
            raise self._unwritten(error, name) from None
        return str(len(content))

    def read(self, name: str) -> bytes:
        """An output's bytes."""
        system, path = self._reach(name)
        try:
            content: bytes = system.cat_file(path)
        except Exception as error:  # each file system has errors of its own
            raise OutputError(unreachable(error, f"{self.url}/{name}").problems) from None
        return content

    def stamps(self, names: Iterable[str]) -> dict[str, str]:
        """Sizes, all in one listing: asking for each would take a day."""
        system, root = filesystem(self.url)
        try:
            system.invalidate_cache()
            found = system.find(root, detail=True)
        except FileNotFoundError:
            return {}
        except Exception as error:  # each file system has errors of its own
            raise unreachable(error, self.url) from None
        sizes = {place.removeprefix(root).lstrip("/"): str(entry["size"]) for place, entry in found.items()}
        return {name: sizes[name] for name in names if name in sizes}

    def remove(self, names: Iterable[str]) -> None:
        """Removes files."""
        for name in names:
            system, path = self._reach(name)
            try:
                system.rm_file(path)
            except FileNotFoundError:
                continue
            except Exception as error:  # each file system has errors of its own
                raise self._unwritten(error, name) from None

    def fetch(self) -> None:
        """Takes the manifest that another machine put there since this one did."""
        there = self._stamp(MANIFEST)
        if there and there != self._put_before():
            content = self.read(f"{STATE}/{MANIFEST}")
            self.state.mkdir(parents=True, exist_ok=True)
            # A run that is killed amid this fetches again, and what it left of another manifest is not added to this.
            for old in ("put", f"{MANIFEST}-wal", f"{MANIFEST}-shm"):
                (self.state / old).unlink(missing_ok=True)
            (self.state / MANIFEST).write_bytes(content)
            (self.state / "put").write_text(there, encoding="utf-8")

    def begin(self) -> None:
        """Takes the lease of the place, and the manifest."""
        self._check_lease("is writing there; wait for its end")
        self._hold()
        self.fetch()

    def beat(self) -> None:
        """Renews the lease, if that was not done within a minute."""
        if time.time() - self._holder.stat().st_mtime > _BEAT:
            self._check_lease(_TAKEN)
            self._hold()

    def leave(self) -> None:
        """Puts the manifest there and gives the lease back, if the place still answers; else the lease expires."""
        with suppress(PressprintError):
            self.end()

    def end(self) -> None:
        """Puts the manifest there and gives the lease back."""
        self._check_lease(_TAKEN)
        self.write(f"{STATE}/{MANIFEST}", (self.state / MANIFEST).read_bytes())
        (self.state / "put").write_text(self._stamp(MANIFEST) or "", encoding="utf-8")
        self.remove([f"{STATE}/lock"])

    @property
    def _holder(self) -> Path:
        """The file with what tells this machine's leases from others'; its time is that of the last beat."""
        return self.state / "holder"

    def _hold(self) -> None:
        token = self._token() or uuid.uuid4().hex
        self._holder.write_text(token, encoding="utf-8")
        lease = {"machine": platform.node(), "holder": token, "at": time.time()}
        self.write(f"{STATE}/lock", json.dumps(lease).encode())

    def _token(self) -> str | None:
        return self._holder.read_text(encoding="utf-8") if self._holder.exists() else None

    def _check_lease(self, what: str) -> None:
        """Refuses to write where another has the lease. If it is held from here that run is dead: it has no lock."""
        if not self._stamp("lock"):
            return
        try:
            lease = json.loads(self.read(f"{STATE}/lock"))
            machine, holder, at = str(lease["machine"]), str(lease["holder"]), float(lease["at"])
        except (ValueError, KeyError, TypeError, OutputError):
            return
        if holder != self._token() and time.time() - at < _LEASE:
            raise OutputError(Problem(f"another run, on {machine}, {what}", self.url))

    def _put_before(self) -> str | None:
        put = self.state / "put"
        return put.read_text(encoding="utf-8") if put.exists() and (self.state / MANIFEST).exists() else None

    def _stamp(self, name: str) -> str | None:
        system, path = self._reach(f"{STATE}/{name}")
        try:
            system.invalidate_cache()
            # Where nothing tells whether it changed, it is taken for changed.
            return stamp_of(system.info(path)) or f"at {time.time()}"
        except FileNotFoundError:
            return None
        except Exception as error:  # each file system has errors of its own
            raise unreachable(error, self.url) from None

    def _unwritten(self, error: Exception, name: str) -> OutputError:
        target = f"{self.url}/{name}"
        if isinstance(error, OSError) and error.errno:
            return unwritten(error, target)
        return OutputError(unreachable(error, target).problems)
