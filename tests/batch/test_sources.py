"""Folders, globs, lists, JSON Lines and zip files become lists of sources."""

import json
import zipfile

import pytest
from archives import text_of

from pressprint import ReadError, Release
from pressprint.batch import find_sources
from pressprint.batch.sources import LIST


def names(found):
    return [source.name for source in found.sources]


def test_a_folder_is_walked(archive):
    """In the order of names, without hidden files; what holds no release is counted."""
    root = archive(3)
    for name in ("notes.docx", "old.pdf", ".hidden.md", "data.json", "data.YAML"):
        (root / name).write_text("{}", encoding="utf-8")
    (root / ".git").mkdir()
    (root / ".git/x.md").touch()
    found = find_sources(root)
    assert names(found) == ["data.YAML", "data.json", "even/002.md", "odd/001.md", "odd/003.md"]
    assert (found.origin, found.others) == (str(root), 2)


def test_a_glob_names_from_where_its_signs_begin(archive):
    """`**` goes down; a file that no release is in is counted."""
    root = archive(3)
    (root / "odd/001.docx").touch()
    found = find_sources(f"{root}/**/*001*")
    assert (names(found), found.others) == (["odd/001.md"], 1)
    assert names(find_sources(f"{root}/odd/*.md")) == ["001.md", "003.md"]


def test_a_list_names_from_the_current_folder(archive, tmp_path, monkeypatch):
    """Files twice in a list are set once; one that is not there is told when it is read."""
    root = archive(2)
    monkeypatch.chdir(root)
    found = find_sources(["odd/001.md", root / "odd/001.md", "./odd/../even/002.md", "nowhere.md", tmp_path / "x/y.md"])
    assert names(found) == ["odd/001.md", "even/002.md", "nowhere.md", f"{tmp_path}/x/y.md".lstrip("/")]
    assert found.origin == LIST
    with pytest.raises(ReadError, match="there is no such file"):
        found.sources[2].read()


def test_releases_can_be_given_as_they_are(results, out):
    """A release that was made in a script is named by its reference, or else its title; twins are numbered."""
    releases = [
        Release(title="A lamp", language="en", reference="LO/1"),
        Release(title="A lamp", language="en"),
        Release(title="A lamp", language="en"),
    ]
    found = results(releases, out)
    assert [result.output for result in found.values()] == ["LO-1.pdf", "A lamp.pdf", "A lamp-2.pdf"]
    assert [result.numbered for result in found.values()] == [False, False, True]
    assert {result.status for result in results(releases, out).values()} == {"unchanged"}


def test_each_line_of_json_lines_is_a_release(results, out, tmp_path):
    """Errors name the line; empty lines are passed over."""
    file = tmp_path / "year.jsonl"
    good = json.dumps({"title": "A lamp", "language": "en"})
    file.write_text(f'{good}\n\n{{"title": "No language"}}\n{good}\nnot JSON\n', encoding="utf-8")
    found = results(file, out)
    assert [result.status for result in found.values()] == ["set", "failed", "set", "failed"]
    assert (out / "year/000001.pdf").exists()
    assert (out / "year/000004.pdf").exists()
    told = [str(result.problems[0]) for result in found.values() if result.problems]
    assert told[0].startswith(f"{file}:3: language: is missing")
    assert told[1].startswith(f"{file}:5: ")


def test_a_zip_file_is_a_folder(results, out, tmp_path):
    """Its releases keep their paths."""
    with zipfile.ZipFile(tmp_path / "year.zip", "w") as file:
        for number in (1, 2):
            file.writestr(f"spring/{number}.md", text_of(number))
    for place in (tmp_path / "year.zip", f"zip://{tmp_path}/year.zip", f"zip://spring/*.md::{tmp_path}/year.zip"):
        assert len(find_sources(place).sources) == 2
    found = results(tmp_path / "year.zip", out)
    assert [result.output for result in found.values()] == ["spring/1.pdf", "spring/2.pdf"]
    assert {result.status for result in results(tmp_path / "year.zip", out).values()} == {"unchanged"}


def test_sources_of_one_name_are_both_kept(results, archive, out):
    """Each under a number of its own, in every run the same."""
    root = archive(1)
    (root / "odd/001.txt").write_text(text_of(1), encoding="utf-8")
    first = results(root, out)
    assert [(r.output, r.numbered) for r in first.values()] == [("odd/001.pdf", False), ("odd/001-2.pdf", True)]
    second = results(root, out)
    assert [(r.output, r.numbered, r.status) for r in second.values()] == [
        ("odd/001.pdf", False, "unchanged"),
        ("odd/001-2.pdf", True, "unchanged"),
    ]


def test_a_pattern_names_what_a_release_holds(results, archive, out):
    """Those that cannot be read have no name and are told; a second run need not read what it knows."""
    root = archive(3)
    (root / "bad.md").write_text("---\nlanguage: xx\n---\n", encoding="utf-8")
    (root / "twin.md").write_text(text_of(2), encoding="utf-8")
    pattern = "{date:%Y}/{reference}-{language}.pdf"
    found = results(root, out, name=pattern)
    assert {name: result.output for name, result in found.items()} == {
        "bad.md": None,
        "even/002.md": "2026/LO-002-en.pdf",
        "odd/001.md": "2026/LO-001-en.pdf",
        "odd/003.md": "2026/LO-003-en.pdf",
        "twin.md": "2026/LO-002-en-2.pdf",
    }
    second = results(root, out, name=pattern)
    assert sorted(result.status for result in second.values()) == ["failed", *["unchanged"] * 4]


def test_a_list_leaves_names_to_those_that_are_not_on_it(results, archive, out, monkeypatch):
    """Lists of different days go to one place, and none takes another's name."""
    root = archive(2)
    monkeypatch.chdir(root)
    (root / "odd/001.txt").write_text(text_of(7), encoding="utf-8")
    for day, name in (
        (["odd/001.md"], "odd/001.pdf"),
        (["odd/001.txt"], "odd/001-2.pdf"),
        (["odd/001.md"], "odd/001.pdf"),
    ):
        assert [result.output for result in results(day, out).values()] == [name]
    assert {result.status for result in results(["odd/001.txt"], out).values()} == {"unchanged"}


def test_another_pattern_leaves_the_old_names_to_prune(results, archive, out):
    """What got another name is told as gone, and removed when that is asked for."""
    root = archive(1)
    results(root, out)
    found = results(root, out, name="{reference}", prune=True)
    assert found["odd/001.md"].output == "LO-001.pdf"
    assert found["odd/001.pdf"].status == "gone"
    assert [path.name for path in out.iterdir() if path.name != ".pressprint"] == ["LO-001.pdf"]
    assert set(results(root, out, name="{reference}")) == {"odd/001.md"}
