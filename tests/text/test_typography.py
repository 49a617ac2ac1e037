"""The typographic rules of each language, against texts in `fixtures/typography`, one file a language tag."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pressprint import languages
from pressprint.languages.rules import read
from pressprint.text.typography import Change, correct
from pressprint.text.typography.rules import rules_of

FIXTURES = Path(__file__).parent / "fixtures" / "typography"
# What cannot be told apart in an editor is written visibly; `¦` is a border between two runs.
SIGNS = str.maketrans({"␣": "\u00a0", "⍽": "\u202f"})
BORDER = "¦"


def cases() -> list[pytest.param]:
    """Each case as a language tag, the text, and what it becomes."""
    found = []
    for file in sorted(FIXTURES.glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        for start in range(0, len(lines), 7):
            title, _, text, _, expected, *_ = lines[start : start + 6]
            assert [lines[start + dot] for dot in (1, 3, 5)] == [".", ".", "."], f"{file.name}: {title}"
            found.append(pytest.param(file.stem, text, expected, id=f"{file.stem}: {title}"))
    return found


def runs_of(text: str) -> tuple[str, ...]:
    return tuple(text.translate(SIGNS).split(BORDER))


def shown(runs: tuple[str, ...]) -> str:
    return BORDER.join(runs).replace("\u00a0", "␣").replace("\u202f", "⍽")


@pytest.mark.parametrize(("tag", "text", "expected"), cases())
def test_a_text_is_set_by_its_languages_rules(tag: str, text: str, expected: str) -> None:
    corrected = correct(runs_of(text), tag)
    assert shown(corrected.runs) == expected
    assert correct(corrected.runs, tag).changes == ()


def test_every_language_has_a_fixture() -> None:
    assert {file.stem for file in FIXTURES.glob("*.txt")} >= set(languages.known())


def test_what_is_protected_is_never_changed() -> None:
    text = 'Le communiqué "CP 41 000 - B : 2" est prêt: voilà!'
    corrected = correct([text], "fr", protected=["CP 41 000 - B : 2"])
    assert shown(corrected.runs) == "Le communiqué «␣CP 41 000 - B : 2␣» est prêt␣: voilà⍽!"


def test_a_protected_text_may_hold_another_and_an_address() -> None:
    text = "See AB - C 12 kg or https://x.example/AB - C now - or later."
    corrected = correct([text], "en", protected=["AB - C", "AB - C 12 kg", ""])
    assert corrected.runs == ("See AB - C 12 kg or https://x.example/AB - C now — or later.",)


def test_changes_tell_what_was_changed_and_where() -> None:
    corrected = correct(["Le phare est ", "rallumé", "! Qui l'aurait cru avant mardi?"], "fr")
    assert corrected.changes == (
        Change("! ", "\u202f! ", "Le phare est rallumé! Qui l'aurait cru avant"),
        Change("'", "’", "est rallumé! Qui l'aurait cru avant mardi?"),
        Change("?", "\u202f?", "cru avant mardi?"),
    )


def test_a_text_with_nothing_to_change_has_no_changes() -> None:
    corrected = correct(("The lamp is ", "lit", "."), "en")
    assert corrected.runs == ("The lamp is ", "lit", ".")
    assert corrected.changes == ()


def test_no_runs_and_empty_runs_stay() -> None:
    assert correct((), "fr").runs == ()
    assert correct(("", "a!", ""), "fr").runs == ("", "a\u202f!", "")


def test_a_tag_of_no_known_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        correct(["x"], "xx")


def test_an_unknown_key_in_a_language_file_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown keys in \\[typography\\]: ouuter"):
        read({"ouuter": ["«", "»"]})


@pytest.mark.parametrize("code", languages.known())
def test_the_rules_of_every_language_and_region_can_be_made(code: str) -> None:
    for region in languages.language(code).typography:
        rules_of(f"{code}-{region}" if region else code)


HARD = [
    '"', "'", " -", "a.", " ", "a ", "1 ", "123 ", "+1 ", "01 ", "(0)", "« ", "»", "!", " !", "a!", "--", "a--", ".",
    " .", "a ,", "www.", "www.a)", "a@", "a.b/", "/", "&a", "(A: B,", "A: B ", "a'", "'a ", '"a ', "l'\"", " “", '"\'',
    "M. ", "z. B. ", "6 mai ", "10 h 30 ", "\ua7f7", "Tel. 1 ", "1%", "a\u00a0-\u00a0", "A. ", "v.v-",
]  # fmt: skip


@pytest.mark.parametrize(("number", "part"), list(enumerate(HARD)), ids=map(repr, HARD))
def test_long_texts_of_one_kind_take_no_more_than_linear_time(number: int, part: str) -> None:
    text = (part * 200_000)[:200_000]
    before = time.process_time()
    correct([text], ("fr", "de", "en", "cs")[number % 4])
    # Some seconds on a slow machine; anything quadratic takes minutes.
    assert time.process_time() - before < 20
