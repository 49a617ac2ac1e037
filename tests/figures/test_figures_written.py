"""Figures as they are written: in Markdown, in data, in code; and what is told of faults in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from whole_figures import HEAD, LAMP, figure, made_of, said_of

from pressprint import ReadError, Release, SettingError, read, render
from pressprint.release import Figure


def test_markdown():
    """What stands behind an image in braces are the figure's fields."""
    Path("release.md").write_text(HEAD + LAMP + "\n![](map.png){width=half decorative=true}\n", encoding="utf-8")
    lamp, plan = read("release.md").body
    assert lamp == Figure(
        src="lamp.jpg", alt="The lamp", caption="Lit again", credit="Photo: Ines Falk", rights="Free to use"
    )
    assert plan == Figure(src="map.png", decorative=True, width="half")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "![A lamp](lamp.jpg){height=9}",
            "release.md:6: “height” stands in the braces after the image “lamp.jpg”; they may hold width, credit, "
            "rights and decorative",
        ),
        ("![A lamp](lamp.jpg){width=third}", "release.md:6: width: “third” is not known here; expected full or half"),
        (
            "![](lamp.jpg)",
            "release.md:6: the image “lamp.jpg” has no alternative text; write what it shows between the square "
            "brackets, or {decorative=true} behind it",
        ),
        (
            "One.\n\n![A lamp](none.jpg)",
            "release.md:8: body[2]: the image “none.jpg” is not there; put it beside the release, or check its name",
        ),
        (
            "![A lamp](release.md)",
            "release.md:6: body[1]: the image “release.md” is not a picture that can be read; save it as JPEG, PNG, "
            "WebP or SVG",
        ),
    ],
)
def test_faults_in_markdown(text, message):
    """Each fault is one line with the file, the line and the picture's name."""
    assert said_of(text) == message


def test_faults_in_data():
    """In JSON and YAML too a picture that is not there is told with its line."""
    Path("release.yaml").write_text(
        "title: The lamp is lit\nlanguage: en\nbody:\n  - One.\n  - type: figure\n    src: none.jpg\n    alt: A lamp\n",
        encoding="utf-8",
    )
    with pytest.raises(SettingError) as caught:
        render(read("release.yaml"))
    what = "the image “none.jpg” is not there; put it beside the release, or check its name"
    assert str(caught.value) == f"release.yaml:6: body[2]: {what}"


def test_addresses_are_not_fetched():
    """A picture on the web is to be downloaded first."""
    with pytest.raises(ReadError) as caught:
        Figure(src="https://lights.example/lamp.jpg", alt="A lamp")
    what = "the image “https://lights.example/lamp.jpg” is on the web; download it first and put it beside the release"
    assert str(caught.value) == f"src: {what}"


def test_a_release_made_in_code():
    """A release that was read from nowhere is told where its pictures are."""
    release = Release(title="The lamp is lit", language="en", body=["One.", figure("lamp.jpg")])
    with pytest.raises(SettingError) as caught:
        render(release)
    what = "nothing tells where the image “lamp.jpg” is; read the release from a file, or give the folder with “images”"
    assert str(caught.value) == f"body[2]: {what}"
    assert render(release, images=Path()).content == render(made_of("One.", figure("lamp.jpg"))).content


def test_an_origin_is_no_part_of_a_release():
    """Two releases that say the same are equal wherever they came from."""
    here, nowhere = made_of("One."), Release(title="The lamp is lit", language="en", body=["One."])
    assert here == nowhere
    assert hash(here) == hash(nowhere)
    assert here.model_dump_json() == nowhere.model_dump_json()
    assert here.model_copy(update={"title": ("Another",)}).origin == here.origin
    assert here != made_of("Two.")
