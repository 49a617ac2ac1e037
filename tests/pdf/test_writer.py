"""The file itself: objects in object streams, and the table that finds them."""

from __future__ import annotations

import io

import pikepdf

from pressprint.pdf.writer import write_objects


def test_more_objects_than_one_stream_can_tell():
    """A file of very many objects has several object streams, and each object is found."""
    bodies = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>", 3: b"<<>>"}
    bodies |= {number: b"%d" % number for number in range(4, 70_001)}
    with pikepdf.open(io.BytesIO(write_objects(bodies, 1, 3))) as pdf:
        assert [int(pdf.get_object(number, 0)) for number in (4, 65_536, 65_537, 70_000)] == [4, 65_536, 65_537, 70_000]
