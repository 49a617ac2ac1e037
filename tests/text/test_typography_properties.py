"""What holds of the typographic rules for any text in any language."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pressprint import languages
from pressprint.text.typography import correct

REFERENCE = "CP199 - 2015"
TAGS = [*languages.known(), "fr-CA", "fr-CH", "de-CH", "de-AT", "en-GB", "pt-PT", "es-MX", "zh-Hant-TW"]
# The signs that rules look at, and what they look for, are far likelier here than in any text.
PARTS = [
    *"aBzéÉОо1290 \u00a0\u202f\u2009\n\"'’“”„‘‚«»‹›-–—.…,;:!?%€°§#/@()\ua7f7\u0301_",
    *(
        "  ",
        "--",
        " - ",
        "...",
        "10 km",
        "41 000",
        "M. ",
        "Dr. ",
        "z. B.",
        "6 mai",
        "6 de mayo",
        "May 6",
        "'s",
        "l'",
        "5'10\"",
    ),
    *(
        "http://x.example/",
        "o'a@x.example",
        "+33 1 44 76 75 39",
        "Tel. 01 44",
        "(NYSE: ABC)",
        "&amp;",
        "№ 5",
        "w ",
        REFERENCE,
    ),
]
TEXTS = st.one_of(st.lists(st.sampled_from(PARTS), max_size=30).map("".join), st.text(max_size=40))
RUNS = st.lists(TEXTS, min_size=1, max_size=4)

# All that a rule may change: spaces, quotes, apostrophes, dashes, dots.
CHANGEABLE = re.compile(r"[\s\"'’“”„‘‚«»‹›.…–—-]")


def kept(text: str) -> str:
    return CHANGEABLE.sub("", text)


@settings(max_examples=600)
@given(runs=RUNS, tag=st.sampled_from(TAGS))
def test_correcting_twice_changes_nothing_more(runs: list[str], tag: str) -> None:
    once = correct(runs, tag)
    assert correct(once.runs, tag).runs == once.runs


@settings(max_examples=600)
@given(runs=RUNS, tag=st.sampled_from(TAGS))
def test_no_run_and_no_letter_digit_or_sign_is_lost_or_moved(runs: list[str], tag: str) -> None:
    corrected = correct(runs, tag)
    assert [kept(run) for run in corrected.runs] == [kept(run) for run in runs]


@settings(max_examples=300)
@given(runs=RUNS, tag=st.sampled_from(TAGS))
def test_decisions_look_across_the_borders_of_runs(runs: list[str], tag: str) -> None:
    assert "".join(correct(runs, tag).runs) == correct(["".join(runs)], tag).runs[0]


@settings(max_examples=300)
@given(runs=RUNS, tag=st.sampled_from(TAGS))
def test_there_are_changes_where_a_text_was_changed_and_only_there(runs: list[str], tag: str) -> None:
    corrected = correct(runs, tag)
    assert bool(corrected.changes) == ("".join(corrected.runs) != "".join(runs))
    assert all(change.before != change.after for change in corrected.changes)


@settings(max_examples=300)
@given(before=TEXTS, after=TEXTS, tag=st.sampled_from(TAGS))
def test_what_is_protected_stays(before: str, after: str, tag: str) -> None:
    text = before + REFERENCE + after
    corrected = correct([text], tag, protected=[REFERENCE])
    assert corrected.runs[0].count(REFERENCE) == text.count(REFERENCE)


@settings(max_examples=100)
@given(text=TEXTS, tag=st.sampled_from(["ar", "fa", "he", "ja", "ko", "zh"]))
def test_languages_without_rules_keep_every_text(text: str, tag: str) -> None:
    assert correct([text], tag).runs == (text,)
