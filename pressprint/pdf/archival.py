"""What a file needs to be kept for good (ISO 19005-3): its colours explained, its source inside it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pressprint.pdf.metadata import date
from pressprint.pdf.syntax import Objects, Raw, stream
from pressprint.readers.pdf import PICTURES, RELEASE_NAME

_PROFILE = Path(__file__).with_name("srgb.icc")
# The standard wants a date (6.8); this one says, as is the custom, that none is known.
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def output_intent(objects: Objects) -> str:
    """A reference to the output intent (6.2.3): colours are sRGB."""
    profile = objects.add(Raw(_profile()))
    return objects.add(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile}>>"
    )


@cache
def _profile() -> bytes:
    return stream(_PROFILE.read_bytes(), "/N 3").content


def attached_source(source: bytes, moment: datetime | None, objects: Objects, pictures: str = "") -> str:
    """A reference to the file specification of the release that the file was made from (6.8).

    `pictures` are names and objects in turn. They stand under a key of our own (ISO 32000-1, E.2): the pictures are
    in the file already, so that attached once more they would double it.
    """
    digest = hashlib.md5(source, usedforsecurity=False).hexdigest()
    content = objects.add(
        stream(
            source,
            f"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size {len(source)}"
            f"/ModDate({date(moment or _UNKNOWN)})/CheckSum<{digest}>>>",
        )
    )
    listed = f"/{PICTURES}[{pictures}]" if pictures else ""
    return objects.add(
        f"<</Type/Filespec/F({RELEASE_NAME})/UF({RELEASE_NAME})/AFRelationship/Source"
        f"/Desc(The release that this file was made from)/EF<</F {content}/UF {content}>>{listed}>>"
    )
