"""How long a process takes that sets one release: `python benchmarks/cold.py [FILE…]`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = "bare Python"
PLATYPUS = "Platypus, one line"
HELLO = """
import sys
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.lib.styles import getSampleStyleSheet
SimpleDocTemplate(sys.argv[1]).build([Paragraph("Hello", getSampleStyleSheet()["Normal"])])
"""
START = "from pressprint.__main__ import main; main()"


def main() -> int:
    """Reads the command line, measures, and prints what was found."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="pressprint-cold-") as folder:
        out = str(Path(folder) / "out.pdf")
        commands = {BARE: ["-c", "pass"], PLATYPUS: ["-c", HELLO, out]}
        commands |= {file.name: ["-c", START, "render", str(file), "-o", out] for file in arguments.files}
        times = measure(commands, arguments.count)
    report = {
        "count": arguments.count,
        "python": platform.python_version(),
        "processes": {name: _summary(taken) for name, taken in times.items()},
    }
    print(json.dumps(report, ensure_ascii=False, indent=2) if arguments.json else _table(report["processes"]))
    return 0


def measure(commands: dict[str, list[str]], count: int) -> dict[str, list[float]]:
    """The milliseconds of each command's processes. In each round every command is run once, in a random order."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    chance = random.Random("pressprint")
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(count + 1):
        for name in chance.sample(list(commands), len(commands)):
            start = time.perf_counter()
            subprocess.run([sys.executable, *commands[name]], env=environment, check=True, stdout=subprocess.DEVNULL)
            # The first round only has Python write its bytecode, as an installer does, and the disk read its files.
            if number:
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def _arguments() -> argparse.Namespace:
    seed = ROOT.parent / "shared" / "seed"
    default = [*sorted(seed.glob("*.md")), *sorted((ROOT / "samples").glob("*-*.md"))]
    parser = argparse.ArgumentParser(description="The time of a whole process that sets one release.")
    parser.add_argument("files", type=Path, nargs="*", default=default, help="releases (the samples)")
    parser.add_argument("--count", type=int, default=20, help="how many processes are measured for each")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    return parser.parse_args()


def _summary(taken: Sequence[float]) -> dict[str, float]:
    return {"median_ms": round(statistics.median(taken), 1), "least_ms": round(min(taken), 1)}


def _table(processes: dict[str, dict[str, float]]) -> str:
    lines = [f"{'':30}{'median ms':>10}{'least ms':>10}"]
    lines += [f"{name:30}{row['median_ms']:10.0f}{row['least_ms']:10.0f}" for name, row in processes.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
