"""A run that is killed at any moment is completed by the next, to the same bytes."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time

import pytest

KILLS = int(os.environ.get("PRESSPRINT_KILLS", "4"))  # benchmarks/README.md says how thirty are made
COUNT = 120


def pressprint(*arguments):
    """A run in a process group of its own, as a terminal or a machine that goes down would end it."""
    command = [sys.executable, "-m", "pressprint", "batch", "--quiet", "--jobs", "2", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def completed(run):
    """A run that ends well."""
    assert (run.communicate()[1], run.returncode) == ("", 0)


def digests(out):
    """The bytes of all PDFs."""
    return {p.relative_to(out): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.rglob("*.pdf"))}


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    """An archive, what an unbroken run makes of it, and how many seconds that took."""
    from archives import text_of

    root, out = tmp_path_factory.mktemp("archive"), tmp_path_factory.mktemp("unbroken")
    for number in range(COUNT):
        (root / f"{number:03}.md").write_text(text_of(number), encoding="utf-8")
    start = time.monotonic()
    completed(pressprint(root, out))
    return root, digests(out), time.monotonic() - start


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_and_run_again(seed, unbroken, out):
    """Every second time only the parent is killed, and its workers are left to find that out."""
    root, expected, seconds = unbroken
    moments = random.Random(seed)
    for _ in range(2):
        run = pressprint(root, out)
        time.sleep(moments.uniform(0.3, 1.1) * seconds)
        (os.kill if seed % 2 else os.killpg)(run.pid, signal.SIGKILL)
        run.communicate()
    for path in out.rglob("*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF"), "nothing torn is ever seen"
    known = {p.relative_to(out): p.stat().st_mtime_ns for p in out.rglob("*.pdf")}
    completed(pressprint(root, out))
    assert digests(out) == expected
    again = [path for path, changed in known.items() if (out / path).stat().st_mtime_ns != changed]
    # What a worker wrote and nobody lived to note is made anew: two at most, of two workers in two runs.
    assert len(again) <= 8
    assert list((out / ".pressprint/aside").iterdir()) == []


def test_interrupted(unbroken, out):
    """Ctrl-C ends the run with a summary, and the next one goes on."""
    root, expected, _ = unbroken
    command = [sys.executable, "-m", "pressprint", "batch", "--jobs", "2", str(root), str(out)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    run.stdout.readline()  # the first release is set
    os.killpg(run.pid, signal.SIGINT)
    told, errors = run.communicate(timeout=30)
    assert run.returncode == 130
    assert "interrupted; what is done is kept" in told
    assert errors == ""
    completed(pressprint(root, out))
    assert digests(out) == expected
