"""Telephone numbers as links."""

from __future__ import annotations

import re
from functools import lru_cache

_EXTRA = re.compile(r"\s*[(\[][^()\[\]]*[^\d\s()\[\]+.-][^()\[\]]*[)\]]\s*")


@lru_cache(maxsize=4096)
def tel(number: str, country: str | None) -> str | None:
    """The `tel:` address (RFC 3966) of a number as it is printed, or None where it is not one.

    `country` (ISO 3166) says how a number without `+` is read. A remark in brackets, such as
    “(out of hours)”, does not count.
    """
    import phonenumbers  # loaded only for a release that has a number

    try:
        parsed = phonenumbers.parse(_EXTRA.sub(" ", number), country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    if not number.lstrip().startswith("+") and not phonenumbers.is_valid_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.RFC3966))
