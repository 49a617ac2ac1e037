"""Where an issuer's securities are listed, and the header that law demands of what listed companies tell."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from pressprint.errors import quoted
from pressprint.release.base import FieldError, Part
from pressprint.release.people import Organisation

_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_TICKER = re.compile(r"[^\W_][\w.&/-]{0,15}")


def isin_check_digit(stem: str) -> str:
    """The last digit of the ISIN that begins with eleven characters (ISO 6166: Luhn, letters counting from 10)."""
    digits = [int(digit) for character in stem for digit in str(int(character, 36))]
    doubled = [2 * digit if place % 2 == 0 else digit for place, digit in enumerate(reversed(digits))]
    return str(-sum(digit // 10 + digit % 10 for digit in doubled) % 10)


def lei_check_digits(stem: str) -> str:
    """The last two digits of the LEI that begins with eighteen characters (ISO 17442: ISO 7064, MOD 97-10)."""
    return f"{98 - _as_number(stem + '00') % 97:02}"


def _as_number(code: str) -> int:
    return int("".join(str(int(character, 36)) for character in code))


def _code(value: str) -> str:
    """A code as its registry writes it, without the spaces that people put in to read it."""
    return "".join(value.split()).upper()


def _checked_isin(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    isin = _code(value)
    if not _ISIN.fullmatch(isin):
        what = "expected twelve characters: two letters, nine letters or digits, and a check digit"
        raise ValueError(f"{quoted(value)} is not an ISIN; {what}")
    if isin[-1] != isin_check_digit(isin[:-1]):
        what = f"its last digit would be {isin_check_digit(isin[:-1])}; compare it with the register"
        raise ValueError(f"{quoted(value)} is not an ISIN, because a character is wrong or two are exchanged: {what}")
    return isin


def _checked_lei(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    lei = _code(value)
    if not _LEI.fullmatch(lei):
        what = "expected twenty characters: eighteen letters or digits, and two check digits"
        raise ValueError(f"{quoted(value)} is not an LEI; {what}")
    if lei[-2:] != lei_check_digits(lei[:-2]):
        what = f"its last digits would be {lei_check_digits(lei[:-2])}; compare it with the register"
        raise ValueError(f"{quoted(value)} is not an LEI, because a character is wrong or two are exchanged: {what}")
    return lei


def _checked_ticker(value: Any) -> Any:
    if isinstance(value, str) and not _TICKER.fullmatch(value.strip()):
        what = "expected the few letters or digits under which the exchange lists it, such as ABC"
        raise ValueError(f"{quoted(value)} is not a ticker; {what}")
    return value


class Listing(Part):
    """A security of the issuer: where it is traded, and the codes by which it is known."""

    market: str | None = Field(None, description="The exchange", examples=["Euronext Paris"])
    segment: str | None = Field(None, description="The segment of the exchange", examples=["Compartment B"])
    ticker: Annotated[str, BeforeValidator(_checked_ticker)] | None = Field(
        None, description="The symbol under which the exchange lists it", examples=["ABC"]
    )
    isin: Annotated[str, BeforeValidator(_checked_isin)] | None = Field(
        None, description="The security's number, with its check digit (ISO 6166)", examples=["XS0000000009"]
    )
    lei: Annotated[str, BeforeValidator(_checked_lei)] | None = Field(
        None, description="The issuer's identifier, with its check digits (ISO 17442)"
    )

    @model_validator(mode="after")
    def _told(self) -> Self:
        if self.ticker and not self.market:
            raise FieldError("ticker", f"the ticker {quoted(self.ticker)} says nothing without its “market”; name it")
        if self.segment and not self.market:
            raise FieldError(
                "segment", f"the segment {quoted(self.segment)} says nothing without its “market”; name it"
            )
        if not (self.ticker or self.isin or self.lei):
            raise ValueError("the listing has no code; give it a “ticker”, an “isin” or a “lei”")
        return self


class Regulated(Part):
    """The header of an announcement that law demands: what it is, what it is about, and who makes it."""

    label: str | None = Field(
        None,
        description="What it is by law. Without it the words of the language for regulated information",
        examples=["Ad hoc announcement pursuant to Article 17 MAR"],
    )
    subject: str | None = Field(None, description="The one word or two that tell the matter", examples=["Forecast"])
    issuer: Organisation | None = Field(
        None, description="The issuer by its full name and address, where it is not the release's organisation"
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"label": value} if isinstance(value, str) else value


def as_regulated(value: Any) -> Any:
    """What a release may say for its header: that it has one, its label, or all of it."""
    answer = {"true": True, "false": False}.get(value.strip().lower(), value) if isinstance(value, str) else value
    return {} if answer is True else None if answer is False else value
