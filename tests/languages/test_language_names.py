"""The names of languages: each in itself, with its region where that is not the likeliest one."""

from __future__ import annotations

import pytest

from pressprint.languages.names import name_in, own_name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("fr", "français"),
        ("fr-FR", "français"),
        ("fr-CA", "français (Canada)"),
        ("ar", "العربية"),
        ("ja", "日本語"),
        ("pt-BR", "português"),
        ("pt-PT", "português (Portugal)"),
        ("zh-Hant", "中文 (繁體)"),
        ("cy", "Cymraeg"),
        ("xx", None),
        ("not a tag", None),
    ],
)
def test_own_name(tag, name):
    """A language is called what its readers call it, be it one that pressprint can set or not."""
    assert own_name(tag) == name


def test_in_another_language():
    """A language is called what readers of another one call it; what is not known by its tag."""
    assert name_in("ja", "fr") == "japonais"
    assert name_in("ar", "de") == "Arabisch"
    assert name_in("xx", "de") == "xx"
