"""The shipped layouts: each is whole, keeps the grid it names, and makes files that conform."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pdfua
import pytest

from pressprint import Release, SettingError, load_layout, render
from pressprint.conformance import verify
from pressprint.fonts import find
from pressprint.layouts.grid import off_grid
from pressprint.layouts.specimen import languages, specimen

ENTRY_POINTS = find.ENTRY_POINTS

# What a measure may hold, in characters of running text.
MEASURES = {"agency": (85, 90), "company": (75, 85), "ministry": (75, 85), "wire": (75, 88)}
PROSE = (
    "Two trials are planned for the spring. During the first one, the harbour remains open to everybody while "
    "engineers observe the movement of the gate; the second deliberately meets one of the higher tides of the season. "
)


def test_each_keeps_its_grid(shipped_layout):
    """Margins, leadings and spaces are multiples of the 4 points that each layout names."""
    assert shipped_layout.keys.page.grid == 4
    assert list(off_grid(shipped_layout.keys)) == []


def test_each_is_set_in_the_families_of_its_text(shipped_layout):
    """A layout whose text is sans has no role in another family that it forgot; titles may have one of their own."""
    roles = shipped_layout.keys.type
    others = {role for role in type(roles).model_fields if getattr(roles, role).family != roles.body.family}
    assert others <= {"wordmark", "title", "subtitle"}


def test_what_leaves_the_grid_is_told(write_layout):
    """A brand with a leading or a margin of its own is told which key leaves the grid; without a grid nothing does."""
    toml = 'extends = "agency"\n[page]\nmargin_top = 50\n[type.title]\nleading = 27\n'
    assert list(off_grid(load_layout(write_layout(toml)).keys)) == [("page.margin_top", 50), ("type.title.leading", 27)]
    assert not list(off_grid(load_layout(write_layout(toml.replace("[page]", "[page]\ngrid = 0"), "free")).keys))


def test_each_measure_holds_a_readable_line(shipped_layout, compose_release, release_of):
    """A full line of the body holds as many characters as its kind of setting is read well with."""
    document = compose_release(release_of(body=PROSE * 12), shipped_layout)
    counts = sorted(
        sum(len(word.text) + 1 for segment in item.line.segments for word in segment.words)
        for page in document.pages
        for item in page.items
        if hasattr(item, "line") and not item.artifact
    )
    least, most = MEASURES[shipped_layout.name]
    assert least - 3 <= counts[len(counts) // 2] <= most + 3


def test_each_makes_files_that_conform(shipped_layout, full_release, tmp_path):
    """A release with one of each thing passes `verify`, `pdfua` and qpdf in every layout."""
    render(full_release, shipped_layout).save(tmp_path / "release.pdf")
    _conforms(tmp_path / "release.pdf")


# What a release may be besides, each of which excludes another or the rest.
STATES = {
    "draft": {"status": "draft"},
    "embargo": {"status": "embargoed", "embargo": "2026-05-20 06:00 Europe/London"},
    "correction": {"status": "correction", "corrects": "LW-16-2026", "correction_note": "There are 86 seats, not 68."},
    "withdrawal": {"status": "withdrawn", "withdraws": "LW-16-2026"},
    "law": {"regulated": {"label": "Ad hoc announcement", "subject": "Forecast"}},
}


def _conforms(file: Path) -> None:
    assert verify(file).findings == ()
    assert not pdfua.validate(file).findings
    if qpdf := shutil.which("qpdf"):
        subprocess.run([qpdf, "--check", file], check=True, capture_output=True)


@pytest.mark.parametrize("language", languages())
def test_the_specimen_conforms(shipped_layout, language, tmp_path, monkeypatch):
    """The specimen, which holds every element, passes `verify`, `pdfua` and qpdf in every layout and language."""
    monkeypatch.setattr("pressprint.fonts.find.ENTRY_POINTS", ENTRY_POINTS)
    find.forget()
    try:
        pdf = render(specimen(language, shipped_layout), shipped_layout)
    except SettingError as error:
        pytest.skip(f"needs a package of fonts: {error.problems[0].what}")
    pdf.save(tmp_path / "specimen.pdf")
    _conforms(tmp_path / "specimen.pdf")


@pytest.mark.parametrize("state", STATES)
def test_each_state_of_a_release_conforms(shipped_layout, state, tmp_path):
    """A draft, an embargo, a correction, a withdrawal and the header of law conform in every layout."""
    fields = specimen("en").model_dump(exclude_defaults=True, exclude={"status", "body"})
    render(Release(**fields, **STATES[state]), shipped_layout).save(tmp_path / "state.pdf")
    _conforms(tmp_path / "state.pdf")


@pytest.mark.parametrize("language", ["ar", "de", "ja"])
def test_labels_of_other_languages_find_room(shipped_layout, release_of, language, compose_release):
    """Head and foot stay on the page in languages with long words and in those from right to left."""
    release = release_of(
        language=language,
        title="1907",
        place="Grey Point",
        date="2026-03-12",
        reference="LO-12",
        embargo="2026-05-20 06:00 Europe/London",
    )
    try:
        pages = compose_release(release, shipped_layout).pages
    except SettingError as error:
        pytest.skip(f"no font that is shipped has the characters: {error}")
    for item in pages[0].items:
        width = item.line.width if hasattr(item, "line") else item.width
        assert item.x > -0.01
        assert item.x + width < pages[0].width + 0.01
