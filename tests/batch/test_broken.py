"""Nothing is lost: broken inputs, dying workers and full disks are told, and all else is set."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from itertools import cycle, islice

import pytest
from archives import text_of

from pressprint import FullDiskError, render_archive
from pressprint.batch import outputs, work

HEAD = "---\ntitle: A lamp\nlanguage: en\n"

BROKEN = {
    "empty.md": b"",
    "blank.md": b" \n\t\n",
    "latin.md": "---\ntitle: Une lumière\nlanguage: fr\n---\n".encode("latin-1"),
    "utf-16.md": f"{HEAD}---\n".encode("utf-16"),
    "picture.md": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "no-title.md": b"---\nlanguage: en\n---\nText.\n",
    "no-language.md": b"---\ntitle: A lamp\n---\nText.\n",
    "language.md": b"---\ntitle: A lamp\nlanguage: xx\n---\n",
    "date.md": f"{HEAD}date: 2026-02-30\n---\n".encode(),
    "embargo.md": f"{HEAD}embargo: tomorrow\n---\n".encode(),
    "field.md": f"{HEAD}headline: A lamp\n---\n".encode(),
    "email.md": f"{HEAD}contacts: [{{name: A, email: a(at)b}}]\n---\n".encode(),
    "contact.md": f"{HEAD}contacts: [{{role: Press}}]\n---\n".encode(),
    "layout.md": f"{HEAD}layout: nowhere\n---\nText.\n".encode(),
    "yaml.md": f"{HEAD}contacts: [\n---\n".encode(),
    "open.md": HEAD.encode(),
    "glyphs.md": f"{HEAD}---\nA sign: \U00013000.\n".encode(),
    "control.md": b'---\ntitle: "\\u200b"\nlanguage: en\n---\nText.\n',
    "syntax.json": b'{"title": "A lamp", "language": "en"',
    "array.json": b'["a", "b"]',
    "type.json": b'{"title": 7, "language": "en"}',
    "body.json": b'{"title": "A lamp", "language": "en", "body": [{"type": "poem"}]}',
    "deep.json": b"[" * 100_000,
    "number.json": b"12",
    "alias.yaml": b"a: &a [1, 2]\nb: *c\n",
    "tag.yaml": b"!!python/object:os.system {}\n",
    "list.yaml": b"- a\n- b\n",
    "tabs.yml": b"title:\n\t- A lamp\n",
}


def test_a_hundred_broken_among_five_hundred(results, tmp_path, out):
    """Ends with five hundred PDFs and a hundred reasons."""
    root = tmp_path / "archive"
    root.mkdir()
    for number in range(500):
        (root / f"good-{number:03}.md").write_text(text_of(number), encoding="utf-8")
    for number, (name, content) in enumerate(islice(cycle(BROKEN.items()), 97)):
        (root / f"bad-{number:03}-{name}").write_bytes(content)
    (root / "bad-097.md").symlink_to(root / "nowhere.md")
    (root / "bad-098.md").symlink_to(root / "bad-098.md")
    os.mkfifo(root / "bad-099.md")
    found = results(root, out, jobs=2)
    assert len(found) == 600
    failed = {name: result for name, result in found.items() if result.status == "failed"}
    assert sorted(failed) == sorted(path.name for path in root.glob("bad-*"))
    for name, result in failed.items():
        told = [str(problem) for problem in result.problems]
        assert told, name
        assert all("\n" not in line and name in line and "fault of pressprint" not in line for line in told)
    assert len(list(out.glob("*.pdf"))) == 500
    assert list(out.glob(".pressprint/aside/*")) == []


@pytest.fixture
def in_the_third(monkeypatch):
    """A function that has something happen while the third release is set."""
    original = work.render

    def arrange(mishap):
        def render(release, layout, **options):
            if release.reference == "LO-003":
                mishap()
            return original(release, layout, **options)

        monkeypatch.setattr(work, "render", render)

    return arrange


def test_a_release_that_kills_its_process_is_told(results, archive, out, in_the_third):
    """It is tried twice; the others are set."""
    in_the_third(lambda: os.kill(os.getpid(), signal.SIGKILL))
    found = results(archive(6), out, jobs=2)
    assert [result.status for result in found.values()].count("set") == 5
    assert "died, twice (SIGKILL)" in str(found["odd/003.md"].problems[0])


def test_a_release_that_takes_too_long_is_stopped(results, archive, out, in_the_third):
    """And told, with the option that gives it more."""
    in_the_third(lambda: time.sleep(600))
    found = results(archive(6), out, timeout=3)
    assert [result.status for result in found.values()].count("set") == 5
    assert "took more than 3 seconds and was stopped" in str(found["odd/003.md"].problems[0])


def test_a_release_that_takes_too_much_memory_is_stopped(results, archive, out, in_the_third):
    """And told, with the option that gives it more."""
    in_the_third(lambda: bytearray(3_000_000_000))
    found = results(archive(6), out, memory=500_000_000)
    assert [result.status for result in found.values()].count("set") == 5
    assert "needs more memory than a release may have" in str(found["odd/003.md"].problems[0])


def test_a_fault_of_our_own_is_told_as_such(results, archive, out, monkeypatch):
    """One release less, and a line that asks to report it."""

    def faulty(release, layout, **options):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(work, "render", faulty)
    (result,) = results(archive(1), out).values()
    assert "a fault of pressprint’s own (ZeroDivisionError: division by zero); please report it" in str(result.problems)


def test_a_full_disk_ends_the_run(statuses, archive, out, monkeypatch):
    """Nothing torn is left, and the next run goes on from there."""
    root, original = archive(8), outputs.write_whole

    def full(target, content, aside):
        if len(list(out.rglob("*.pdf"))) == 3:
            raise outputs.unwritten(OSError(errno.ENOSPC, "No space left on device"), str(target))
        original(target, content, aside)

    monkeypatch.setattr(outputs, "write_whole", full)
    with pytest.raises(FullDiskError, match="the disk is full; make room on it and run again"):
        statuses(root, out)
    assert len(list(out.rglob("*.pdf"))) == 3
    monkeypatch.undo()
    assert statuses(root, out) == {"unchanged": 3, "set": 5}


def test_a_disk_that_is_really_full(archive, tmp_path, statuses):
    """On a file system of 200 kB, where one may be mounted."""
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(small)]
    if sys.platform != "linux" or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        root = archive(40)
        with pytest.raises(FullDiskError):
            statuses(root, small)
        for path in small.rglob("*.pdf"):
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
        subprocess.run(["mount", "-o", "remount,size=20m", str(small)], check=True)
        assert statuses(root, small)["set"] > 20
        assert len(list(small.rglob("*.pdf"))) == 40
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_folder_that_cannot_be_made_costs_its_releases(results, archive, out):
    """A file stands where a folder should be: those releases are told, the others set."""
    out.mkdir()
    (out / "odd").write_text("a file", encoding="utf-8")
    found = results(archive(4), out)
    assert {name: result.status for name, result in found.items()} == {
        "even/002.md": "set", "even/004.md": "set", "odd/001.md": "failed", "odd/003.md": "failed"
    }  # fmt: skip
    assert "cannot be written" in str(found["odd/001.md"].problems[0])


def test_results_come_as_they_are_done(archive, out):
    """Whoever stops to iterate has what was done, and the manifest knows it."""
    running = render_archive(archive(40), out, jobs=1)
    for _ in range(5):
        next(running)
    running.close()
    assert 5 <= len(list(out.rglob("*.pdf"))) < 40


def test_the_manifest_is_a_file_of_json_and_numbers(statuses, archive, out):
    """Other tools can read it."""
    import sqlite3

    statuses(archive(1), out)
    with sqlite3.connect(out / ".pressprint/manifest.sqlite") as base:
        columns = [row[1] for row in base.execute("pragma table_info(releases)")]
        (row,) = base.execute("select * from releases")
    base.close()
    held = dict(zip(columns, row, strict=True))
    assert json.loads(held["warnings"]) == json.loads(held["problems"]) == []
    assert (held["status"], held["output"], held["pages"]) == ("set", "odd/001.pdf", 1)


def test_a_script_that_does_not_ask_whether_it_is_the_main_module(archive, out):
    """Beside threads new interpreters are begun, and each would run the script: that is told, once."""
    script = (
        "import sys, threading, time, pressprint\n"
        "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "list(pressprint.render_archive(sys.argv[1], sys.argv[2], jobs=2))\n"
    )
    file = archive(3).parent / "script.py"
    file.write_text(script, encoding="utf-8")
    command = [sys.executable, str(file), str(file.parent / "archive"), str(out)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 1
    assert "processes to work with cannot be started (exit code 1)" in run.stderr.splitlines()[-1]
    assert not list(out.rglob("*.pdf"))
