"""Time and size per release, beside reportlab's Platypus and Typst: `python benchmarks/run.py FOLDER`."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import statistics
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import peers
from measure import Engine, Trial, measure, pressprint_job, ratio, split, use_one_core

from pressprint import PressprintWarning, load_layout

ROOT = Path(__file__).resolve().parents[1]
OURS = "pressprint"
SHOWN_FAILURES = 3


def main() -> int:
    """Reads the command line, measures, and prints what was found."""
    arguments = _arguments()
    files = [file for file in arguments.folder.glob("*.md") if not file.name.lower().startswith("readme")]
    if len(files) < 2:
        print(f"{arguments.folder}: expected a folder with two Markdown releases or more", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore", PressprintWarning)
    use_one_core()
    engines, missing = _engines()
    measured, warm_up = split(files, arguments.count)
    if not arguments.json:
        print(f"{len(measured)} releases of {arguments.folder}, after {len(warm_up)} others to warm up …", flush=True)
    trials = measure(engines, measured, warm_up)
    names = [engine.name for engine in engines]
    report = {
        "folder": str(arguments.folder),
        "releases": len(measured),
        "warm_up": len(warm_up),
        "median_words": statistics.median(trial.words for trial in trials),
        "versions": _versions(),
        "not_installed": missing,
        "engines": {name: _summary(trials, name) for name in names},
        "ratios": {f"{OURS}/{name}": ratio(trials, OURS, name) for name in names if name != OURS},
    }
    print(json.dumps(report, ensure_ascii=False, indent=2) if arguments.json else _table(report))
    return 0


def _arguments() -> argparse.Namespace:
    archive = ROOT.parent / "shared" / "archive"
    default = archive if archive.is_dir() else ROOT / "samples"
    parser = argparse.ArgumentParser(description="Time and size per release, beside Platypus and Typst.")
    parser.add_argument("folder", type=Path, nargs="?", default=default, help=f"Markdown releases ({default})")
    parser.add_argument("--count", type=_count, default=200, help="how many to measure; a third is left to warm up")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    return parser.parse_args()


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of releases")
    return int(text)


def _engines() -> tuple[list[Engine], dict[str, str]]:
    """The engines that are there; and, by name, why one is not."""
    layout = load_layout("agency")
    engines, missing = [Engine(OURS, pressprint_job)], {}
    for name, peer in {"Platypus": peers.platypus, "Typst": peers.typst}.items():
        try:
            engines += peer(layout)
        except ImportError as error:
            missing[name] = str(error)
    return engines, missing


def _versions() -> dict[str, str | None]:
    """What is measured; None stands for what is not installed."""
    versions: dict[str, str | None] = {"python": platform.python_version()}
    for package in (OURS, "reportlab", "rl_accel", "typst"):
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            versions[package] = None
    return versions


def _summary(trials: Sequence[Trial], name: str) -> dict[str, Any]:
    results = [trial.results[name] for trial in trials if name in trial.results]
    return {
        "set": len(results),
        "median_ms": round(statistics.median(result.ms for result in results), 2) if results else None,
        "median_kb": round(statistics.median(result.size for result in results) / 1000, 1) if results else None,
        "pages": sum(result.pages for result in results),
        "failures": {trial.file.name: trial.failures[name] for trial in trials if name in trial.failures},
    }


def _table(report: dict[str, Any]) -> str:
    lines = [f"{'':20}{'set':>6}{'failed':>8}{'ms':>8}{'kB':>8}{'pages':>7}   pressprint’s time ÷ its time"]
    for name, row in report["engines"].items():
        ms, kb = ("–" if row[key] is None else row[key] for key in ("median_ms", "median_kb"))
        by = report["ratios"].get(f"{OURS}/{name}")
        lines.append(
            f"{name:20}{row['set']:6}{len(row['failures']):8}{ms:>8}{kb:>8}{row['pages']:7}"
            + (f"   {by:.2f}" if by is not None else "")
        )
    lines += ["", "Medians; the last column is the median of the ratios taken release by release."]
    lines += [f"Half of the releases have more than {report['median_words']:.0f} words."]
    lines += ["pressprint’s time includes reading and parsing the file; the peers’ texts are parsed beforehand."]
    lines += ["One core; A4; each release set once by each engine; the garbage collector’s full passes are not timed."]
    lines += [f"{name} is left out: {reason}" for name, reason in report["not_installed"].items()]
    versions = {name: version or "not installed" for name, version in report["versions"].items()}
    lines += [", ".join(f"{name} {version}" for name, version in versions.items())]
    for name, row in report["engines"].items():
        shown = list(row["failures"].items())[:SHOWN_FAILURES]
        lines += [f"{name} failed on {file}: {message}" for file, message in shown]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
