"""Time and size of a long release with tables and figures, beside a plain one: `python benchmarks/results.py`."""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from pathlib import Path

from measure import use_one_core

import pressprint

ROOT = Path(__file__).resolve().parents[1]
LONG = ROOT / "samples" / "results-en.md"
PLAIN = ROOT / "samples" / "observatoire-fr.md"
WARM_UP = 5


def main() -> None:
    """Sets the releases in turn, and prints what each took."""
    parser = argparse.ArgumentParser(description="Time and size of a long release, beside a plain one.")
    parser.add_argument(
        "files", type=Path, nargs="*", default=[LONG, PLAIN], help="releases (results-en and a plain one)"
    )
    parser.add_argument("--count", type=int, default=30, help="how often each is set (30)")
    arguments = parser.parse_args()
    use_one_core()
    times: dict[Path, list[tuple[float, float]]] = {file: [] for file in arguments.files}
    pdfs = {file: [_set(file) for _ in range(WARM_UP)][-1] for file in times}
    for _ in range(arguments.count):
        for file, taken in times.items():
            gc.collect()
            start, busy = time.perf_counter(), time.process_time()
            _set(file)
            taken.append(((time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000))
    print(f"{'':24}{'pages':>6}{'kB':>8}{'ms':>8}{'least':>8}{'cpu':>8}")
    for file, taken in times.items():
        pdf = pdfs[file]
        clock, busy = zip(*taken, strict=True)
        figures = len(pdf.content) / 1000, statistics.median(clock), min(clock), statistics.median(busy)
        print(f"{file.name:24}{pdf.pages:6}" + "".join(f"{figure:8.1f}" for figure in figures))
    print(f"\nMedians of {arguments.count}, on one core, warm; reading and parsing the file and its pictures included.")


def _set(file: Path) -> pressprint.Pdf:
    return pressprint.render(pressprint.read(file))


if __name__ == "__main__":
    main()
