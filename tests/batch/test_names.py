"""What outputs are called, and that no two are called alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressprint import OutputError, Release
from pressprint.batch.names import NamePattern, mirrored, numbered
from pressprint.batch.sources import Source

SOURCE = Source("2026/spring/lamp.md", "2026/spring/lamp", "2026/spring/lamp.md", "")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{date:%Y}/{reference}-{language}.pdf", "2026/LO-12-7-en.pdf"),
        ("{date}-{title}", "2026-03-12-The-lamp-at-L-Anse-aux-Epines.pdf"),
        ("{folder}/{stem}.pdf", "2026/spring/lamp.pdf"),
        ("{place}.PDF", "Saint-Etienne.PDF"),
        ("{{{stem}}}", "{lamp}.pdf"),
        ("./{stem}//x", "lamp/x.pdf"),
    ],
)
def test_a_pattern_names_by_what_a_release_holds(pattern, expected, release_of):
    """Signs that file names cannot hold become hyphens; dates have a form."""
    release = release_of(
        title="The lamp at L’Anse aux Épines", reference="LO/12*7", date="2026-03-12", place="Saint-Étienne"
    )
    assert NamePattern(pattern).name(release, SOURCE) == expected


def test_what_a_release_lacks_is_said(release_of):
    """A pattern has something to print for each field."""
    pattern = NamePattern("{date:%Y}/{reference}/{place}")
    assert pattern.name(release_of(), SOURCE) == "undated/unnumbered/nowhere.pdf"


def test_the_status_in_a_name(release_of):
    """A pattern can keep what is embargoed apart from what is not."""
    pattern = NamePattern("{status}/{stem}")
    embargo = "2026-05-20 06:00 Europe/London"
    expected = {
        "EMBARGO-2026-05-20-0500UTC/lamp.pdf": {"embargo": embargo},
        "correction/lamp.pdf": {"corrects": "LO-1"},
        "withdrawn/lamp.pdf": {"status": "withdrawn", "reference": "LO-1"},
        "DRAFT-EMBARGO-2026-05-20-0500UTC/lamp.pdf": {"embargo": embargo, "status": "draft"},
        "released/lamp.pdf": {"embargo": embargo, "status": "released"},
    }
    assert {pattern.name(release_of(**fields), SOURCE) for fields in expected.values()} == set(expected)
    assert pattern.name(release_of(), SOURCE) == "released/lamp.pdf"


def test_what_ascii_does_not_tell_has_a_name_all_the_same(release_of):
    """A title in other letters, or a reference of nothing but signs, leaves no name empty."""
    release = release_of(title="Пресс-релиз", reference="..")
    assert NamePattern("{title}").name(release, SOURCE) == "untitled.pdf"
    assert NamePattern("{date:%Y}/{reference}").name(release, SOURCE) == "undated/unnumbered.pdf"


def test_a_name_that_is_too_long_for_a_file_is_cut(results, out):
    """With room for a number, between letters."""
    found = results([Release(title="П" * 200, language="ru"), Release(title="П" * 201, language="ru")], out)
    assert [result.output for result in found.values()] == [f"{'П' * 120}.pdf", f"{'П' * 120}-2.pdf"]
    assert {result.status for result in found.values()} == {"set"}


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{refrence}.pdf", "did you mean {reference}?"),
        ("{date:%Y", "cannot be read"),
        ("x.pdf", "gives all releases one name"),
        ("{reference:>10}", "only a date has one"),
        ("{title!r}", "only a date has one"),
        ("{date:{language}}", "only a date has one"),
        ("/{stem}", "leads out of the place"),
        ("../{stem}", "leads out of the place"),
        ("{}", "unknown field {}"),
        ("{date.year}", "unknown field"),
    ],
)
def test_a_pattern_that_is_wrong_is_told(pattern, message):
    """Before anything is set."""
    with pytest.raises(OutputError) as caught:
        NamePattern(pattern)
    assert message in str(caught.value)


def test_a_source_gives_its_name():
    """Without a pattern an output has the path of its source."""
    assert mirrored(SOURCE) == "2026/spring/lamp.pdf"


def test_names_that_are_wanted_twice_are_numbered():
    """The first gets the name; the others a number that no other wants; case and Unicode's forms are no difference."""
    wanted = ["a.pdf", "a.pdf", "a-2.pdf", "A.pdf", "\u00e9.pdf", "e\u0301.pdf", "b.pdf"]
    assert list(numbered(wanted)) == [
        "a.pdf", "a-3.pdf", "a-2.pdf", "A-4.pdf", "\u00e9.pdf", "e\u0301-2.pdf", "b.pdf"
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a-3", "a-2-2", "b"]).map("{}.pdf".format)))
def test_no_two_names_are_alike(wanted):
    """Whatever is wanted, all get names, and whoever wants a name first gets it."""
    names = list(numbered(wanted))
    assert len({name.casefold() for name in names}) == len(wanted)
    first = {name.casefold(): place for place, name in reversed(list(enumerate(wanted)))}
    assert all(names[place] == wanted[place] for place in first.values())
