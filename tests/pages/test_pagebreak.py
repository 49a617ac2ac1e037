"""Page breaking on rows of invented heights: what holds whatever the release is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressprint.pages.pagebreak import PageRows, Room, break_pages, space, without_high_rows
from pressprint.pages.values import FORBIDDEN, Row

ROWS = st.lists(
    st.builds(
        Row,
        height=st.integers(5, 40).map(float),
        items=st.just(()),
        above=st.sampled_from([0.0, 4.0, 15.0]),
        below=st.sampled_from([0.0, 7.0]),
        penalty=st.sampled_from([0.0, 0.0, 0.0, FORBIDDEN]),
    ),
    max_size=60,
)
ROOMS = st.builds(
    Room,
    first=st.integers(60, 300).map(float),
    following=st.integers(60, 300).map(float),
    contacts=st.integers(0, 60).map(float),
    flex=st.sampled_from([0.0, 0.2]),
)


def _used(rows: list[Row], page: PageRows) -> float:
    """The height that a page's rows take, with the space between them as the page has it."""
    heights = sum(row.height for row in rows[page.start : page.end])
    return heights + page.factor * sum(space(rows, number) for number in range(page.start + 1, page.end))


def _ranges(pages: list[PageRows]) -> list[tuple[int, int]]:
    return [(page.start, page.end) for page in pages]


@given(ROWS, ROOMS)
def test_pages_hold_all_rows_and_no_more_than_fit(rows, room):
    """Pages follow each other without a gap, none is fuller than it can be, and the contacts fit on the last."""
    pages = break_pages(rows, room)
    assert [page.start for page in pages] == [0, *(page.end for page in pages[:-1])]
    assert pages[-1].end == len(rows)
    for number, page in enumerate(pages):
        capacity = room.first if number == 0 else room.following
        taken = _used(rows, page) + (room.contacts if number == len(pages) - 1 else 0.0)
        assert taken <= capacity + 1e-6
        assert 1 - room.flex - 1e-9 <= page.factor <= 1 + room.flex + 1e-9


@given(ROWS, ROOMS)
def test_only_the_last_page_may_be_empty(rows, room):
    """No page is left without a row, but for one that the contacts have to themselves."""
    pages = break_pages(rows, room)
    assert all(page.end > page.start for page in pages[:-1])


@given(st.integers(1, 40), st.integers(0, 5))
def test_a_forbidden_break_is_not_made_where_another_will_do(count, forbidden_each):
    """Rows that are held together in small groups are never parted."""
    rows = [Row(10.0, (), penalty=FORBIDDEN if number % (forbidden_each + 1) else 0.0) for number in range(count * 2)]
    starts = [page.start for page in break_pages(rows, Room(120.0, 120.0, 0.0))[1:]]
    assert all(rows[start].penalty < FORBIDDEN for start in starts)


def test_no_rows():
    """A release of a title bar and nothing else is one empty page."""
    assert _ranges(break_pages([], Room(100.0, 100.0, 20.0))) == [(0, 0)]


def test_space_at_the_head_of_a_page_is_dropped():
    """The space above a row counts only after another row."""
    rows = [Row(50.0, (), above=30.0), Row(50.0, (), above=30.0)]
    assert _ranges(break_pages(rows, Room(50.0, 50.0, 0.0))) == [(0, 1), (1, 2)]


def test_contacts_that_do_not_fit_take_a_page():
    """Where the contacts find no room under the text, rows go with them to the last page, or they go alone."""
    rows = [Row(10.0, ()) for _ in range(10)]
    pages = break_pages(rows, Room(100.0, 100.0, 50.0))
    assert len(pages) == 2
    assert pages[1].end - pages[1].start >= 3
    together = [Row(10.0, (), penalty=FORBIDDEN if n else 0.0) for n in range(10)]
    assert _ranges(break_pages(together, Room(100.0, 100.0, 50.0))) == [(0, 10), (10, 10)]


def test_the_last_page_is_not_hollow():
    """Rather than a page of three lines alone, the last section that still fits goes with them."""
    rows = [Row(10.0, (), penalty=0.0 if number % 6 == 0 else FORBIDDEN) for number in range(60)]
    rows += [Row(10.0, (), penalty=FORBIDDEN if number else 0.0) for number in range(3)]
    assert _ranges(break_pages(rows, Room(600.0, 600.0, 0.0))) == [(0, 54), (54, 63)]


# -- tables


@given(st.lists(st.integers(5, 40).map(float), min_size=1, max_size=60), st.integers(5, 30).map(float))
def test_pages_have_room_for_the_head_that_is_repeated(heights, head):
    """A page that begins inside a table holds the table's head beside its rows."""
    repeat = Row(head, ())
    rows = [Row(head, ()), *(Row(height, (), repeat=repeat) for height in heights)]
    pages = break_pages(rows, Room(100.0, 80.0, 10.0))
    assert sum(page.end - page.start for page in pages) == len(rows)
    for page in pages[1:]:
        repeated = head if page.start < len(rows) else 0.0
        assert _used(rows, page) + repeated <= 80.0 + 1e-6


def test_rows_that_no_page_has_room_for_are_split():
    """A row that is higher than a page gives way to its parts; one that has room on a page under its head does not."""
    head = Row(20.0, ())
    parts = tuple(Row(10.0, (), repeat=head) for _ in range(7))
    room = Room(100.0, 80.0, 0.0)
    assert without_high_rows([Row(70.0, (), repeat=head, parts=parts)], room) == list(parts)
    fitting = [Row(60.0, (), repeat=head, parts=parts[:6]), Row(75.0, (), parts=parts), Row(90.0, ())]
    assert without_high_rows(fitting, room) == fitting
