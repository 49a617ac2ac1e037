"""Colour profiles (ICC.1): which a picture has, and its colours in sRGB."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from PIL import Image

_SPACES = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK"}
_CLASSES = (b"scnr", b"mntr", b"prtr", b"spac")
_DAMAGED = "has a damaged colour profile, which was left out; its colours may differ"


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile that a picture carries. `is_srgb` tells that it means what colours mean without one."""

    data: bytes = field(repr=False)
    is_srgb: bool


def profile_of(image: Image.Image) -> tuple[Profile | None, tuple[str, ...]]:
    """The profile of a picture, None where it has none that can be used, and what its author should know of."""
    data = image.info.get("icc_profile")
    if not data:
        return None, ()
    mode = {"P": "RGB", "RGBA": "RGB", "LA": "L", "1": "L"}.get(image.mode, image.mode)
    if mode == "L" and data[16:20] == b"RGB ":
        return None, ()  # grey that was saved with the profile of its programme: equal parts of all colours
    whole = len(data) >= 132 and data[36:40] == b"acsp" and int.from_bytes(data[:4], "big") == len(data)
    if not whole or data[16:20] != _SPACES.get(mode) or data[12:16] not in _CLASSES or not 2 <= data[8] <= 4:
        return None, (_DAMAGED,)
    from PIL import ImageCms

    try:
        profile = ImageCms.getOpenProfile(io.BytesIO(data))
        named = ImageCms.getProfileDescription(profile)
        ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None, (_DAMAGED,)
    return Profile(data, "srgb" in named.lower()), ()


def in_srgb(image: Image.Image, profile: Profile | None) -> Image.Image:
    """A picture in grey or sRGB."""
    if profile is None or profile.is_srgb:
        return image.convert("RGB") if image.mode == "CMYK" else image
    if image.mode != {b"GRAY": "L", b"RGB ": "RGB", b"CMYK": "CMYK"}[profile.data[16:20]]:
        return image
    from PIL import ImageCms

    result = ImageCms.profileToProfile(
        image,
        ImageCms.getOpenProfile(io.BytesIO(profile.data)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert result is not None
    return result.convert("L") if image.mode == "L" else result
