"""Where words may be divided: pyphen's points, read in less time than pyphen takes."""

from __future__ import annotations

import random

import pyphen
import pytest

from pressprint.text import hyphen_points
from pressprint.text.patterns import Patterns


# Plain patterns; a large file; signs behind the patterns; patterns that change the spelling.
@pytest.mark.parametrize("name", ["en_GB", "fr", "nb_NO", "el_GR", "de_DE", "hu"])
def test_the_points_are_those_of_pyphen(name: str) -> None:
    """Words made of the pieces that the patterns tell of have the points that pyphen finds."""
    theirs, ours = pyphen.HyphDict(pyphen.LANGUAGES[name]), Patterns(pyphen.LANGUAGES[name])
    pieces = [piece for letters in theirs.patterns if (piece := letters.strip(".")).isalpha()]
    chance = random.Random(name)
    words = ["".join(chance.choices(pieces, k=chance.randint(2, 5))) for _ in range(500)]
    for word in (*words, *chance.sample(pieces, 200)):
        assert ours.positions(word) == [int(at) for at in theirs.positions(word)], word


def test_a_dictionary_of_another_make(tmp_path) -> None:
    """Line ends of Windows, spaces behind a pattern and patterns without digits do no harm."""
    file = tmp_path / "hyph_xx.dic"
    file.write_bytes(b"UTF-8\r\nLEFTHYPHENMIN 2\r\n% a remark 1\r\na1b \r\nb2c3\t\r\nab\r\n\r\n1d\xc3\xa9/=,1,1\r\n")
    assert Patterns(file).positions("abcabdé") == [1, 3, 4, 5] == pyphen.HyphDict(file).positions("abcabdé")


@pytest.mark.parametrize(
    ("token", "tag", "points"),
    [
        ("(remarkable,", "en", (7,)),
        ("Fortschritte", "de", (4, 5)),
        ("Fortschritte", "fr", ()),
        ("short", "en", ()),
        ("talousarvio", "fi", (5, 8)),
        ("unknown", "ja", ()),
    ],
)
def test_what_is_divided(token: str, tag: str, points: tuple[int, ...]) -> None:
    """A word is divided with the marks at it, but not a name, a short word or one of a language without patterns."""
    assert hyphen_points(token, tag) == points
