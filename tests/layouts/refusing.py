"""How tests read what is told of a layout that is not right."""

from __future__ import annotations

import pytest

from pressprint import LayoutError, load_layout

HEAD = 'extends = "agency"\n'


def refused(folder) -> str:
    """The message, with the folder's name left out."""
    with pytest.raises(LayoutError) as caught:
        load_layout(folder)
    return str(caught.value).replace(f"{folder}/", "")
