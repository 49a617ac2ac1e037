"""A release as ninjs and as JSON-LD, and back."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from pressprint import ReadError, Release, SettingError, losses, read, to_jsonld, to_ninjs
from pressprint.forms.lost import Form
from pressprint.forms.unheld import SETTINGS

NINJS = json.loads((Path(__file__).parent / "ninjs-3.1-used.schema.json").read_text(encoding="utf-8"))
Writer = Callable[[Release], dict[str, Any]]


def _back(data: dict[str, Any]) -> Release:
    return read(json.dumps(data, ensure_ascii=False) + "\n")


def _bare(release: Release, **changes: Any) -> Release:
    """A release without how it is set, which no format for news holds, and without references and downloads."""
    return release.model_copy(update={**dict.fromkeys(SETTINGS), "references": (), "assets": (), **changes})


def test_ninjs_is_valid(sample: Release) -> None:
    """The object has no property that ninjs 3.1 does not have, each with the form that ninjs gives it."""
    errors = Draft202012Validator(NINJS, format_checker=FormatChecker()).iter_errors(to_ninjs(sample))
    assert [error.message for error in errors] == []


def test_the_schema_refuses_what_is_no_ninjs(sample: Release) -> None:
    """What is checked against does refuse: unknown properties, wrong forms, a missing identifier."""
    good = to_ninjs(sample)
    validator = Draft202012Validator(NINJS, format_checker=FormatChecker())
    bad = [
        good | {"kicker": "x"},
        good | {"pubStatus": "draft"},
        good | {"bodies": "x"},
        good | {"people": [{"x": "y"}]},
    ]
    bad.append({key: value for key, value in good.items() if key != "uri"})
    assert not any(validator.is_valid(data) for data in bad)


@pytest.mark.parametrize("form", ["ninjs", "jsonld"])
def test_the_forms_are_as_expected(english: Release, form: str, same_as_expected: Callable[[str, str], None]) -> None:
    """The whole of both forms of the release that has nearly every field."""
    data = to_ninjs(english) if form == "ninjs" else to_jsonld(english)
    same_as_expected(json.dumps(data, ensure_ascii=False, indent=1), f"en.{form}")


def test_ninjs_gives_the_release_back(sample: Release) -> None:
    """All but how it is set and what is named as lost comes back from ninjs."""
    assert _back(to_ninjs(sample)) == _bare(sample)


def test_json_ld_gives_the_release_back(sample: Release) -> None:
    """All but how it is set, slugline, lines of the title and names of accounts comes back from JSON-LD."""
    accounts = tuple(type(account)(url=account.address) for account in sample.accounts)
    assert _back(to_jsonld(sample)) == _bare(sample, title=(sample.full_title,), accounts=accounts, slugline=None)


def test_what_is_lost_is_told(english: Release) -> None:
    """Each thing that does not come back is listed, and a release that loses nothing has no list."""
    told = losses(english, "ninjs")
    assert [line.partition(":")[0] for line in told] == [
        "“preset”, “counts” and “end_mark”",
        "“embargo”",
        "“references” and “assets”",
        "2 pictures",
    ]
    assert losses(english, "text")[0] == "“keywords”: they are for files, not for readers"
    assert losses(Release(title="A", language="en"), "ninjs") == []


@pytest.mark.parametrize("form", ["ninjs", "jsonld"])
def test_what_does_not_come_back_is_told(sample: Release, form: Form) -> None:
    """Each field that another form does not give back is named in what it loses."""
    back = _back(to_ninjs(sample) if form == "ninjs" else to_jsonld(sample))
    changed = {name for name in Release.model_fields if getattr(back, name) != getattr(sample, name)}
    told = " ".join(losses(sample, form))
    assert [name for name in changed if f"“{name}”" not in told] == []


@pytest.mark.parametrize("write", [to_ninjs, to_jsonld])
def test_a_layout_tells_who_issues(write: Any, release_of: Callable[..., Release], write_layout: Any) -> None:
    """What a release leaves to its layout, issuer and boilerplate, is told where the layout is given."""
    folder = write_layout(
        'extends = "agency"\n[organisation]\nname = "Lighthouse Office"\ncountry = "GB"\n'
        'boilerplate = { en = "Lights since 1868." }\n'
    )
    release = release_of(body=["It burns."])
    told = _back(write(release, folder))
    assert (told.organisation and told.organisation.name, told.organisation and told.organisation.country) == (
        "Lighthouse Office",
        "GB",
    )
    assert len(told.boilerplate) == 1
    other = _back(write(release_of(organisation="Harbour Office"), folder))
    assert (other.organisation and other.organisation.name, other.boilerplate) == ("Harbour Office", ())
    assert _back(write(release)).organisation is None


def test_an_embargoed_article_is_not_published(english: Release) -> None:
    """JSON-LD has no date of publication before the embargo ends; ninjs tells it in the property that it has."""
    article = to_jsonld(english)
    assert "datePublished" not in article
    assert article["creativeWorkStatus"] == ["embargoed until 2026-03-13T06:00:00+00:00[Europe/London]"]
    assert to_ninjs(english)["embargoedUntil"] == "2026-03-13T06:00:00+00:00"


@pytest.mark.parametrize("write", [to_ninjs, to_jsonld])
def test_a_release_waits_for_its_embargo(english: Release, write: Writer) -> None:
    """What says that it is released is not written before its time."""
    with pytest.raises(SettingError, match="say what time it is"):
        write(english.model_copy(update={"status": "released"}))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({"uri": "urn:x:1", "language": "en"}, "headlines"),
        ({"uri": "urn:x:1", "language": "en", "headlines": ["A"]}, "headlines"),
        ({"uri": "urn:x:1", "headlines": [{"value": "A"}]}, "language: is missing"),
        ({"@context": "https://schema.org", "@type": "Recipe", "headline": "A"}, "@type"),
        ({"@context": "https://schema.org", "@type": "NewsArticle"}, "headline"),
        (
            {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A", "inLanguage": "xx"},
            "language: “xx”",
        ),
    ],
)
def test_errors_name_file_and_field(tmp_path: Path, data: dict[str, Any], what: str) -> None:
    """What is missing or wrong is told with the file and the property."""
    file = tmp_path / "item.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ReadError) as error:
        read(file)
    assert "item.json" in str(error.value)
    assert what in str(error.value)


def test_what_others_write_is_read() -> None:
    """A simple body without a role is the text; scripts in it are left out, unknown elements passed through."""
    html = "Intro <b>bold</b><div><p>One\n two<p>Three</div><script>x</script><h1>Head</h1><ul><li>a<li>b</ul>"
    item = {"uri": "urn:x:1", "language": "en", "headlines": [{"value": "A"}], "bodies": [{"value": html}]}
    kinds = [block.type for block in _back(item).body]
    assert kinds == ["paragraph", "paragraph", "paragraph", "heading", "list"]
    assert "script" not in _back(item).model_dump_json()
    article = {"@context": "https://schema.org", "@type": ["NewsArticle"], "headline": "A", "inLanguage": "en"}
    assert len(_back(article | {"articleBody": "One.\n\nTwo.", "keywords": "a, b"}).body) == 2


def test_what_is_not_read_is_told() -> None:
    """A property for which a release has no field is warned of."""
    item = {"uri": "urn:x:1", "language": "en", "headlines": [{"value": "A"}], "urgency": 3}
    with pytest.warns(UserWarning, match="urgency: is not read"):
        _back(item)


# Text as a release may hold it; line feeds are breaks that the author wants, other controls are taken out before.
_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")
_TEXT = st.text(_LETTERS, min_size=1, max_size=20).filter(lambda text: text.strip())
_WORD = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)


def _content(depth: int = 2) -> st.SearchStrategy[list[Any]]:
    """Inline text in which no two runs of plain text stand next to each other."""
    text = _TEXT.map(lambda value: {"type": "text", "text": value})
    if not depth:
        return text.map(lambda one: [one])
    inner = _content(depth - 1)
    styled = st.one_of(
        inner.map(lambda value: {"type": "strong", "content": value}),
        inner.map(lambda value: {"type": "emphasis", "content": value}),
        _unlinked().map(lambda value: {"type": "link", "href": "https://a.example/?b=1&c='\"", "content": value}),
        inner.map(lambda value: {"type": "foreign", "language": "fr", "content": value}),
    )
    return st.tuples(text, st.lists(styled, max_size=2)).map(lambda both: [both[0], *both[1]])


def _unlinked() -> st.SearchStrategy[list[Any]]:
    """Inline text that may stand in a link, which holds no other one."""
    text = _content(0)
    return text | text.map(lambda value: [{"type": "emphasis", "content": value}])


def _items(depth: int) -> st.SearchStrategy[list[Any]]:
    paragraph = _content(1).map(lambda value: {"type": "paragraph", "content": value})
    if not depth:
        return st.lists(paragraph.map(lambda one: {"blocks": [one]}), min_size=1, max_size=2)
    inner = st.builds(
        lambda items, n: {"type": "list", "ordered": True, "start": n, "items": items},
        _items(depth - 1),
        st.integers(0, 9),
    )
    return st.lists(
        st.lists(st.one_of(paragraph, inner), min_size=1, max_size=2).map(lambda b: {"blocks": b}),
        min_size=1,
        max_size=2,
    )


_TABLE = st.integers(1, 3).flatmap(
    lambda width: st.fixed_dictionaries(
        {
            "type": st.just("table"),
            "header": st.lists(_content(1), min_size=width, max_size=width),
            "rows": st.lists(st.lists(st.one_of(_content(1), st.just([])), min_size=width, max_size=width), max_size=3),
            "align": st.lists(st.sampled_from(["auto", "left", "right", "center"]), max_size=width),
            "row_headers": st.sampled_from([None, True, False]),
            "caption": st.one_of(st.just([]), _content(1)),
            "notes": st.lists(_content(1), max_size=2),
        }
    )
)
_BLOCK = st.one_of(
    _content().map(lambda value: {"type": "paragraph", "content": value}),
    st.builds(
        lambda value, level: {"type": "heading", "level": level, "content": value}, _content(1), st.integers(2, 6)
    ),
    st.builds(
        lambda text, speaker, role: {"type": "quote", "text": text, "speaker": speaker, "role": role},
        st.lists(_content(1), min_size=1, max_size=2),
        st.none() | _WORD,
        st.none() | _WORD,
    ),
    _items(1).map(lambda items: {"type": "list", "items": items}),
    st.builds(
        lambda alt, caption, credit, width, plain: {
            "type": "figure",
            "src": "a b.png",
            "alt": alt,
            "caption": caption,
            "credit": credit,
            "width": width,
            "decorative": plain,
        },
        _WORD,
        st.one_of(st.just([]), _content(1)),
        st.none() | _WORD,
        st.sampled_from(["full", "half"]),
        st.booleans(),
    ),
    _TABLE,
    st.just({"type": "divider"}),
)


@given(
    body=st.lists(_BLOCK, max_size=4),
    lead=st.one_of(st.just([]), _content()),
    facts=st.lists(st.builds(lambda a, b: {"label": a, "text": b}, _WORD, _content(1)), max_size=2),
    highlights=st.lists(_content(1), max_size=2),
    heading=st.none() | _WORD,
)
def test_rich_text_comes_back(
    body: list[Any], lead: list[Any], facts: list[Any], highlights: list[Any], heading: str | None
) -> None:
    """Whatever blocks and inline text a release holds, both forms give the same back."""
    part = [{"heading": heading, "body": body}] if body else []
    fields = {"body": body, "notes": body, "legal": body, "boilerplate": part, "lead": lead, "facts": facts}
    release = Release(title="A", language="en", highlights=highlights, **fields)
    assert _back(to_ninjs(release)) == release
    assert _back(to_jsonld(release)) == release


_KEYS = [
    *("headlines", "bodies", "people", "organisations", "subjects", "genres", "infoSources", "associations", "altIds"),
    *("places", "contactInfo", "symbols", "address", "role", "rel", "value", "name", "literal", "uri", "symbolType"),
    *("pubStatus", "contentCreated", "located", "hasPart", "publisher", "contactPoint", "about", "citation", "author"),
    *("creativeWorkStatus", "isBasedOn", "workTranslation", "identifier", "propertyID", "text", "keywords", "@type"),
    *("articleBody", "sameAs", "termCode", "worksFor", "telephone", "@graph", "producer", "datePublished", "lines"),
]
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 10**9)
    | st.text(max_size=12)
    | st.just("<p>a<ul><li>b<table><tr><td>c"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=8),
    st.sampled_from([{"uri": "urn:x:1", "standard": {}}, {"@context": "https://schema.org", "@type": "NewsArticle"}]),
)
@pytest.mark.filterwarnings("ignore::pressprint.errors.PressprintWarning")
def test_no_data_makes_it_fall(data: dict[str, Any], kind: dict[str, Any]) -> None:
    """Whatever stands in properties that are read, it is a release, or an error for people."""
    named = {"headline": "A", "headlines": [{"value": "A"}], "language": "en", "inLanguage": "en"}
    with contextlib.suppress(ReadError):
        _back(named | data | kind)
