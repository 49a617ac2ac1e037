"""The model: what it takes, what it gives back, and that nothing in it can be changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pressprint import Boilerplate, Contact, Figure, Heading, Link, Paragraph, Quote, ReadError, Release, Table, Text
from pressprint.release import plain, to_json

Make = Callable[..., Release]


def test_round_trip_through_json(full_release: Release) -> None:
    """A release written as JSON without its defaults reads back as the same release."""
    data = full_release.model_dump(mode="json", exclude_defaults=True)
    assert Release(**json.loads(json.dumps(data))) == full_release


def test_dump_without_defaults_keeps_types(release_of: Make) -> None:
    """What says which kind of block or text a value is stays, although it is a default."""
    release = release_of(body=["A light.", {"type": "divider"}])
    assert release.model_dump(mode="json", exclude_defaults=True)["body"] == [
        {"type": "paragraph", "content": [{"type": "text", "text": "A light."}]},
        {"type": "divider"},
    ]


_words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12)
_content = st.recursive(
    st.builds(lambda text: [text], _words)
    | st.builds(lambda text: [{"type": "link", "href": "tel:112", "content": [text]}], _words),
    lambda inner: st.builds(
        lambda kind, content: [{"type": kind, "content": content}], st.sampled_from(["strong", "emphasis"]), inner
    ),
    max_leaves=3,
)
_paragraph = st.builds(lambda content: {"type": "paragraph", "content": content}, _content)
_blocks = st.lists(
    _paragraph
    | st.builds(lambda content, level: {"type": "heading", "content": content, "level": level}, _content, st.just(3))
    | st.builds(lambda text, who: {"type": "quote", "text": text, "speaker": who}, st.lists(_words, min_size=1), _words)
    | st.builds(lambda part: {"type": "list", "ordered": True, "items": [{"blocks": [part]}]}, _paragraph)
    | st.builds(lambda cells: {"type": "table", "header": cells, "rows": [cells]}, st.lists(_words, min_size=1)),
    max_size=3,
)
_releases = st.fixed_dictionaries(
    {
        "title": st.lists(_words, min_size=1, max_size=3),
        "language": st.sampled_from(["fr", "en-GB", "zh-Hans-CN", "no"]),
    },
    optional={
        "date": st.dates(),
        "embargo": st.datetimes(timezones=st.timezones(), allow_imaginary=False).filter(
            lambda moment: 1 < moment.year < 9999
        ),
        "lead": _content,
        "body": _blocks,
        "notes": _blocks,
        "boilerplate": st.builds(lambda body: [{"body": body}], _blocks.filter(bool)),
        "contacts": st.lists(st.fixed_dictionaries({"name": _words, "phones": st.lists(_words)}), max_size=2),
    },
)


@given(_releases)
def test_any_release_round_trips(fields: dict[str, Any]) -> None:
    """Whatever a release holds, its JSON reads back as the same release."""
    release = Release(**fields)
    assert Release(**release.model_dump(mode="json", exclude_defaults=True)) == release


@pytest.mark.parametrize(("part", "field"), [("", "title"), ("contacts", "name"), ("body", "content")])
def test_nothing_can_be_changed(full_release: Release, part: str, field: str) -> None:
    """No field of a release, or of a part of it, takes a new value."""
    owner = getattr(full_release, part)[0] if part else full_release
    with pytest.raises(ValidationError, match="frozen"):
        setattr(owner, field, "other")


def test_lists_become_tuples(release_of: Make) -> None:
    """Lists that a release is made of can change afterwards without changing it."""
    body = ["one"]
    release = release_of(body=body)
    body.append("two")
    assert release.body == (Paragraph(content="one"),)


def test_strings_stand_for_small_trees() -> None:
    """A plain string is one run of text wherever inline text, a block or an item is expected."""
    assert Paragraph(content="A light.").content == (Text(text="A light."),)
    assert Quote(text="A light.").text == ((Text(text="A light."),),)
    assert Boilerplate(body="A light.").body == (Paragraph(content="A light."),)


@pytest.mark.parametrize(
    ("title", "lines"),
    [("One line", ("One line",)), ("One\nTwo\n", ("One", "Two")), (["One", "Two"], ("One", "Two"))],
)
def test_title_lines(release_of: Make, title: object, lines: tuple[str, ...]) -> None:
    """A title is one line or several, as a list or with line ends."""
    assert release_of(title=title).title == lines


def test_one_phone() -> None:
    """A contact with one number may give it as `phone`."""
    assert Contact.model_validate({"name": "Ines Falk", "phone": "+33 1 99 00 12 34"}).phones == ("+33 1 99 00 12 34",)


def test_several_phones() -> None:
    """A contact with several numbers gives them as a list, under either name."""
    numbers = ["+33 1 99 00 12 34", "112"]
    assert Contact(phones=numbers) == Contact.model_validate({"phone": numbers})


def test_contact_dictionary_is_left_alone() -> None:
    """A dictionary that a contact is made of keeps its `phone`."""
    given_fields = {"name": "Ines Falk", "phone": "112"}
    Release(title="T", language="en", contacts=[given_fields])
    assert given_fields == {"name": "Ines Falk", "phone": "112"}


def test_website_gets_a_scheme(release_of: Make) -> None:
    """A website may be written without its scheme."""
    release = release_of(
        links=["www.lights.example/plans"], organisation={"name": "Lights", "website": "lights.example"}
    )
    assert release.links[0].url == "https://www.lights.example/plans"
    assert release.organisation is not None
    assert release.organisation.website == "https://lights.example"


@pytest.mark.parametrize("tag", ["no", "nn", "fr-CH", "zh-Hans-CN", "sr-Latn"])
def test_language_tags(release_of: Make, tag: str) -> None:
    """A tag with a region or script is known if its language is."""
    if tag == "sr-Latn":
        with pytest.raises(ReadError, match="“sr-Latn” is not a language pressprint knows"):
            release_of(language=tag)
    else:
        assert release_of(language=tag).language == tag


def test_blocks_in_the_order_of_print(release_of: Make) -> None:
    """All blocks come as they are printed: body, notes, boilerplate, legal."""
    release = release_of(legal="four", boilerplate="three", notes="two", body="one")
    assert [plain(block.content) for block in release.blocks if isinstance(block, Paragraph)] == [
        *("one", "two", "three", "four")
    ]


def test_summary_is_the_lead_or_else_the_subtitle(release_of: Make) -> None:
    """The metadata's subject is the lead on one line, else the subtitle, else nothing."""
    assert release_of(lead=["The ", {"type": "strong", "content": "lamp"}, "\nburns."]).abstract == "The lamp burns."
    assert release_of(subtitle="A first").abstract == "A first"
    assert release_of().abstract == ""
    assert release_of(lead="The lamp burns.", summary="A first").abstract == "A first"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"status": "immediate"}, "immediate"),
        ({"status": "embargoed", "embargo": "2026-05-20 06:00 Europe/London"}, "embargoed"),
        ({"status": "correction", "corrects": "LO-11"}, "correction"),
        ({"status": "released", "embargo": "2026-05-20 06:00 Europe/London"}, "released"),
        ({"status": "released"}, "released"),
        ({"status": "draft", "embargo": "2026-05-20 06:00 Europe/London", "updates": "LO-11"}, "draft"),
        ({"status": "update", "updates": "LO-11"}, "update"),
        ({"status": "withdrawn", "withdraws": "LO-11"}, "withdrawn"),
        ({"status": "withdrawn", "reference": "LO-12", "correction_note": "A hoax."}, "withdrawn"),
        ({"embargo": "2026-05-20 06:00 Europe/London", "corrects": "LO-11"}, None),
    ],
)
def test_statuses_that_fit_their_fields(release_of: Make, fields: dict[str, str], status: str | None) -> None:
    """A status stands beside the field that it follows from."""
    assert release_of(**fields).status == status


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"status": "embargoed"},
            "status: the status is “embargoed”, but there is no “embargo” that says until when",
        ),
        (
            {"status": "correction"},
            "status: the status is “correction”, but “corrects” does not name the release that it is about",
        ),
        (
            {"status": "immediate", "embargo": "2026-05-20 06:00 Europe/London"},
            "status: the status is “immediate”, but “embargo” is given; leave one of them out",
        ),
        (
            {"status": "immediate", "corrects": "LO-11"},
            "status: the status is “immediate”, but “corrects” is given; leave one of them out",
        ),
        (
            {"status": "urgent"},
            "status: “urgent” is not known here; expected draft, immediate, embargoed, released, correction, update or "
            "withdrawn",
        ),
        (
            {"status": "update", "corrects": "LO-11"},
            "status: the status is “update”, but “updates” does not name the release that it is about",
        ),
        (
            {"status": "withdrawn"},
            "status: the status is “withdrawn”, but “withdraws” does not name the release that it is about",
        ),
        (
            {"status": "withdrawn", "reference": "LO-12", "corrects": "LO-11"},
            "status: the status is “withdrawn”, but “withdraws” does not name the release that it is about",
        ),
        (
            {"updates": "LO-11", "withdraws": "LO-11"},
            "withdraws: “updates” is given as well; a release does one of the two, leave one out",
        ),
        (
            {"reference": "LO-12", "correction_note": "Nothing."},
            "correction_note: is given, but none of “corrects”, “updates” and “withdraws” names a release",
        ),
    ],
)
def test_statuses_that_do_not(release_of: Make, fields: dict[str, str], message: str) -> None:
    """A status that its fields deny is refused."""
    with pytest.raises(ReadError) as caught:
        release_of(**fields)
    assert str(caught.value) == message


def test_title_of_the_longest_length(release_of: Make) -> None:
    """A title of 500 characters is taken, one of 501 is not, and its lines count together."""
    assert len(release_of(title="a" * 500).full_title) == 500
    with pytest.raises(ReadError) as caught:
        release_of(title=["a" * 250, "b" * 250])
    assert str(caught.value) == "title: the title has 501 characters; a title has at most 500"


def test_table_rows_are_as_long_as_its_header() -> None:
    """A row with too few cells is refused by its number."""
    with pytest.raises(ReadError) as caught:
        Table(header=["a", "b"], rows=[["1", "2"], ["3"]])
    assert str(caught.value) == "row 2 has 1 cells where the header has 2"


def test_a_table_has_no_more_alignments_than_columns() -> None:
    """An alignment without a column is an error that gives both counts."""
    assert Table(header=["a", "b"], align=["auto"]).align == ("auto",)
    with pytest.raises(ReadError) as caught:
        Table(header=["a", "b"], align=["auto", "left", "right"])
    message = "3 alignments are given where the header has 2 cells; give one for each column, or fewer"
    assert str(caught.value) == f"align: {message}"


def test_decorative_figure_needs_no_words() -> None:
    """A figure that says nothing of its own has no alternative text."""
    assert Figure(src="wave.svg", decorative=True).alt is None


@pytest.mark.parametrize("src", ["a.png", "images/été 1.png", "./a.png", "a/../b.png", "a..b.png", "..a.png"])
def test_images_in_the_folder(src: str) -> None:
    """An image may stand in the release's folder or below it."""
    assert Figure(src=src, alt="A light").src == src


@pytest.mark.parametrize("src", ["../a.png", "a/../../b.png", "/etc/a.png", "\\a.png", "..\\a.png", "C:\\a.png", ".."])
def test_images_outside_of_the_folder(src: str) -> None:
    """An image may not stand anywhere else, in whatever way the path leads there."""
    with pytest.raises(ReadError) as caught:
        Figure(src=src, alt="A light")
    assert str(caught.value) == f"src: the image “{src}” leads out of the release's folder; put it beside the release"


@pytest.mark.parametrize("src", ["data:image/png;base64,AA", "file:a.png"])
def test_images_that_are_no_files(src: str) -> None:
    """An image is a file beside the release, never an address."""
    with pytest.raises(ReadError) as caught:
        Figure(src=src, alt="A light")
    assert str(caught.value) == f"src: the image “{src}” is not a file; put it beside the release"


@pytest.mark.parametrize("href", ["http://a.example", "https://a.example/?q=1#b", "mailto:a@b.example", "tel:+331"])
def test_links_a_release_may_hold(href: str) -> None:
    """Links lead to the web, to a mailbox or to a telephone."""
    assert Link(href=href, content="there").href == href


@pytest.mark.parametrize(
    ("href", "message"),
    [
        ("ftp://a.example", "is not a link that a release may hold; expected http, https, mailto or tel"),
        ("javascript:alert(1)", "is not a link that a release may hold; expected http, https, mailto or tel"),
        ("page.html", "is not a link that a release may hold; expected http, https, mailto or tel"),
        ("https://a.example/a b", "is not an address: it holds a space or a control character"),
        ("https://", "is not an address: it ends after “https:”"),
        ("mailto:", "is not an address: it ends after “mailto:”"),
        ("http://[a", "is not an address of the web"),
    ],
)
def test_links_it_may_not(href: str, message: str) -> None:
    """Links with other schemes, and addresses that are none, are refused."""
    with pytest.raises(ReadError) as caught:
        Link(href=href, content="there")
    assert str(caught.value) == f"href: “{href}” {message}"


@pytest.mark.parametrize("email", ["a.b@c.example", "mailto:a@b.example", "a+b@c-d.example", "élan@été.example"])
def test_mail_addresses(email: str) -> None:
    """An e-mail address is taken with or without its scheme."""
    assert Contact(email=email).email == email.removeprefix("mailto:")


@pytest.mark.parametrize(
    "email", ["a", "a@b", "a@b.", "a b@c.example", "a@b..example", "a@-b.example", "<a@b.example>"]
)
def test_what_is_no_mail_address(email: str) -> None:
    """What cannot be an address is refused, with one that could be."""
    with pytest.raises(ReadError) as caught:
        Contact(email=email)
    assert str(caught.value) == f"email: “{email}” is not an e-mail address; expected one such as press@office.example"


def test_level_1_is_the_title() -> None:
    """A heading of the body begins at level 2."""
    with pytest.raises(ReadError, match="level: input should be greater than or equal to 2; found “1”"):
        Heading(level=1, content="A light")


def test_what_a_release_replaces(release_of: Make) -> None:
    """A release knows what it does to which other one; one that is withdrawn may be so itself."""
    for status, field in {"correction": "corrects", "update": "updates", "withdrawn": "withdraws"}.items():
        for fields in ({}, {"status": status}, {"embargo": "2026-05-20T06:00Z"}):
            assert release_of(**{field: "LO-11", "reference": "LO-12", **fields}).replaces == (status, "LO-11")
    assert release_of(status="withdrawn", reference="LO-12").replaces == ("withdrawn", "LO-12")
    assert release_of(reference="LO-12").replaces is None


def test_a_correction_with_its_note_round_trips(release_of: Make) -> None:
    """A note is inline text, as the lead is."""
    release = release_of(updates="LO-11", correction_note=["Now ", {"type": "strong", "content": "28"}, " stations."])
    assert Release.model_validate_json(to_json(release)) == release


@pytest.mark.parametrize(("written", "code"), [("uk", "GB"), ("EL", "GR"), ("fr", "FR")])
def test_country_codes_that_the_union_writes(written, code):
    """UK and EL are reserved for the countries whose own codes are GB and GR."""
    assert Release(title="1907", language="en", country=written).country == code
