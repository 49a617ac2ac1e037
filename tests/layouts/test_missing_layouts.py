"""What is told where a layout, or the one that it extends, is not there."""

from __future__ import annotations

import pytest
from refusing import HEAD, refused

from pressprint import LayoutError, load_layout


def test_no_such_layout(write_layout):
    """A name that is not found is told with the nearest one and all that are."""
    write_layout(HEAD, "house")
    with pytest.raises(LayoutError) as caught:
        load_layout("agenzy")
    assert (
        str(caught.value)
        == "there is no layout “agenzy”; did you mean “agency”? Found are: house, agency, company, ministry, wire"
    )
    with pytest.raises(LayoutError) as caught:
        load_layout("Helvetica")
    assert str(caught.value) == "there is no layout “Helvetica”. Found are: house, agency, company, ministry, wire"


def test_no_such_folder(tmp_path):
    """A path without a layout.toml is told by the path."""
    with pytest.raises(LayoutError) as caught:
        load_layout(tmp_path / "nowhere")
    assert str(caught.value) == f"{tmp_path}/nowhere: there is no layout.toml in this folder"


def test_extends_what_is_not_there(write_layout):
    """`extends` with an unknown name is told with its line, the nearest name and all that are."""
    folder = write_layout('description = "x"\nextends = "agenci"\n')
    assert refused(folder) == (
        "layout.toml:2: extends: there is no layout “agenci”; did you mean “agency”? Found are: brand, agency, "
        "company, ministry, wire"
    )
    folder = write_layout("extends = 3\n")
    assert refused(folder) == (
        'layout.toml:1: extends: 3 is not the name of a layout; expected one in quotes, such as "agency"'
    )


def test_extends_in_a_circle(write_layout):
    """Two layouts that extend each other, or one that extends itself, are refused."""
    write_layout('extends = "two"\n', "one")
    folder = write_layout('extends = "one"\n', "two")
    with pytest.raises(LayoutError) as caught:
        load_layout("one")
    what = "“one” comes back to this layout; a layout cannot extend itself"
    assert str(caught.value) == f"{folder}/layout.toml:1: extends: {what}"
    own = write_layout('extends = "own"\n', "own")
    assert refused(own) == "layout.toml:1: extends: “own” comes back to this layout; a layout cannot extend itself"


def test_nothing_extended_and_no_fonts(write_layout):
    """A layout that stands alone has to name its fonts, and is told the line that it most likely lacks."""
    assert refused(write_layout('description = "alone"\n')) == (
        'layout.toml:1: there are no fonts; put extends = "agency" at the head of the file, '
        "or name families under [fonts]"
    )
