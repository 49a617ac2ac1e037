"""An archive in one go: two jobs against one, a second run, memory, length: `python benchmarks/archive.py FOLDER`."""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pressprint

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
NEW_WORDS = 0.06  # of those with four letters or more, which are about half of all
PAGES = (1, 2, 4, 8, 16, 32, 64)


def main() -> int:
    """Reads the command line, measures, and prints what was found."""
    warnings.simplefilter("ignore", pressprint.PressprintWarning)
    shared = ROOT.parent / "shared" / "archive"
    parser = argparse.ArgumentParser(
        description="How whole archives are set: parallel, incremental, in how much memory."
    )
    parser.add_argument("folder", type=Path, nargs="?", default=shared if shared.is_dir() else ROOT / "samples")
    parser.add_argument("--count", type=int, default=5000, help="how many releases the large archive has")
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.memory_of:
        print(json.dumps(list(_memory(arguments.memory_of))))
        return 0
    files = sorted(f for f in arguments.folder.glob("*.md") if not f.name.lower().startswith("readme"))
    print(f"{len(files)} releases of {arguments.folder}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        _print("two jobs against one", _jobs(files, scratch))
        _print("time against length", _length(files))
        large = _large(files, scratch / "large", arguments.count)
        _print("a second run", _second(large, scratch / "pdfs", arguments.count))
        _print("memory", _resident(large))
    return 0


def _print(title: str, facts: dict[str, Any]) -> None:
    print(f"{title}: " + ", ".join(f"{name} {value}" for name, value in facts.items()), flush=True)


def _seconds(source: Any, out: Path, **options: Any) -> float:
    """How long a run takes, in a process of its own: a forked worker should find nothing that another run left."""
    if options.pop("anew", True):
        shutil.rmtree(out, ignore_errors=True)
    code = (
        "import sys, json, time\nfrom pressprint.batch import render_archive\n"
        "source, out, options = json.loads(sys.argv[1])\nstart = time.perf_counter()\n"
        "for _ in render_archive(source, out, **options): pass\nprint(time.perf_counter() - start)\n"
    )
    order = json.dumps([str(source) if isinstance(source, Path) else [str(s) for s in source], str(out), options])
    return float(subprocess.run([sys.executable, "-c", code, order], check=True, capture_output=True, text=True).stdout)


def _jobs(files: Sequence[Path], scratch: Path) -> dict[str, Any]:
    """One and two jobs in turn; the median of the ratios of neighbours."""
    times = [[_seconds(files, scratch / "out", jobs=jobs) for jobs in (1, 2)] for _ in range(ROUNDS)]
    best = [min(t[column] for t in times) for column in (0, 1)]
    return {
        "one": f"{len(files) / best[0]:.0f} a second",
        "two": f"{len(files) / best[1]:.0f} a second",
        "faster by": " ".join(f"{one / two:.2f}" for one, two in times),
        "median": f"{statistics.median(one / two for one, two in times):.2f}",
    }


def _large(files: Sequence[Path], folder: Path, count: int) -> Path:
    """An archive of so many releases, in each of which three words of a hundred are made up anew."""
    folder.mkdir()
    texts = [file.read_text(encoding="utf-8") for file in files]
    chosen = random.Random("pressprint")

    def varied(match: re.Match[str]) -> str:
        word = match[0]
        return "".join(chosen.sample(word, len(word))) if chosen.random() < NEW_WORDS else word

    for number in range(count):
        head, mark, body = texts[number % len(texts)].partition("\n\n")
        text = head + mark + re.sub(r"(?<![/.@(])\b[a-z]{4,}\b(?![/.@:])", varied, body)
        (folder / f"{number:06}.md").write_text(text, encoding="utf-8")
    return folder


def _second(large: Path, out: Path, count: int) -> dict[str, Any]:
    """A first run with all processors, then two that find nothing to do."""
    first = _seconds(large, out)
    second = min(_seconds(large, out, anew=False) for _ in range(ROUNDS))
    whole = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pressprint", "batch", str(large), str(out), "--quiet"], check=False)
    whole = time.perf_counter() - whole
    return {
        "first": f"{first:.1f} s for {count}",
        "second": f"{second:.3f} s, {100 * second / first:.2f} %",
        "as a command": f"{whole:.2f} s, {100 * whole / first:.2f} %",
    }


def _resident(large: Path) -> dict[str, Any]:
    """The memory of one process that sets them all, after some of them."""
    command = [sys.executable, __file__, "--memory-of", str(large)]
    found = dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    counts = sorted(found)
    facts = {f"after {count}": f"{found[count]:.1f} MB" for count in counts}
    return facts | {"more": f"{100 * (found[counts[-1]] / found[counts[0]] - 1):.1f} %"}


def _memory(large: Path) -> Iterator[tuple[str, float]]:
    """Resident megabytes after 500, 1,000, 2,000 … releases, set by this process."""
    marks = {500, 1000, 2000, 3000, 4000, 5000, 10_000}
    files = sorted(large.iterdir())
    for number, file in enumerate(files, start=1):
        with suppress(pressprint.PressprintError):
            pressprint.render(pressprint.read(file), "agency")
        if number in marks or number == len(files):
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            yield f"{number:06}", pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _length(files: Sequence[Path]) -> dict[str, Any]:
    """How time grows with length: the slope of a line through the logarithms of the least times."""
    body = [block for file in files[:200] for block in pressprint.read(file).body if block.type == "paragraph"]
    releases = [_of_length(body, pages) for pages in PAGES]
    times: dict[int, float] = {}
    for _ in range(2 * ROUNDS + 1):
        for release in releases:
            start = time.perf_counter()
            pages = pressprint.render(release).pages
            times[pages] = min(time.perf_counter() - start, times.get(pages, math.inf))
    points = sorted(times.items())
    xs, ys = [math.log(p) for p, _ in points], [math.log(t) for _, t in points]
    slope = statistics.linear_regression(xs, ys).slope
    shown = " ".join(f"{pages}:{1000 * seconds:.0f}" for pages, seconds in points)
    return {"pages:ms": shown, "exponent": f"{slope:.2f}"}


def _of_length(body: Sequence[Any], pages: int) -> pressprint.Release:
    """A release of so many pages, near enough."""
    count = 4
    while True:
        blocks = [body[number % len(body)] for number in range(count)]
        release = pressprint.Release(title="Length", language="en", body=blocks)
        made = pressprint.render(release).pages
        if made >= pages:
            return release
        count = max(count + 1, int(count * pages / made * 0.98))


if __name__ == "__main__":
    sys.exit(main())
