"""JSON and YAML files of the model's fields."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from pressprint import Release, read
from pressprint.readers.source import Source
from pressprint.readers.tree import Tree, read_json
from pressprint.readers.yaml_tree import read_yaml
from pressprint.release import field_path


def test_json(full_release: Release) -> None:
    """A release written as JSON is read from a file and from a text."""
    text = full_release.model_dump_json(exclude_defaults=True)
    Path("lamp.json").write_text(text, encoding="utf-8")
    assert read("lamp.json") == read(text) == read("\n " + text) == full_release


@pytest.mark.parametrize("name", ["lamp.yaml", "lamp.yml"])
@pytest.mark.parametrize("style", ['"', "|", None])
def test_yaml(full_release: Release, name: str, style: str | None) -> None:
    """A release written as YAML, in whatever style, is read."""
    data = full_release.model_dump(mode="json", exclude_defaults=True)
    text = yaml.safe_dump(data, allow_unicode=True, default_style=style)
    Path(name).write_text(text, encoding="utf-8")
    assert read(name) == full_release


def test_yaml_scalars_stay_what_was_written() -> None:
    """Scalars are strings, so that no language becomes false, no zero is lost and no hour a number."""
    text = "a: no\nb: 0199001234\nc: 2026-03-12\nd: 06:00\ne: 1.50\nf: 0x1F\ng: !!int '7'\nh: yes\ni: =\n"
    values = ["no", "0199001234", "2026-03-12", "06:00", "1.50", "0x1F", "7", "yes", "="]
    assert read_yaml(Source(text)).data == dict(zip("abcdefghi", values, strict=True))


def test_yaml_nulls_are_plain() -> None:
    """An empty value is none, but a quoted one is a text."""
    tree = read_yaml(Source("a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: \"null\"\n"))
    assert tree.data == dict(zip("abcdef", [None, None, None, "", "~", "null"], strict=True))


def test_yaml_merge_keys_are_keys() -> None:
    """YAML's merge key is a key like any other, which a release does not know."""
    assert read_yaml(Source("<<: {a: b}\n")).data == {"<<": {"a": "b"}}


def test_yaml_knows_its_lines() -> None:
    """Each value has the line where its key stands, or where it stands itself in a list."""
    tree = read_yaml(Source("a: b\nc:\n  - d: e\n    f: |\n      g\n  -\n    - h\n"))
    assert tree.data == {"a": "b", "c": [{"d": "e", "f": "g\n"}, ["h"]]}
    assert {field_path(path): line for path, line in tree.lines.items()} == (
        {"": 1, "a": 1, "c": 2, "c[1]": 3, "c[1].d": 3, "c[1].f": 4, "c[2]": 7, "c[2][1]": 7}
    )


def test_front_matter_begins_on_the_second_line() -> None:
    """Lines of front matter are those of its file."""
    assert read_yaml(Source("---\na: b\n---\n"), "a: b").lines == {(): 2, ("a",): 2}


def test_json_knows_its_lines() -> None:
    """JSON has the same lines, whatever its white space and its strings hold."""
    text = '{\n\t"a": "b\\"[{",\r\n"c" :\n[ {"d": 1.5e3,\n"f": null}, [true, -0]],\n"g": "\\ud83d\\udca1" }'
    tree = read_json(Source(text))
    assert tree.data == json.loads(text)
    assert {field_path(path): line for path, line in tree.lines.items()} == (
        {"": 1, "a": 2, "c": 3, "c[1]": 4, "c[1].d": 4, "c[1].f": 5, "c[2]": 5, "c[2][1]": 5, "c[2][2]": 5, "g": 6}
    )


def test_lines_of_what_is_not_there() -> None:
    """A value that is missing has the line of what should hold it."""
    tree = read_yaml(Source("a: b\nc:\n  - d: e\n"))
    assert [tree.line(path) for path in (("c", 0, "x"), ("c", 5), ("x",), ())] == [3, 2, 1, 1]
    assert Tree().line(("a",)) is None


def test_json_reads_all_of_a_large_file() -> None:
    """A text of 2 MB in one JSON file is read whole."""
    body = ["The keepers read the plans of 1907. " * 30] * 2000
    assert len(read(json.dumps({"title": "T", "language": "en", "body": body})).body) == 2000


def test_yaml_reads_all_of_a_large_file() -> None:
    """A text of 2 MB in one YAML file is read whole."""
    line = "  - " + "The keepers read the plans of 1907. " * 30 + "\n"
    Path("lamp.yaml").write_text("title: T\nlanguage: en\nbody:\n" + line * 2000)
    assert len(read("lamp.yaml").body) == 2000
