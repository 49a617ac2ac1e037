"""Tables on pages: their rows and places, page breaks with the head once more, what is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from page_text import lines, words

from pressprint import SettingError, load_layout
from pressprint.pages import A4, Document, RuleItem, TextItem

LEFT, RIGHT = 88, A4[0] - 92
BOTTOM = A4[1] - 52
RESULTS = {
    "type": "table",
    "caption": "Results of the Harbour Trust, in millions",
    "header": ["", "2025", "2024", "Change"],
    "rows": [
        ["Dues", "31.4", "28.9", "+8.7%"],
        ["Licences", "4.25*", "-4.4", "–"],
        [[{"type": "strong", "content": "Income"}], "1,148.2", "(44)", ""],
    ],
    "notes": ["* Without the northern basin.", "Unaudited."],
}


def _placed(document: Document) -> dict[str, TextItem]:
    return {words(item.line): item for page in document.pages for item in page.items if isinstance(item, TextItem)}


def _end(item: TextItem) -> float:
    return item.x + item.line.width


def _kinds(document: Document, text: str) -> list[tuple[str, str | None]]:
    """The elements that a line stands in, from its own to the document, and the scope of each."""
    node: int | None = _placed(document)[text].line.segments[0].node
    found = []
    while node is not None:
        element = document.elements[node]
        found.append((element.kind, element.scope))
        node = element.parent
    return found


@pytest.fixture(scope="module")
def results(release_of, compose_release) -> Document:
    """A release with a table of results."""
    return compose_release(release_of(body=["Before.", RESULTS, "After."]))


def test_a_table_is_read_row_by_row(results):
    """Caption, header row, rows and notes are read in this order, empty cells too."""
    (page,) = results.pages
    assert lines(page)[2:] == [
        *("Results of the Harbour Trust, in millions", "", "2025", "2024", "Change"),
        *("Dues", "31.4", "28.9", "+8.7%"),
        *("Licences", "4.25*", "−4.4", "–"),
        *("Income", "1,148.2", "(44)", ""),
        *("*", "Without the northern basin.", "Unaudited.", "After."),
    ]


def test_elements_of_a_table(results):
    """Cells say whether they head a row or a column; the empty corner heads nothing; notes stand outside."""
    assert _kinds(results, "Results of the Harbour Trust, in millions") == [
        *(("Caption", None), ("Table", None), ("Document", None)),
    ]
    group = [("TR", None), ("THead", None), ("Table", None), ("Document", None)]
    assert _kinds(results, "2024") == [("TH", "Column"), *group]
    body = [("TR", None), ("TBody", None), ("Table", None), ("Document", None)]
    assert _kinds(results, "Dues") == [("TH", "Row"), *body]
    assert _kinds(results, "Income") == [("Strong", None), ("TH", "Row"), *body]
    assert _kinds(results, "28.9") == [("TD", None), *body]
    assert _kinds(results, "*") == [("Lbl", None), ("Note", None), ("Document", None)]
    assert _kinds(results, "Unaudited.") == [("P", None), ("Note", None), ("Document", None)]
    corner = next(e for e in results.elements if e.kind in ("TH", "TD"))
    assert corner.kind == "TD"


def test_figures_stand_at_their_decimal_mark(results):
    """Digits of one place stand under each other, and headings end with the figures."""
    placed = _placed(results)
    size = 9.0
    digit = placed["31.4"].line.segments[0].words[0].glyphs[0].advance * size
    # “31.4” and “4.25*” have one digit and two after the mark, and a mark that hangs.
    assert placed["4.25*"].x == pytest.approx(placed["31.4"].x + digit)
    assert placed["(44)"].x + placed["(44)"].line.width > placed["28.9"].x + 2 * digit
    assert _end(placed["2024"]) == pytest.approx(_end(placed["28.9"]))
    assert placed["Dues"].x == placed["Licences"].x == LEFT


def test_rules_of_a_table(results):
    """A rule stands above the head, under it and at the end, hairlines between rows; all as wide as the table."""
    placed = _placed(results)
    top, bottom = placed["Results of the Harbour Trust, in millions"].y, placed["After."].y
    rules = [item for item in results.pages[0].items if isinstance(item, RuleItem) and top < item.y < bottom]
    assert [rule.height for rule in rules] == [0.75, 0.5, 0.35, 0.35, 0.75]
    assert {rule.x for rule in rules} == {LEFT}
    (end,) = {rule.x + rule.width for rule in rules}
    assert end == pytest.approx(_end(placed["Change"]))
    assert len({rule.y for rule in rules}) == 5


def test_nothing_runs_into_its_neighbour(results):
    """On one line each cell ends before the next one begins."""
    rows: dict[float, list[TextItem]] = {}
    for item in results.pages[0].items:
        if isinstance(item, TextItem) and not item.artifact:
            rows.setdefault(round(item.y, 1), []).append(item)
    several = [row for row in rows.values() if len(row) > 3]
    assert len(several) == 4
    for row in several:
        inked = [item for item in row if words(item.line)]
        assert all(_end(one) + 5 < other.x for one, other in pairwise(inked))


def _table(count: int, **more: object) -> dict[str, object]:
    rows = [[f"Gate {number}", f"{number * 7.35:.2f}"] for number in range(count)]
    return {"type": "table", "header": ["Gate", "Metres"], "rows": rows, **more}


def test_the_head_is_repeated_on_each_page(release_of, compose_release):
    """A table over three pages has its head on each: once as text, then as what no reader tells again."""
    pages = compose_release(release_of(body=[_table(100, caption="Gates", notes=["Measured in May."])])).pages
    assert len(pages) == 3
    assert "Metres" in lines(pages[0])
    for page in pages[1:]:
        assert "Metres" not in lines(page)
        artifacts = [i for i in page.items if isinstance(i, TextItem) and i.artifact == "layout"]
        assert [words(item.line) for item in artifacts] == ["Gate", "Metres"]
        assert all(segment.node < 0 for item in artifacts for segment in item.line.segments)
        first = next(i for i in page.items if isinstance(i, TextItem) and words(i.line).startswith("Gate "))
        assert artifacts[0].y < first.y
    shown = [text for page in pages for text in lines(page) if text.startswith("Gate ")]
    assert shown == [f"Gate {number}" for number in range(100)]
    assert lines(pages[-1])[-1] == "Measured in May."
    for page in pages:
        assert max(item.y for item in page.items if isinstance(item, TextItem) and item.artifact != "footer") <= BOTTOM


def test_a_link_in_the_head_is_no_link_when_repeated(release_of, compose_release):
    """The head that is repeated holds the words of a link, and not the link."""
    link = {"type": "link", "href": "https://www.lights.example", "content": "Metres"}
    document = compose_release(release_of(body=[_table(60) | {"header": ["Gate", [link]]}]))
    items = [i for page in document.pages for i in page.items if isinstance(i, TextItem) and words(i.line) == "Metres"]
    assert [document.elements[i.line.segments[0].node].kind for i in items if not i.artifact] == ["Link"]
    assert [i.line.segments[0].node for i in items if i.artifact] == [-1] * (len(document.pages) - 1)


@pytest.mark.parametrize("before", range(30, 44))
def test_neither_head_nor_row_stands_alone(before, release_of, compose_release):
    """Wherever a table begins on a page, at least two of its rows follow the head, and two stand on the last page."""
    pages = compose_release(release_of(body=[*["Line."] * before, _table(12, caption="Gates")])).pages
    for page in pages:
        gates = [text for text in lines(page) if text.startswith("Gate ")]
        has_head = "Gates" in lines(page)
        assert has_head == (gates[:1] == ["Gate 0"])
        assert len(gates) != 1


def test_a_row_is_not_split_unless_no_page_has_room_for_it(release_of, compose_release):
    """A row of many lines moves to the next page as a whole; one that is higher than a page goes over its end."""
    long = "word and more words " * 120
    table = {"type": "table", "header": ["What", "Words"], "rows": [["one", "a"], ["two", long], ["three", "b"]]}
    pages = compose_release(release_of(body=[*["Line."] * 25, table])).pages
    counts = [sum("word and" in text for text in lines(page)) for page in pages]
    assert len([count for count in counts if count]) == 1
    table["rows"][1][1] = long * 6
    pages = compose_release(release_of(body=[*["Line."] * 10, table])).pages
    counts = [sum("word and" in text for text in lines(page)) for page in pages]
    assert len([count for count in counts if count]) >= 2
    for page in pages:
        assert max(item.y for item in page.items if isinstance(item, TextItem) and item.artifact != "footer") <= BOTTOM


@pytest.mark.parametrize(
    ("rows", "row_headers", "kind"),
    [
        ([["North", "5"], ["South", "6"]], None, "TH"),
        ([["2024", "5"], ["2025", "6"]], None, "TH"),
        ([["North", "deep"], ["South", "shallow"]], None, "TD"),
        ([["4.5", "5"], ["3.5", "6"]], None, "TD"),
        ([["North", "deep"], ["South", "shallow"]], True, "TH"),
        ([["North", "5"], ["South", "6"]], False, "TD"),
    ],
)
def test_the_first_column_heads_rows_where_it_names_them(rows, row_headers, kind, release_of, compose_release):
    """Words, or years, beside figures are headers of their rows, unless the author says otherwise."""
    table = {"type": "table", "header": ["A", "B"], "rows": rows, "row_headers": row_headers}
    document = compose_release(release_of(body=[table]))
    node = _placed(document)[rows[0][0]].line.segments[0].node
    assert document.elements[node].kind == kind


def test_alignment_of_the_author(release_of, compose_release):
    """What the author aligns is not aligned at its decimal mark; years and words begin at the left."""
    table = {
        "type": "table",
        "header": ["Year", "Left column", "Right column", "Centre column"],
        "rows": [["2024", "1.25", "one", "a"], ["2025", "12.5", "three", "bcd"]],
        "align": ["auto", "left", "right", "center"],
    }
    placed = _placed(compose_release(release_of(body=[table])))
    assert placed["2024"].x == placed["Year"].x == LEFT
    assert placed["1.25"].x == placed["12.5"].x == placed["Left column"].x
    assert _end(placed["one"]) == pytest.approx(_end(placed["three"]))
    middles = {round(placed[text].x + placed[text].line.width / 2, 3) for text in ("a", "bcd", "Centre column")}
    assert len(middles) == 1


def test_one_column_and_no_rows(release_of, compose_release):
    """A table of one column is set, and one that has nothing but its head."""
    one = {"type": "table", "header": ["Only"], "rows": [["a"], ["b"]]}
    bare = {"type": "table", "header": ["First", "Second"]}
    document = compose_release(release_of(body=[one, bare]))
    assert lines(document.pages[0])[1:] == ["Only", "a", "b", "First", "Second"]
    assert _kinds(document, "Second") == [("TH", "Column"), ("TR", None), ("Table", None), ("Document", None)]


def test_a_wide_table_is_set_smaller(release_of, compose_release):
    """A table whose figures are wider than the measure is set smaller, down to what the layout allows."""
    header = ["Quarter", *(f"Q{number}" for number in range(1, 13))]
    table = {"type": "table", "header": header, "rows": [["Sum", *(f"{n * 1.5}" for n in range(1204, 1216))]]}
    document = compose_release(release_of(body=[table]))
    placed = _placed(document)
    sizes = {placed[text].line.segments[0].style.size for text in ("Quarter", "Q1", "1806.0")}
    (size,) = sizes
    assert 7.2 <= size < 9
    assert _end(placed["1822.5"]) <= RIGHT + 0.01


def test_long_words_are_divided_at_last(release_of, compose_release):
    """Where smaller type does not suffice, words too wide for their column are divided, and copied whole."""
    long = ["Grundwasserentnahmegenehmigung", "Verkehrsinfrastrukturvorhaben", "Landeswasserversorgungsbehörde"]
    table = {"type": "table", "header": [*long, "Ort"], "rows": [["Amt", "Amt", "Amt", "Amt am Ort"]]}
    document = compose_release(release_of(language="de", body=[table]))
    segments = [s for i in document.pages[0].items if isinstance(i, TextItem) for s in i.line.segments]
    assert {segment.actual for segment in segments} & set(long)
    assert all(_end(i) <= RIGHT + 0.01 for i in document.pages[0].items if isinstance(i, TextItem))


def test_a_table_that_is_too_wide_is_refused(release_of, compose_release):
    """The error names the table, what it needs, what there is, and the columns that need most."""
    header = [*(f"T{number}" for number in range(1, 13)), "Sum"]
    table = {"type": "table", "header": header, "rows": [["1,000,000"] * 12 + ["1,000,000,000"]]}
    with pytest.raises(SettingError) as caught:
        compose_release(release_of(body=["One.", table | {"caption": "Sums by month"}]))
    assert str(caught.value) == (
        "body[2]: the table “Sums by month” is too wide: at 7.2 pt, the smallest size, its 13 columns need 464 pt "
        "(164 mm), and the page has 415 pt (147 mm); leave columns out, make two tables of it, or shorten the longest "
        "words of the widest columns: “Sum” (42 pt), “T1” (30 pt) and “T2” (30 pt)"
    )
    with pytest.raises(SettingError, match=r"^notes\[1\]: the table “T1 \| T2 \| T3 .*” is too wide"):
        compose_release(release_of(notes=[table]))


def test_a_layout_may_allow_no_smaller_size(release_of, compose_release, write_layout):
    """The layout says to which size a table may be set smaller."""
    layout = load_layout(write_layout('extends = "agency"\n[tables]\nsmallest_size = 9\n'))
    header = ["Quarter", *(f"Q{number}" for number in range(1, 13))]
    table = {"type": "table", "header": header, "rows": [["Sum", *(f"{n * 1.5}" for n in range(1204, 1216))]]}
    with pytest.raises(SettingError, match="at 9 pt, the smallest size"):
        compose_release(release_of(body=[table]), layout)


def test_verbatim_tables_keep_their_hyphens(release_of, compose_release):
    """With verbatim typography a hyphen before a figure stays what it is."""
    assert "-4.4" in lines(compose_release(release_of(body=[RESULTS], typography="verbatim")).pages[0])


def test_tables_of_other_parts(release_of, compose_release):
    """Tables are set in notes, boilerplate and legal text, too."""
    table = {"type": "table", "header": ["Year", "Ships"], "rows": [["2025", "31"]]}
    document = compose_release(
        release_of(notes=[table], boilerplate={"heading": "About", "body": [table]}, legal=[table])
    )
    assert lines(document.pages[0]).count("Ships") == 3


def test_headings_give_before_the_names_of_rows(release_of, compose_release):
    """Where not all fit on one line, as few headings as need be take two lines, and the names of rows take one."""
    names = ["The outer harbour at Grey Point", "The old dock of Marrowby"]
    header = ["Berth", "Passages in the summer half", "Ships", "Passages in the winter half", "Tonnes of cargo"]
    table = {"type": "table", "header": header, "rows": [[name, "1,204", "31", "988", "7.5"] for name in names]}
    shown = lines(compose_release(release_of(body=[table])).pages[0])
    assert {*names, "Ships", "Tonnes of cargo"} <= set(shown)
    assert {"summer half", "the winter half"} <= set(shown)


def test_a_unit_stays_with_its_heading(release_of, compose_release):
    """A heading that is broken does not leave its unit alone on a line."""
    rows = [
        ["Marrowby", "4.12", "The old dock is closed at heights over five metres, for which a warning is sent. " * 2]
    ]
    table = {"type": "table", "header": ["Place", "Height, m", "Remarks"], "rows": rows}
    document = compose_release(release_of(body=[table]))
    assert "Height,\u00a0m" in lines(document.pages[0])
