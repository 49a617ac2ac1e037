"""The whole road: real releases, where they are at hand, and bodies of any size."""

from __future__ import annotations

import gc
import io
import re
import time
import tracemalloc
from datetime import timedelta

import pypdf
import pytest

from pressprint import PressprintError, Problem, Release, SettingError, lifted, read, render
from pressprint.pages import TextItem
from pressprint.readers import read_with_warnings
from pressprint.release import plain
from pressprint.text import prepare

SENTENCE = "The lamp was built in {0} and its lens weighs {1} tonnes, for which ships have asked since. "

HANG = 5  # by how much a mark at a line's edge may stand out into the margin


def _text(pdf) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="module")
def seed(shared):
    """The release that came with the project; it stands beside the checkout and is no part of it."""
    file = shared / "seed" / "cp199-2015.md"
    if not file.exists():
        pytest.skip(f"{file} is not there")
    return file


@pytest.fixture(scope="module")
def seed_pdf(seed):
    """The seed, set."""
    return render(read(seed))


def _parts(seed) -> tuple[list[str], list[str], list[list[str]]]:
    """The seed's text, all from it: the lines above the title, the words from the title on, the contacts' columns."""
    source = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", seed.read_text(encoding="utf-8"))
    above, _, text = source.partition("\n# ")
    text, _, people = text.partition("\n---\n")
    blocks = [block.splitlines() for block in people.split("\n\n")]
    columns = [[line.strip() for line in block] for block in blocks if len(block) == 3]
    return [line.strip() for line in above.strip().splitlines()], _folded(text.replace("**", "")).split(), columns


def _in_order(words: list[str], printed: list[str]) -> bool:
    """Whether all words come in their order; place, date and reference may come between title and lead."""
    rest = iter(printed)
    return all(word in rest for word in words)


def _folded(text: str) -> str:
    """A text without what the typographic rules may change: apostrophes and the kinds of spaces."""
    return " ".join(text.replace("’", "'").split())


def test_the_seed_is_one_page_with_all_its_words(seed, seed_pdf):
    """The seed gives one page with the words of its text in their order, and its website."""
    _, words, _ = _parts(seed)
    printed = _folded(_text(seed_pdf))
    assert seed_pdf.pages == 1
    assert seed_pdf.warnings == ()
    assert _in_order(words, printed.split())
    website = re.search(r"\[([^\]@]*)\]\(http", seed.read_text(encoding="utf-8"))
    assert printed.endswith(website[1])


def test_the_seed_has_its_dateline_and_reference_in_place(seed, seed_pdf, compose_release):
    """The dateline stands at the left and the reference at the right, on one line above the title; the lead is bold."""
    (dateline, reference), words, _ = _parts(seed)
    (page,) = compose_release(prepare(read(seed))[0]).pages
    placed = {_shown(item): item for item in page.items if isinstance(item, TextItem)}
    assert placed[dateline].y == pytest.approx(placed[reference].y)
    assert placed[dateline].x == 88
    assert placed[reference].x + placed[reference].line.width == pytest.approx(595.276 - 92)
    title = next(item for text, item in placed.items() if text.startswith(words[0]))
    assert title.y > placed[dateline].y
    release = read(seed)
    lead = next(
        item for text, item in placed.items() if text and _folded(plain(release.lead)).startswith(_folded(text))
    )
    assert "Bold" in lead.line.segments[0].style.face.name
    assert seed_pdf.filename == re.sub(r"[^A-Za-z0-9]+", "-", reference) + ".pdf"


def _shown(item: TextItem) -> str:
    segments = item.line.segments
    return "".join(" ".join(word.text for word in s.words) + " " * s.space_after for s in segments).strip()


def test_the_seeds_contacts_have_their_own_numbers(seed, seed_pdf):
    """Each of the seed's three contacts stands with the number and the address that are theirs, both of them links."""
    _, _, columns = _parts(seed)
    printed = _text(seed_pdf)
    contacts = list(zip(*columns, strict=True))
    assert len(contacts) == 3
    annotations = pypdf.PdfReader(io.BytesIO(seed_pdf.content)).pages[0]["/Annots"]
    addresses = [annotation.get_object()["/A"]["/URI"] for annotation in annotations]
    for number, (name, phone, email) in enumerate(contacts):
        assert f"{name} {phone} {email}" in printed
        tel, mailto = addresses[2 * number : 2 * number + 2]
        digits = re.sub(r"\D", "", phone).removeprefix("0")
        assert tel.startswith("tel:+33")
        assert re.sub(r"\D", "", tel) == f"33{digits}"
        assert mailto == f"mailto:{email}"


def test_releases_of_the_archive_are_set(shared, compose_release):
    """Each tenth release of the archive is set, and no text of it lies outside of the margins."""
    files = sorted((shared / "archive").rglob("*.md"))[::10]
    if not files:
        pytest.skip(f"there is no archive in {shared}")
    for file in files:
        release, _ = read_with_warnings(file)
        for page in compose_release(release).pages:
            for item in page.items:
                if isinstance(item, TextItem):
                    assert item.x > 90 - HANG, (file, _shown(item))
                    assert item.x + item.line.width < 595.276 - 90 + HANG, (file, _shown(item))
                    assert item.y < 841.89 - 20, (file, _shown(item))


def _body(size: int) -> list[str]:
    """Paragraphs of so many characters in all, the numbers in them all different."""
    sentences = [SENTENCE.format(1900 + number, number) for number in range(size // len(SENTENCE))]
    return ["".join(sentences[start : start + 20]) for start in range(0, len(sentences), 20)]


def test_a_body_of_two_megabytes(release_of):
    """A body of 2 MB is set, and in about eight times the time of a quarter of a megabyte."""

    def seconds(size: int) -> float:
        release = release_of(body=_body(size))
        start = time.process_time()
        assert render(release).pages > size / 6000
        return time.process_time() - start

    seconds(50_000)
    assert seconds(2_000_000) < 24 * seconds(250_000)


def test_one_paragraph_of_a_quarter_megabyte(release_of):
    """A single paragraph of 250 kB is set, and in about four times the time of a quarter of it."""

    def seconds(size: int) -> float:
        release = release_of(body=["".join(_body(size))])
        start = time.process_time()
        render(release)
        return time.process_time() - start

    seconds(50_000)
    assert seconds(250_000) < 12 * seconds(62_500)


def test_memory_stays_flat(release_of):
    """Setting the same kind of release again and again does not pile up memory."""

    def set_some(first: int) -> None:
        for number in range(first, first + 5):
            render(release_of(title=f"Release {number}", body=_body(2_000)))

    set_some(0)
    tracemalloc.start()
    set_some(100)
    before, _ = tracemalloc.get_traced_memory()
    set_some(200)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 1_000_000


ODD = {
    "nothing": "",
    "a space": " ",
    "a character that is taken out": "\u200b",
    "line ends": "\n\n",
    "line ends around a word": "\na\n\n",
    "a word as wide as no page": "W" * 300,
    "accents without end": "e" + "\u0301" * 200,
    "an address as long as no page": "https://www.lights.example/" + "x" * 300,
    "spaces that do not break": "a\u00a0" * 90,
    "marks only": "— … ·",
    "letters beyond the first plane": "\U0001d400 x",
    "half a surrogate": "\ud800",
    "both directions": "abc אבג 123",
}


@pytest.mark.parametrize(
    "field",
    ["kickers", "subtitle", "place", "reference", "corrects", "updates", "withdraws", "lead", "body", "notes", "legal"],
)
@pytest.mark.parametrize("case", ODD)
def test_odd_text_in_any_field(case, field, release_of):
    """Whatever a field holds, it is set, or refused by an error of the one family that names the field."""
    problems = _told(release_of, **{field: [ODD[case]] if field == "kickers" else ODD[case]})
    assert all((problem.field or "").startswith(field) for problem in problems)


def _told(release_of, **fields) -> tuple[Problem, ...]:
    """What is told of a release: the warnings where it is set, or the reasons why it is not."""
    try:
        return render(release_of(**fields)).warnings
    except PressprintError as error:
        return error.problems


@pytest.mark.parametrize("part", ["name", "role", "organisation", "phones"])
@pytest.mark.parametrize("case", ODD)
def test_odd_text_in_contacts_quotes_and_lists(case, part, release_of):
    """Odd text in a contact, a quote, a list, a heading or a link is set or refused, and nothing else happens."""
    text = ODD[case]
    linked = [{"type": "link", "href": "https://www.lights.example", "content": text}]
    body = [
        {"type": "quote", "text": text, "speaker": text, "role": text},
        {"type": "heading", "content": text},
        {"type": "list", "items": [text, {"blocks": [{"type": "paragraph", "content": linked}]}]},
    ]
    contact = {"name": "A", part: (text,) if part == "phones" else text}
    for fields in ({"body": body[:1]}, {"body": body[1:2]}, {"body": body[2:]}, {"contacts": [contact]}):
        assert all(problem.field for problem in _told(release_of, **fields))


@pytest.mark.parametrize("case", ODD)
def test_odd_text_in_a_note(case, release_of):
    """Odd text in the note of a band, and in the word for a draft's language, is set or refused as elsewhere."""
    problems = _told(release_of, corrects="LO-11", status="draft", correction_note=ODD[case])
    assert all((problem.field or "").startswith("correction_note") for problem in problems)


def test_a_release_is_not_changed_by_being_set(full_release):
    """Setting a release leaves the release as it was."""
    before = full_release.model_dump_json()
    render(full_release)
    assert full_release.model_dump_json() == before
    assert Release.model_validate_json(before) == full_release


def test_nothing_is_released_before_its_time(release_of):
    """The road holds the guard: it refuses, or warns, and an embargoed release has the same bytes at any time."""
    release = release_of(embargo="2026-05-20 06:00 Europe/London")
    early, late = release.embargo - timedelta(hours=1), release.embargo
    assert render(release).content == render(release, now=early).content == render(release, now=late).content
    assert (render(release, now=early).warnings, len(render(release, now=late).warnings)) == ((), 1)
    free = lifted(release, now=late)
    for now in (None, early):
        with pytest.raises(SettingError, match="the status is “released”"):
            render(free, now=now)
    assert "Embargo" not in _text(render(free, now=late))


def test_the_collector_is_left_as_it_was(release_of):
    """Setting a release keeps Python's collector out for its own time, and no longer; also where it fails."""
    refused = release_of(body=["\U00013000"])
    for was_on, switch in ((True, gc.enable), (False, gc.disable)):
        switch()
        try:
            render(release_of())
            assert gc.isenabled() is was_on
            with pytest.raises(SettingError):
                render(refused)
            assert gc.isenabled() is was_on
        finally:
            gc.enable()


def test_what_is_no_release_is_refused():
    """A path in place of a release, and another word for `fit`, are told as what they are."""
    with pytest.raises(TypeError, match=r"render takes a Release, not “lamp\.md”; read one with pressprint\.read"):
        render("lamp.md")
    with pytest.raises(ValueError, match="fit is 'two-pages'; expected “one-page”, or None"):
        render(Release(title="T", language="en"), fit="two-pages")
