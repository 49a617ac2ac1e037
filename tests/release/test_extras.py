"""The smaller parts: the forms in which they may be written, and what is said of those that are not right."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pressprint import Account, Fact, Listing, ReadError, Release, Signatory, read
from pressprint.release import plain, to_json


def made(**fields: Any) -> Release:
    return Release(**{"title": "T", "language": "en", **fields})


def said(**fields: Any) -> str:
    with pytest.raises(ReadError) as caught:
        made(**fields)
    return str(caught.value)


def test_facts_as_a_list_and_as_keys() -> None:
    """Facts are labels with their texts, in whichever of the two forms they are written."""
    facts = (Fact(label="Date", text="19 May"), Fact(label="Venue", text="Tide House"))
    assert made(facts={"Date": "19 May", "Venue": "Tide House"}).facts == facts
    assert made(facts=[{"label": "Date", "text": "19 May"}, {"label": "Venue", "text": "Tide House"}]).facts == facts
    assert made(facts={"label": "Date", "text": "19 May"}).facts == facts[:1]


def test_highlights_and_signatories_that_are_one() -> None:
    """What may be several may be written as one."""
    release = made(highlights="It closes", signatory="Ines Falk")
    assert [plain(point) for point in release.highlights] == ["It closes"]
    assert release.signatory == (Signatory(name="Ines Falk"),)
    assert made(signatory={"name": "Ines Falk", "role": "Keeper"}).signatory[0].role == "Keeper"


@pytest.mark.parametrize(
    ("account", "address"),
    [
        ({"network": "Mastodon", "handle": "@tides@social.example"}, "https://social.example/@tides"),
        ({"network": "LinkedIn", "handle": "marrowby-tide"}, "https://www.linkedin.com/company/marrowby-tide"),
        ({"network": "X", "handle": "@tides"}, "https://x.com/tides"),
        ({"network": "X", "handle": "@tides", "url": "https://x.example/t"}, "https://x.example/t"),
        ({"url": "video.example/@tides"}, "https://video.example/@tides"),
        ("https://video.example/@tides", "https://video.example/@tides"),
    ],
)
def test_addresses_of_accounts(account: Any, address: str) -> None:
    """An account has the address it is given, or the one that its network gives to its handle."""
    assert made(accounts=[account]).accounts[0].address == address


def test_accounts_as_keys() -> None:
    """Each network may stand before its handle or address."""
    release = made(accounts={"Mastodon": "@tides@social.example", "YouTube": "https://video.example/@tides"})
    assert release.accounts == (
        Account(network="Mastodon", handle="@tides@social.example"),
        Account(network="YouTube", url="https://video.example/@tides"),
    )


def test_hashtags_without_their_sign() -> None:
    """Hashtags may be written with their sign or without, as a list or as one line."""
    assert made(hashtags=["#TideTable", "Loire2026", "مد", "潮_1"]).hashtags == ("TideTable", "Loire2026", "مد", "潮_1")
    assert made(hashtags="#TideTable #Loire").hashtags == ("TideTable", "Loire")


@pytest.mark.parametrize(("mark", "kept"), [("true", True), ("False", False), (True, True), (" -30- ", "-30-")])
def test_marks_of_the_end(mark: Any, kept: Any) -> None:
    """A mark is asked for, refused or given; YAML and JSON write true in their own ways."""
    assert made(end_mark=mark).end_mark == kept


def test_what_is_not_counted() -> None:
    """`counts: false` is what `none` is."""
    assert made(counts=False).counts == made(counts="false").counts == "none"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"facts": [{"label": "Date"}]}, "facts[1].text: is missing; expected the fact (for example Tide House, "
         "4 quai du Test, Nantes)"),
        ({"facts": {"Date": ""}}, "facts[1].text: the fact “Date” has no text; write it, or leave the fact out"),
        ({"signatory": [{"role": "Keeper"}]}, "signatory[1].name: is missing; expected the name (for example "
         "Ines Falk)"),
        ({"accounts": [{}]}, "accounts[1]: the account is empty; give it a “handle” or a “url”"),
        ({"accounts": {"Tidebook": "tides"}}, "accounts[1].handle: “tides” does not tell where the account is; "
         "give the account's “url”"),
        ({"accounts": {"Mastodon": "tides"}}, "accounts[1].handle: “tides” does not tell where the account is; "
         "a “handle” there is name@server"),
        ({"accounts": {"X": "the tides"}}, "accounts[1].handle: “the tides” is not the name of an account; "
         "expected one such as @tides"),
        ({"hashtags": ["tide table"]}, "hashtags[1]: “tide table” is not a hashtag; expected one word of letters and "
         "digits such as #TideTable"),
        ({"hashtags": ["2026"]}, "hashtags[1]: “2026” is not a hashtag; expected one word of letters and digits "
         "such as #TideTable"),
        ({"end_mark": "-" * 41}, f"end_mark: “{'-' * 41}” is not a mark for the end; expected true, false, or a "
         "short text such as -30- (at most 40 characters)"),
        ({"end_mark": 30}, "end_mark: “30” is not a mark for the end; expected true, false, or a short text "
         "such as -30- (at most 40 characters)"),
        ({"counts": "signs"}, "counts: “signs” is not known here; expected characters, words or none"),
        ({"preset": "gb"}, "preset: “gb” is not a preset; expected one of fr, uk, us, de, it, es, nl, pl, ru, kk, eu, "
         "listed"),
        ({"preset": "list"}, "preset: “list” is not a preset; did you mean “listed”?"),
    ],
)  # fmt: skip
def test_messages(fields: dict[str, Any], expected: str) -> None:
    """Each fault is one sentence: the field, what is wrong, what was expected."""
    assert said(**fields) == expected


def test_keywords_and_what_else_tells_the_matter() -> None:
    """The subject by law, hashtags and ISINs are told with the keywords, each once."""
    release = made(
        keywords=["Tides", "gates"],
        hashtags=["tides", "Marrowby"],
        regulated={"subject": "Forecast"},
        listings=[Listing(isin="XS0000000009"), Listing(isin="XS0000000009")],
    )
    assert release.subjects == ("Tides", "gates", "Forecast", "Marrowby", "XS0000000009")
    assert made(keywords=["a", "a"]).subjects == ("a", "a")


FIELDS = """title: T
language: en
highlights:
  - It closes
facts:
  Date: 19 May
signatory: {name: Ines Falk, role: Keeper}
end_mark: true
accounts:
  Mastodon: "@tides@social.example"
hashtags: [TideTable]
listings:
  - {market: Marrow Exchange, ticker: MTO, isin: XS0000000009}
regulated: Ad hoc announcement
counts: words
preset: uk
"""


def test_in_front_matter_yaml_and_json() -> None:
    """The fields are the same at the head of a Markdown file, in YAML, and in the JSON that a release is written as."""
    from pathlib import Path

    Path("release.yaml").write_text(FIELDS)
    Path("release.md").write_text(f"---\n{FIELDS}---\n")
    release = read("release.yaml")
    assert release.end_mark is True
    assert release.preset == "uk"
    Path("release.json").write_bytes(to_json(release))
    assert read("release.md") == read("release.json") == release
    assert json.loads(to_json(release))["accounts"] == [{"network": "Mastodon", "handle": "@tides@social.example"}]


def test_a_fault_has_its_line() -> None:
    """A code that is not right is told with the line where it stands."""
    from pathlib import Path

    Path("release.md").write_text(f"---\n{FIELDS.replace('XS0000000009', 'XS0000000008')}---\n")
    with pytest.raises(ReadError, match=r"^release\.md:14: listings\[1\]\.isin: “XS0000000008” is not an ISIN"):
        read("release.md")
