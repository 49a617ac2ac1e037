"""What makes a file fit to be kept: metadata told twice and alike, colours explained, the release inside it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib import metadata

import pytest
from pdf_reading import open_pdf
from PIL import Image, ImageCms

from pressprint import Release, SettingError, lifted, load_layout, read, render
from pressprint.pdf.metadata import PRODUCER
from pressprint.release import plain

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def _xmp(pdf) -> ET.Element:
    found = ET.fromstring(pdf.Root.Metadata.read_bytes().decode()).find("rdf:RDF/rdf:Description", NAMES)
    assert found is not None
    return found


def _told(description: ET.Element, name: str) -> list[str]:
    items = description.findall(f"{name}//rdf:li", NAMES) or description.findall(name, NAMES)
    return [item.text or "" for item in items]


# -- metadata


def test_metadata_is_told_twice_alike(full_release):
    """The XMP packet says what the information dictionary says, and which standards the file keeps."""
    with open_pdf(render(full_release).content) as pdf:
        told, info = _xmp(pdf), pdf.docinfo
        assert str(pdf.Root.Metadata.Subtype) == "/XML"
        assert _told(told, "pdfaid:part") == ["3"]
        assert _told(told, "pdfaid:conformance") == ["A"]
        assert _told(told, "pdfuaid:part") == ["1"]
        for name, key in {
            "dc:title": "/Title",
            "dc:creator": "/Author",
            "dc:description": "/Subject",
            "pdf:Keywords": "/Keywords",
            "pdf:Producer": "/Producer",
            "xmp:CreatorTool": "/Creator",
        }.items():
            assert _told(told, name) == [str(info[key])]
        assert _told(told, "dc:subject") == ["lighthouses", "coasts"]
        assert _told(told, "dc:identifier") == ["LO-12-2026"]
        assert _told(told, "dc:language") == ["en"]
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            assert _told(told, name) == ["2026-03-12T00:00:00+00:00"]


def test_the_title_says_the_embargo(release_of):
    """Whoever sees the title sees the embargo first, in the release's language; the lifted edition has the title."""
    release = release_of(title="Le phare", language="fr", embargo="2026-05-20 06:00 Europe/Paris")
    said = "Embargo jusqu’au mercredi 20 mai 2026 à 6 h 00 (Paris, UTC+2) · Le phare"
    for made, title in ((release, said), (lifted(release, now=release.embargo), "Le phare")):
        with open_pdf(render(made, now=release.embargo).content) as pdf:
            assert str(pdf.docinfo["/Title"]) == title
            assert _told(_xmp(pdf), "dc:title") == [title]


def test_metadata_escapes_what_xml_would_read(release_of):
    """Signs of XML, and spaces of other kinds, are told as text."""
    release = release_of(title="A < B & \u201cC\u201d\u00a0> D", keywords=["<x/>", "y & z"])
    with open_pdf(render(release).content) as pdf:
        assert _told(_xmp(pdf), "dc:title") == ["A < B & “C” > D"] == [str(pdf.docinfo["/Title"])]
        assert _told(_xmp(pdf), "dc:subject") == ["<x/>", "y & z"]


def test_metadata_keeps_within_the_limits(release_of):
    """Very long leads and keywords are cut where a string of PDF/A ends (19005-3, 6.1.13), in both places alike."""
    release = release_of(lead="Лампа горит ярко. " * 2000, keywords=["маяк"] * 3000, language="ru")
    with open_pdf(render(release).content) as pdf:
        for key, name in {"/Subject": "dc:description", "/Keywords": "pdf:Keywords"}.items():
            assert len(str(pdf.docinfo[key]).encode("utf-16")) < 32_767
            assert _told(_xmp(pdf), name) == [str(pdf.docinfo[key])]


@pytest.mark.parametrize("day", ["0001-01-01", "0999-12-31", "9999-12-31"])
def test_years_have_four_digits(release_of, day):
    """However early or late a date is, its year is written with four digits in both places."""
    with open_pdf(render(release_of(date=day)).content) as pdf:
        assert _told(_xmp(pdf), "xmp:CreateDate") == [f"{day}T00:00:00+00:00"]
        assert str(pdf.docinfo["/CreationDate"]) == f"D:{day.replace('-', '')}000000+00'00'"


def test_an_undated_release_may_be_dated_by_the_environment(release_of, monkeypatch):
    """SOURCE_DATE_EPOCH dates a release that has no date, and never one that has."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    with open_pdf(render(release_of()).content) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260202024000+00'00'"
        assert _told(_xmp(pdf), "xmp:CreateDate") == ["2026-02-02T02:40:00+00:00"]
    with open_pdf(render(release_of(date="2026-03-12")).content) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260312000000+00'00'"


def test_a_date_of_the_environment_that_is_none(release_of, monkeypatch):
    """A SOURCE_DATE_EPOCH that is no number of seconds is an error that says what was expected."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    expected = "SOURCE_DATE_EPOCH: is “yesterday”; expected whole seconds since 1970, or leave it out"
    with pytest.raises(SettingError, match=expected):
        render(release_of())


# -- colours


def test_the_profile_is_srgb(root):
    """The profile gives the colours that a colour management system's own sRGB gives, to one step of 255."""
    profile = ImageCms.ImageCmsProfile(str(root / "pressprint" / "pdf" / "srgb.icc"))
    image = Image.new("RGB", (64, 64))
    for x in range(64):
        for y in range(64):
            image.putpixel((x, y), (4 * x, 4 * y, (x * y) % 256))
    converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    assert converted is not None
    off = [abs(a - b) for a, b in zip(image.tobytes(), converted.tobytes(), strict=True)]
    assert max(off) <= 1


def test_the_profile_is_what_its_script_builds(root):
    """The committed profile is, byte for byte, what the script makes."""
    script = root / "scripts" / "build_profile.py"
    assert subprocess.run([sys.executable, str(script), "--check"], check=False).returncode == 0


def test_the_output_intent(full_pdf):
    """The file has one output intent, whose profile has three colours and the length that it says."""
    with open_pdf(full_pdf.content) as pdf:
        (intent,) = pdf.Root.OutputIntents
        profile = intent.DestOutputProfile.read_bytes()
        assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)
        assert int.from_bytes(profile[:4], "big") == len(profile)


# -- the release inside


def test_the_file_carries_its_release(full_release, tmp_path):
    """The release is attached as the file's source, with its size and its sum, and reading gives it back."""
    file = render(full_release).save(tmp_path / "release.pdf")
    assert read(file) == full_release
    with open_pdf(file.read_bytes()) as pdf:
        (source,) = pdf.Root.AF
        assert str(source.AFRelationship) == "/Source"
        assert str(source.UF) == str(source.F) == "release.json" == str(pdf.Root.Names.EmbeddedFiles.Names[0])
        stream = source.EF.F
        content = stream.read_bytes()
        assert str(stream.Subtype) == "/application/json"
        assert int(stream.Params.Size) == len(content)
        assert bytes(stream.Params.CheckSum) == hashlib.md5(content).digest()
        assert json.loads(content)["reference"] == "LO-12-2026"


def test_rendering_what_was_read_gives_the_same_bytes(long_pdf, tmp_path):
    """The release that a file carries is set to the same file."""
    assert render(read(long_pdf.save(tmp_path / "release.pdf"))).content == long_pdf.content


def test_the_source_is_the_authors_not_what_was_set(release_of, tmp_path):
    """What the typographic rules changed on the page is not changed in the release that the file carries."""
    release = release_of(language="fr", title="L'essai", body=['Il dit : "oui" !'])
    assert read(render(release).save(tmp_path / "release.pdf")) == release


def test_a_file_without_its_source(release_of, write_layout, tmp_path):
    """The source is left out where the call or the layout says so; the call counts more."""
    layout = load_layout(write_layout('extends = "agency"\n[file]\nembed_source = false\n'))
    for pdf in (render(release_of(), embed_source=False), render(release_of(), layout)):
        with open_pdf(pdf.content) as opened:
            assert "/AF" not in opened.Root
            assert "/Names" not in opened.Root
    assert read(render(release_of(), layout, embed_source=True).save(tmp_path / "release.pdf")) == release_of()


def test_half_a_character_does_not_keep_the_source_out(tmp_path):
    """Half of a character cannot be carried; the rest of the release is."""
    pdf = render(Release(title="T", language="en", lead="A\ud800B"))
    assert plain(read(pdf.save(tmp_path / "release.pdf")).lead) == "AB"


def test_the_producer_names_the_version():
    """Files say which version made them."""
    assert f"pressprint {metadata.version('pressprint')}" == PRODUCER
