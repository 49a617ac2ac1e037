"""Listings and the header that law demands: the codes with their check digits, and what may be left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressprint import Listing, ReadError, Regulated, Release
from pressprint.release.market import isin_check_digit, lei_check_digits

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ISIN, LEI = "XS0000000009", "INVENTED00TESTLEI083"


def said(**fields: Any) -> str:
    with pytest.raises(ReadError) as caught:
        Release(title="T", language="en", listings=[fields])
    return str(caught.value)


# The examples that ISO 6166 and ISO 17442 are explained with everywhere, and one of our own.
@pytest.mark.parametrize(("stem", "digit"), [("US037833100", "5"), ("XS000000000", "9"), ("ZZTESTTIDE0", "0")])
def test_check_digits_of_isins(stem: str, digit: str) -> None:
    """Letters count from 10, each second digit from the right is doubled."""
    assert isin_check_digit(stem) == digit


@pytest.mark.parametrize(("stem", "digits"), [("529900T8BM49AURSDO", "55"), ("INVENTED00TESTLEI0", "83")])
def test_check_digits_of_leis(stem: str, digits: str) -> None:
    """The whole number, letters counting from 10, leaves 1 over when it is divided by 97."""
    assert lei_check_digits(stem) == digits


@given(st.text(LETTERS, min_size=2, max_size=2), st.text(LETTERS + "0123456789", min_size=9, max_size=9), st.data())
def test_a_mistyped_digit_is_found(country: str, number: str, data: st.DataObject) -> None:
    """A code with its check digit is taken, and with one digit exchanged for another it is not."""
    isin = country + number + isin_check_digit(country + number)
    assert Listing(isin=isin).isin == isin
    place = data.draw(st.sampled_from([n for n, c in enumerate(isin) if c.isdigit()]))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != isin[place]]))
    with pytest.raises(ReadError, match="is not an ISIN"):
        Listing(isin=isin[:place] + wrong + isin[place + 1 :])


def test_codes_are_kept_as_their_registers_write_them() -> None:
    """Spaces and small letters, as people write them, go."""
    listing = Listing(market="Marrow Exchange", ticker="MTO", isin="xs00 0000 0009", lei="invented00 testlei083")
    assert (listing.isin, listing.lei) == (ISIN, LEI)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"isin": "XS000000000"}, "listings[1].isin: “XS000000000” is not an ISIN; expected twelve characters: two "
         "letters, nine letters or digits, and a check digit"),
        ({"isin": "XS0000000008"}, "listings[1].isin: “XS0000000008” is not an ISIN, because a character is "
         "wrong or two are exchanged: its last digit would be 9; compare it with the register"),
        ({"lei": "INVENTED"}, "listings[1].lei: “INVENTED” is not an LEI; expected twenty characters: eighteen "
         "letters or digits, and two check digits"),
        ({"lei": "INVENTED00TESTLEI038"}, "listings[1].lei: “INVENTED00TESTLEI038” is not an LEI, because a "
         "character is wrong or two are exchanged: its last digits would be 83; compare it with the register"),
        ({"market": "Marrow Exchange", "ticker": "M T O"}, "listings[1].ticker: “M T O” is not a ticker; "
         "expected the few letters or digits under which the exchange lists it, such as ABC"),
        ({"ticker": "MTO"}, "listings[1].ticker: the ticker “MTO” says nothing without its “market”; name it"),
        ({"isin": ISIN, "segment": "Main"}, "listings[1].segment: the segment “Main” says nothing without its "
         "“market”; name it"),
        ({"market": "Marrow Exchange"}, "listings[1]: the listing has no code; give it a “ticker”, an “isin” or "
         "a “lei”"),
    ],
)  # fmt: skip
def test_messages(fields: dict[str, Any], expected: str) -> None:
    """Each fault of a listing says what is wrong with which code, and what would be right."""
    assert said(**fields) == expected


@pytest.mark.parametrize("given", [True, "true", {}])
def test_a_header_with_the_words_of_the_language(given: Any) -> None:
    """`regulated: true` asks for the header and leaves its wording to the language."""
    assert Release(title="T", language="en", regulated=given).regulated == Regulated()


@pytest.mark.parametrize("given", [False, "false", None])
def test_no_header(given: Any) -> None:
    """`regulated: false` is a release without the header."""
    assert Release(title="T", language="en", regulated=given).regulated is None


def test_a_label_alone() -> None:
    """A text is the header's label."""
    release = Release(title="T", language="en", regulated="RNS announcement")  # type: ignore[arg-type]
    assert release.regulated == Regulated(label="RNS announcement")
