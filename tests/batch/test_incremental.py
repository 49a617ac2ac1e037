"""A second run sets what changed, and nothing else."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import pressprint
from pressprint import OutputError, ReadError, render, render_archive
from pressprint.batch import Manifest, Result, open_outputs, plan
from pressprint.version import VERSION

Statuses = Callable[..., dict[str, int]]
Results = Callable[..., dict[str, Result]]


def test_outputs_mirror_the_sources(archive: Callable[..., Path], out: Path, results: Results) -> None:
    found = results(archive(4), out)
    assert {r.output for r in found.values()} == {"odd/001.pdf", "even/002.pdf", "odd/003.pdf", "even/004.pdf"}
    for result in found.values():
        content = (out / (result.output or "")).read_bytes()
        assert result.sha256 == hashlib.sha256(content).hexdigest()
        assert (result.status, result.pages, result.size) == ("set", 1, len(content))
        assert result.seconds > 0


def test_an_output_has_the_bytes_that_render_gives(archive: Callable[..., Path], out: Path, statuses: Statuses) -> None:
    root = archive(1)
    statuses(root, out)
    assert (out / "odd/001.pdf").read_bytes() == render(pressprint.read(root / "odd/001.md")).content


def test_a_second_run_sets_what_changed(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root = archive(4)
    results(root, out)
    changed = root / "odd/003.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    found = results(root, out)
    assert {name for name, result in found.items() if result.status == "set"} == {"odd/003.md"}
    assert {result.status for result in found.values()} == {"set", "unchanged"}


def test_what_is_unchanged_is_told_as_it_was(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root = archive(1)
    first, second = results(root, out)["odd/001.md"], results(root, out)["odd/001.md"]
    assert (second.sha256, second.pages, second.size, second.output) == (first.sha256, 1, first.size, first.output)


def test_a_touched_file_is_unchanged(archive: Callable[..., Path], out: Path, statuses: Statuses) -> None:
    root = archive(2)
    statuses(root, out)
    os.utime(root / "odd/001.md", (1, 1))
    assert statuses(root, out) == {"unchanged": 2}


def test_an_output_that_is_gone_or_altered_is_made_again(
    archive: Callable[..., Path], out: Path, results: Results
) -> None:
    root = archive(3)
    results(root, out)
    (out / "odd/001.pdf").unlink()
    (out / "even/002.pdf").write_bytes(b"%PDF-1.7 altered")
    os.utime(out / "odd/003.pdf", (1, 1))  # the same bytes
    found = results(root, out)
    assert {name: result.status for name, result in found.items()} == {
        "odd/001.md": "set", "even/002.md": "set", "odd/003.md": "unchanged"
    }  # fmt: skip


def test_force_sets_all(archive: Callable[..., Path], out: Path, statuses: Statuses) -> None:
    root = archive(2)
    statuses(root, out)
    assert statuses(root, out, force=True) == {"set": 2}


def test_another_layout_or_another_wish_sets_all(
    archive: Callable[..., Path], out: Path, statuses: Statuses, write_layout: Callable[..., Path], logo: str
) -> None:
    root = archive(2)
    folder = write_layout('extends = "agency"\n[organisation]\nname = "Lights"\nlogo = "logo.svg"\n', logo_svg=logo)
    assert statuses(root, out, layout=folder) == {"set": 2}
    assert statuses(root, out, layout=folder) == {"unchanged": 2}
    write_layout('extends = "agency"\n[organisation]\nname = "Lamps"\nlogo = "logo.svg"\n')
    assert statuses(root, out, layout=folder) == {"set": 2}
    (folder / "logo.svg").write_text(logo.replace("#6b1f5c", "#0f5c63"), encoding="utf-8")
    assert statuses(root, out, layout=folder) == {"set": 2}
    assert statuses(root, out, layout=folder, embed_source=False) == {"set": 2}
    assert statuses(root, out) == {"set": 2}
    assert statuses(root, out) == {"unchanged": 2}


def test_another_version_sets_all(
    archive: Callable[..., Path], out: Path, statuses: Statuses, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = archive(2)
    statuses(root, out)
    monkeypatch.setattr(plan, "VERSION", "99.0")
    assert statuses(root, out) == {"set": 2}


def test_what_failed_is_tried_again(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root = archive(2)
    (root / "bad.md").write_text("---\nlanguage: xx\n---\n", encoding="utf-8")
    for _ in range(2):
        found = results(root, out)
        assert found["bad.md"].status == "failed"
        assert found["bad.md"].problems[0].file == str(root / "bad.md")
    assert not (out / "bad.pdf").exists()


def test_a_release_that_breaks_keeps_its_last_pdf(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root = archive(2)
    results(root, out)
    before = (out / "odd/001.pdf").read_bytes()
    (root / "odd/001.md").write_text("---\nlanguage: xx\n---\n", encoding="utf-8")
    assert results(root, out, prune=True)["odd/001.md"].status == "failed"
    assert (out / "odd/001.pdf").read_bytes() == before


def test_prune_removes_what_has_no_source(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root = archive(4)
    results(root, out)
    for name in ("even/002.md", "even/004.md"):
        (root / name).unlink()
    assert results(root, out)["even/002.md"].status == "gone"
    assert (out / "even/002.pdf").exists()
    assert results(root, out, prune=True)["even/002.md"].status == "gone"
    assert not (out / "even").exists()
    assert set(results(root, out)) == {"odd/001.md", "odd/003.md"}


def test_what_is_gone_is_told_before_it_is_removed(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root = archive(2)
    results(root, out)
    (root / "even/002.md").unlink()
    for result in render_archive(root, out, jobs=1, prune=True):
        assert result.status != "gone" or (out / "even/002.pdf").exists()


def test_a_list_does_not_prune(archive: Callable[..., Path], out: Path) -> None:
    with pytest.raises(OutputError, match="a list does not tell which releases are gone"):
        render_archive([archive(1) / "odd/001.md"], out, prune=True)


def test_another_archive_does_not_go_to_the_same_place(
    archive: Callable[..., Path], out: Path, statuses: Statuses, tmp_path: Path
) -> None:
    root, other = archive(2), archive(2, "other")
    statuses(root, out)
    with pytest.raises(OutputError, match="holds the PDFs of"):
        statuses(other, out)
    assert statuses(other, out, moved=True) == {"unchanged": 2}
    assert statuses(other, out) == {"unchanged": 2}


def test_what_no_run_made_is_not_replaced(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root = archive(2)
    (out / "odd").mkdir(parents=True)
    (out / "odd/001.pdf").write_bytes(b"somebody's own")
    found = results(root, out)
    assert (found["odd/001.md"].status, found["even/002.md"].status) == ("failed", "set")
    assert "odd/001.pdf is there and was not made by this" in str(found["odd/001.md"].problems[0])
    assert (out / "odd/001.pdf").read_bytes() == b"somebody's own"
    assert results(root, out, force=True)["odd/001.md"].status == "set"
    assert results(root, out)["odd/001.md"].status == "unchanged"


def test_a_folder_that_cannot_be_looked_into_is_told_and_not_pruned(
    archive: Callable[..., Path], out: Path, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = archive(4)
    results(root, out)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("even"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = results(root, out, prune=True)
    assert "the folder cannot be looked into: Permission denied" in str(found["even/"].problems[0])
    assert "even/002.md" not in found
    assert (out / "even/002.pdf").exists()


def test_linked_folders_are_walked_once(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root, other = archive(2), archive(1, "other")
    (root / "linked").symlink_to(other)
    (root / "back").symlink_to(root)
    assert set(results(root, out)) == {"even/002.md", "linked/odd/001.md", "odd/001.md"}


def test_what_cannot_be_removed_is_told(
    archive: Callable[..., Path], out: Path, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = archive(4)
    results(root, out)
    for name in ("odd/001", "even/002"):
        (root / f"{name}.md").unlink()
    (out / "odd/001.pdf").unlink()  # by hand
    (out / "even/002.pdf").unlink()
    (out / "even/002.pdf").mkdir()
    with pytest.raises(OutputError, match=r"even/002\.pdf: cannot be removed"):
        results(root, out, prune=True)
    (out / "even/002.pdf").rmdir()
    results(root, out, prune=True)
    assert set(results(root, out)) == {"even/004.md", "odd/003.md"}


def test_a_run_can_be_asked_from_one_thread_after_the_other(archive: Callable[..., Path], out: Path) -> None:
    running = render_archive(archive(3), out, jobs=1)
    found = []
    for _ in range(4):
        thread = threading.Thread(target=lambda: found.append(next(running, None)))
        thread.start()
        thread.join()
    assert [result and result.status for result in found] == ["set", "set", "set", None]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not have such names")
def test_names_that_are_no_text_are_written_out(archive: Callable[..., Path], out: Path, results: Results) -> None:
    root = archive(1)
    text = (root / "odd/001.md").read_bytes()
    for name in (b"caf\xe9.md", b"two\nlines.md"):
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_bytes(text)
    (root / ("x" * 252 + ".md")).write_bytes(text)
    Path(os.fsdecode(os.fsencode(root) + b"/bad\xff.md")).write_bytes(b"no release")
    found = results(root, out)
    assert {name: r.status for name, r in found.items() if len(name) < 90} == {
        "caf\\xe9.md": "set", "two\\nlines.md": "set", "odd/001.md": "set", "bad\\xff.md": "failed"
    }  # fmt: skip
    assert len(found) == 5
    assert results(root, out)["caf\\xe9.md"].status == "unchanged"


def test_there_has_to_be_something_to_set(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="no release is here"):
        render_archive(tmp_path / "empty", out)
    with pytest.raises(ReadError, match="there is no such file or folder"):
        render_archive(tmp_path / "nowhere", out)
    with pytest.raises(ReadError, match="the list of releases is empty"):
        render_archive([], out)
    assert not out.exists()


def test_a_layout_that_cannot_be_used_ends_the_run_before_it_begins(archive: Callable[..., Path], out: Path) -> None:
    with pytest.raises(pressprint.LayoutError, match="there is no layout"):
        render_archive(archive(1), out, layout="nowhere")
    assert not out.exists()


@pytest.mark.parametrize("option", ["jobs", "timeout", "memory"])
def test_limits_are_above_zero(archive: Callable[..., Path], out: Path, option: str) -> None:
    with pytest.raises(ValueError, match=f"{option} is 0; expected a number above 0"):
        render_archive(archive(1), out, **{option: 0})


def test_two_runs_exclude_each_other(archive: Callable[..., Path], out: Path, statuses: Statuses) -> None:
    root = archive(2)
    first = render_archive(root, out, jobs=1)
    next(first)
    with pytest.raises(OutputError, match="another run is writing there"):
        statuses(root, out)
    first.close()
    assert statuses(root, out) == {"unchanged": 1, "set": 1}


def test_a_damaged_manifest_is_told(archive: Callable[..., Path], out: Path, statuses: Statuses) -> None:
    root = archive(1)
    statuses(root, out)
    (out / ".pressprint/manifest.sqlite").write_bytes(b"not a manifest, but long enough to be a file of some kind" * 20)
    with pytest.raises(OutputError, match="remove it, and have all set anew with --force"):
        statuses(root, out)


def test_a_manifest_of_a_later_version_is_told(archive: Callable[..., Path], out: Path, statuses: Statuses) -> None:
    root = archive(1)
    statuses(root, out)
    with sqlite3.connect(out / ".pressprint/manifest.sqlite") as base:
        base.execute("pragma user_version = 99")
    base.close()
    with pytest.raises(OutputError, match="later version of pressprint"):
        statuses(root, out)


def test_the_manifest_holds_what_was_made(archive: Callable[..., Path], out: Path, statuses: Statuses) -> None:
    root = archive(1)
    statuses(root, out)
    with Manifest(open_outputs(out).state) as manifest:
        (entry,) = manifest.entries().values()
    assert entry.result.marks.source == hashlib.sha256((root / "odd/001.md").read_bytes()).hexdigest()
    assert entry.result.marks.own_layout == "agency"
    assert len(entry.result.marks.layout) == 64
    assert entry.version == VERSION
