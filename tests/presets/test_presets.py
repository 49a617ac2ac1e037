"""The national forms: that each file is whole, and that each choice in it says where it comes from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pressprint.languages import code_of, language
from pressprint.presets import NAMES, NONE, PARTS, Preset, of_country, preset, read

FOLDER = Path(__file__).parents[2] / "pressprint" / "presets"


def test_the_presets_there_are() -> None:
    """Each name has its file, and each file its name."""
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_loads(name: str) -> None:
    """Each file is read, holds each part once, and tells the lead before the text before the notes."""
    made = preset(name)
    assert sorted(made.order) == sorted(PARTS)
    assert (
        made.order.index("lead") < made.order.index("body") < made.order.index("end_mark") < made.order.index("notes")
    )
    assert made != NONE


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_known(name: str) -> None:
    """A preset words what languages word, with the same places, for languages that there are."""
    for tag, labels in preset(name).labels.items():
        assert code_of(tag)
        for label, text in labels.items():
            known = language(tag).labels[label]
            assert re.findall(r"\{.*?\}", text) == re.findall(r"\{.*?\}", known)
    for tag in (*preset(name).dates, *filter(None, preset(name).end_mark)):
        assert code_of(tag)


@pytest.mark.parametrize("name", NAMES)
def test_each_choice_has_its_source(name: str) -> None:
    """Above each choice or group of choices stands where it comes from: a source, or that it is a convention."""
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    head, *groups = re.split(r"\n\n(?=#|\[)", text)
    assert head.startswith("# ")
    for group in groups:
        comment = " ".join(line[1:] for line in group.splitlines() if line.startswith("#"))
        is_second_table = group.startswith("[")  # under the comment of the table before it
        assert is_second_table or re.search(r"convention|[a-z]\.(com|org|net|fr|it|nl|io|de)\b|“|\"|WpAV", comment), (
            group
        )
        assert tomllib.loads(group), group


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"ordre": []}, "unknown keys in a preset: ordre"),
        ({"order": ["lead", "body"]}, "the order of a preset holds each part once"),
        ({"order": [*PARTS, "lead"]}, "the order of a preset holds each part once"),
        ({"dateline": "below"}, "a preset has its dateline above or opening"),
        ({"counts": "signs"}, "counts characters or words"),
    ],
)
def test_what_a_preset_may_not_hold(table: dict[str, object], message: str) -> None:
    """A key or a choice that is not known is an error of the program's data."""
    with pytest.raises(ValueError, match=message):
        read(table)


@pytest.mark.parametrize(("country", "mark"), [("GB", "ENDS"), ("US", "###"), ("FR", "###"), (None, "###")])
def test_the_mark_of_a_country(country: str | None, mark: str) -> None:
    """A country without a mark of its own has the one that is known everywhere."""
    assert of_country(country).mark("en") == mark


def test_labels_by_tag_then_by_language() -> None:
    """The words for a region come before those for its language; a word that is left empty is one."""
    made = Preset(labels={"de-CH": {"press_release": "Medienmitteilung"}, "de": {"press_release": "P", "facts": ""}})
    assert made.label("de-CH", "de", "press_release") == "Medienmitteilung"
    assert made.label("de-AT", "de", "press_release") == "P"
    assert made.label("de-CH", "de", "facts") == ""
    assert made.label("fr", "fr", "facts") is None
