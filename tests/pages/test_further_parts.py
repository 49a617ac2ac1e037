"""References, downloads, terms of use and copyright, as they stand on pages."""

from __future__ import annotations

from page_text import lines

FIELDS = {
    "notes": "The office keeps 31 gauges.",
    "boilerplate": "The office tells the tides.",
    "references": [
        {"text": "A study of tides", "url": "https://tides.example/study", "doi": "10.5555/tides.1"},
        "https://tides.example/table",
        "10.5555/tides.2",
        "A printed guide",
    ],
    "assets": [
        {"label": "The gauge", "url": "https://tides.example/gauge.jpg", "format": "JPEG", "size": "2.4 MB"},
        {"label": "The film", "url": "https://tides.example/film", "size": "12 MB"},
        {"label": "The kit", "url": "https://tides.example/kit"},
    ],
    "usage_terms": "Free to print.",
    "copyright": "© 2026 Tide Office",
}


def read_lines(document):
    """The lines of all pages."""
    return [line for page in document.pages for line in lines(page)]


def test_where_they_stand(compose_release, release_of):
    """Lists of links follow the notes under their labels, and the rights end the small print under its label."""
    told = read_lines(compose_release(release_of(**FIELDS, legal="Dates may change.")))
    start = told.index("The office keeps 31 gauges.")
    assert [line for line in told[start + 1 :] if line != "•"] == [
        "More information",
        "A study of tides, https://doi.org/10.5555/tides.1",
        "tides.example/table",
        "https://doi.org/10.5555/tides.2",
        "A printed guide",
        "Downloads",
        "The gauge (JPEG, 2.4\u00a0MB)",
        "The film (12\u00a0MB)",
        "The kit",
        "The office tells the tides.",
        "Disclaimer",
        "Dates may change.",
        "Free to print.",
        "© 2026 Tide Office",
    ]


def test_rights_stand_without_other_small_print(compose_release, release_of):
    """Where there is no other small print there is no label for it."""
    told = read_lines(compose_release(release_of(copyright="© 2026 Tide Office")))
    assert "© 2026 Tide Office" in told
    assert "Disclaimer" not in told


def test_labels_are_of_the_layout(compose_release, release_of, write_layout):
    """A layout leaves a label out, or has its own."""
    from pressprint import load_layout

    layout = load_layout(
        write_layout('extends = "agency"\n[labels.en]\ndownloads = ""\nmore_information = "Read on"\n')
    )
    told = read_lines(compose_release(release_of(**FIELDS), layout))
    assert "Read on" in told
    assert "Downloads" not in told
    assert "The kit" in told
