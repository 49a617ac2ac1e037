"""The release's own address and its QR code: which squares are dark, where it stands, and when there is none."""

from __future__ import annotations

import pytest
import segno
from page_text import lines

from pressprint import ReadError, load_layout, render
from pressprint.pages import CodeItem, RuleItem
from pressprint.pages.code import _rectangles
from pressprint.pdf import Recorder, paint

URL = "https://press.lights.example/releases/lo-12-2026"
SHOWN = "press.lights.example/releases/lo-12-2026"
LINE = f"Read online\u00a0\u00a0 {SHOWN}"
PEOPLE = [{"name": name, "phone": "+44 20 7946 0018", "email": "press@lights.example"} for name in ("Ines", "Owen")]


def _code(page) -> CodeItem:
    (item,) = [item for item in page.items if isinstance(item, CodeItem)]
    return item


def _matrix(item: CodeItem) -> list[list[bool]]:
    """The modules of a code, each of which is dark in one rectangle at most."""
    found = [[0] * item.count for _ in range(item.count)]
    for left, top, wide, high in item.squares:
        for y in range(top, top + high):
            for x in range(left, left + wide):
                found[y][x] += 1
    assert max(map(max, found)) == 1
    return [[bool(module) for module in row] for row in found]


def test_the_address_and_its_code(release_of, compose_release):
    """The address is printed as a link behind its label, and the code beside it is that of the whole address."""
    document = compose_release(release_of(url=URL, contacts=PEOPLE))
    (page,) = document.pages
    assert LINE in lines(page)
    item = _code(page)
    expected = segno.make(URL, error="m", micro=False, boost_error=False)
    assert _matrix(item) == [[bool(module) for module in row] for row in expected.matrix]
    assert expected.error == "M"
    element = document.elements[item.node]
    assert (element.kind, element.alt) == ("Figure", f"QR code that leads to {SHOWN}")
    assert [element.href for element in document.elements if element.href and "lights" in element.href][-1] == URL


def test_an_address_in_other_letters(release_of, compose_release):
    """The code has the address as it is sent, in ASCII; people read it as it is written."""
    (page,) = compose_release(release_of(url="https://łódź.example/światło?ä=1")).pages
    expected = segno.make("https://xn--d-uga0v4h.example/%C5%9Bwiat%C5%82o?%C3%A4=1", error="m", boost_error=False)
    assert _matrix(_code(page)) == [[bool(module) for module in row] for row in expected.matrix]
    assert "Read online\u00a0\u00a0 łódź.example/światło?ä=1" in lines(page)


@pytest.mark.parametrize("url", ["a.example", URL, URL + "/" + "x" * 150])
@pytest.mark.parametrize("style", ["columns", "box", "lines"])
@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_white_around_the_code(count, style, url, write_layout, release_of, compose_release):
    """The code keeps four modules of white around it, to all text and to the edges of its own white in a box."""
    layout = load_layout(write_layout(f'extends = "agency"\n[contacts]\nstyle = "{style}"\n'))
    (page,) = compose_release(release_of(url=url, contacts=PEOPLE[:1] * count), layout).pages
    code = _code(page)
    quiet = 4 * code.width / code.count - 0.01
    left, right, top, bottom = code.x - quiet, code.x + code.width + quiet, code.y - quiet, code.y + code.width + quiet
    assert 56 <= code.width <= 84
    assert code.width / code.count >= 0.94
    for item in page.items:
        if isinstance(item, RuleItem) and not (item.x <= left and item.x + item.width >= right and item.height > 20):
            assert item.y + item.height <= top or item.y >= bottom
        elif hasattr(item, "line"):
            assert item.x + item.line.width <= left or item.y <= top or item.x >= right or item.y - 5 >= bottom
    whites = [item for item in page.items if isinstance(item, RuleItem) and item.colour == "#ffffff"]
    assert len(whites) == (style == "box")
    for white in whites:
        assert white.x <= left
        assert white.x + white.width >= right
        assert white.y <= top
        assert white.y + white.height >= bottom


def test_beside_the_contacts(release_of, compose_release):
    """Two contacts leave room at their side, many contacts stand above the code."""
    (few,) = compose_release(release_of(url=URL, contacts=PEOPLE)).pages
    (many,) = compose_release(release_of(url=URL, contacts=PEOPLE * 6)).pages
    first = next(item for item in few.items if hasattr(item, "line") and item.line.segments[0].words[0].text == "Ines")
    assert _code(few).y < first.y
    texts = [item for item in many.items if hasattr(item, "line")]
    assert _code(many).y > max(item.y for item in texts if "press@" in item.line.segments[0].words[0].text)


def test_a_layout_without_codes(write_layout, release_of, compose_release):
    """A layout may print the address alone."""
    layout = load_layout(write_layout('extends = "agency"\n[url]\nqr = false\n'))
    (page,) = compose_release(release_of(url=URL), layout).pages
    assert LINE in lines(page)
    assert not [item for item in page.items if isinstance(item, CodeItem)]


@pytest.mark.parametrize("length", [800, 3000])
def test_an_address_too_long_for_a_code(length, release_of, compose_release):
    """It is printed without a code, and that is told."""
    release = release_of(url="https://www.lights.example/" + "x" * length)
    problem = next(problem for problem in render(release).warnings if "QR" in problem.what)
    assert str(problem) == (
        f"url: the address has {length + 27} characters, too many for a QR code that can be read, and is set without; "
        "give a shorter one"
    )
    assert not [item for item in compose_release(release).pages[0].items if isinstance(item, CodeItem)]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            "mailto:press@lights.example",
            "“mailto:press@lights.example” is not an address of the web; expected one such as",
        ),
        ("ftp://lights.example", "“ftp://lights.example” is not an address of the web; expected one such as"),
        ("https://", "“https://” is not an address: it ends after “https:”"),
        ("www.lights.example/a b", "“https://www.lights.example/a b” is not an address: it holds a space"),
        ("", "url: "),
    ],
)
def test_what_is_no_address(url, message, release_of):
    """An address that is not one of the web is refused, with what was expected."""
    with pytest.raises(ReadError) as caught:
        release_of(url=url)
    assert message in str(caught.value)
    assert caught.value.problems[0].field == "url"


def test_an_address_may_lack_its_scheme(release_of):
    """As for websites, the scheme need not be written."""
    assert release_of(url="www.lights.example/12").url == "https://www.lights.example/12"


def test_rectangles_are_few():
    """What is alike in rows under one another is one rectangle."""
    rows = [[True, True, False, True], [True, True, False, False], [False, False, False, True]]
    assert sorted(_rectangles(rows)) == [(0, 0, 2, 2), (3, 0, 1, 1), (3, 2, 1, 1)]


def test_the_drawing_of_an_address(full_release, compose_release, same_as_expected):
    """Contacts, address and code are drawn where they were looked at and found right."""
    recorder = Recorder()
    for page in compose_release(full_release.model_copy(update={"url": URL, "body": ()})).pages:
        paint(page, recorder)
    same_as_expected(str(recorder), "address")
