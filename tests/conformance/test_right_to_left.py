"""Text from right to left is held against the source as strictly as text from left to right."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fake_fonts import write_font

from pressprint import Release, render
from pressprint.conformance import verify
from pressprint.conformance.report import Finding
from pressprint.fonts import find

LETTERS = "".join(chr(code) for code in (*range(0x0591, 0x05F5), *range(0x060C, 0x06FA)) if chr(code).isprintable())

TEXTS = {
    "he": (
        "הסכר החדש נפתח ב־14 במרץ 2026, והקהל הוזמן (ללא תשלום) לראות את השער. ",
        "המפעל Grey Point Works מייצר 1,250 kWh ביום, ולידו 12 km של שביל. ",
        "שָׁלוֹם לכולם: השער נסגר בשעה 10:30 ונפתח בשעה 18:00 בכל יום. ",
        "כרטיס עולה 20 או 35 שקלים.",
    ),
    "ar": (
        "افتتح السد الجديد في 14 مارس 2026، ودُعي الجمهور (مجانًا) إلى رؤية البوابة. ",
        "ينتج مصنع Grey Point Works ما قدره 1,250 kWh يوميًا، وبجانبه 12 km من الممرات. ",
        "لا تُغلق البوابة قبل الساعة 10:30 ولا تُفتح بعد الساعة 18:00. ",
        "سعر التذكرة ٢٠ أو ٣٥ دينارًا.",
    ),
    "fa": (
        "سد تازه در 14 مارس 2026 گشوده شد و مردم (رایگان) به دیدن دروازه فراخوانده شدند. ",
        "کارخانهٔ Grey Point Works روزانه 1,250 kWh می‌سازد و کنارش 12 km راه است. ",
        "دروازه ساعت 10:30 بسته و ساعت 18:00 باز می‌شود. ",
        "بهای بلیت ۲۰ یا ۳۵ تومان است.",
    ),
}


@pytest.fixture(autouse=True)
def _letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font that has the letters."""
    write_font(tmp_path / "system" / "Rightward.ttf", LETTERS)
    monkeypatch.setattr("pressprint.fonts.find.system_folders", lambda: [tmp_path / "system"])
    find.forget()


def made_of(language: str) -> Release:
    """A release with the four sentences in a paragraph, a list and a table, in part bold and linked."""
    one, two, three, four = TEXTS[language]
    words = {"type": "text", "text": one}
    bold: dict[str, Any] = {"type": "strong", "content": [{"type": "text", "text": "Grey Point"}]}
    link = {"type": "link", "href": "https://lantern.example", "content": [{"type": "text", "text": "Works 2026"}]}
    others = [{"type": "text", "text": text} for text in (two, " ", three, four)]
    paragraph = {"type": "paragraph", "content": [words, bold, {"type": "text", "text": " "}, link, *others]}
    cells = [[{"type": "text", "text": text}] for text in ("12 km", "10:30", one.split(",")[0], "1,250 1,400")]
    return Release.model_validate(
        {
            "title": one.strip(),
            "language": language,
            "reference": "LW-17-2026",
            "date": "2026-03-12",
            "lead": [{"type": "text", "text": two}],
            "body": [
                paragraph,
                {"type": "list", "items": [{"blocks": [{"type": "paragraph", "content": others}]}] * 2},
                {"type": "table", "header": cells[:2], "rows": [cells[2:], cells[:2]]},
                {"type": "quote", "text": [[{"type": "text", "text": three}]], "speaker": four.split()[0]},
            ],
            "key_figures": [
                {"figure": "9 kWh", "text": f"Grey Point {four}"},
                {"figure": "10:30", "text": four},
                {"figure": "12 km", "text": three},
            ],
            "contacts": [{"name": four.split()[0], "phones": ["+44 20 7946 0018"], "email": "press@lantern.example"}],
        }
    )


def against(
    release: Release, folder: Path, old: str = "", new: str = "", layout: str = "agency"
) -> tuple[Finding, ...]:
    """What is found in the PDF of a release when its source says something else."""
    with pikepdf.open(io.BytesIO(render(release, layout).content)) as pdf:
        stream = pdf.Root.AF[0].EF.F
        source = json.dumps(json.loads(stream.read_bytes()), ensure_ascii=False)
        assert old in source
        stream.write(source.replace(old, new, 1).encode())
        pdf.Root.AF[0].EF.F.Params.Size = len(source.replace(old, new, 1).encode())
        del pdf.Root.AF[0].EF.F.Params["/CheckSum"]
        pdf.save(folder / "release.pdf", fix_metadata_version=False)
    report = verify(folder / "release.pdf")
    assert not [rule for rule in report.not_checked if "(source)" in rule]
    return report.findings


@pytest.mark.parametrize("layout", ["agency", "wire"])
@pytest.mark.parametrize("language", TEXTS)
def test_what_the_pages_say_is_found(language: str, layout: str, tmp_path: Path) -> None:
    """Words, figures, brackets, marks, joiners and Latin names among them are told as the source tells them."""
    assert against(made_of(language), tmp_path, layout=layout) == ()


CHANGES = [
    ("a word", "he", "והקהל", "והרחוב"),
    ("a letter", "ar", "السد", "السر"),
    ("a mark", "he", "שָׁ", "שׁ"),
    ("a joiner's neighbour", "fa", "می‌سازد", "می‌سازم"),
    ("a figure", "he", "14 במרץ", "15 במרץ"),
    ("swapped figures", "ar", "20", "62"),
    ("swapped hours", "fa", "ساعت 10:30 بسته و ساعت 18:00", "ساعت 18:00 بسته و ساعت 10:30"),
    ("swapped Arabic figures", "ar", "٢٠ أو ٣٥", "٣٥ أو ٢٠"),
    ("swapped figures of a cell", "he", "1,250 1,400", "1,400 1,250 7"),
    ("swapped words", "he", "השער נסגר", "נסגר השער"),
    ("a Latin word", "ar", "Grey Point Works ما", "Grey Pier Works ما"),
    ("swapped Latin words", "fa", "Grey Point Works روز", "Point Grey Works روز"),
    ("a dropped sentence", "he", "בכל יום. ", "בכל יום. הכניסה מותרת לילדים. "),
]


@pytest.mark.parametrize(("language", "old", "new"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_what_the_pages_do_not_say_is_told(language: str, old: str, new: str, tmp_path: Path) -> None:
    """A single change of the source is one of the findings, and they are of the source alone."""
    findings = against(made_of(language), tmp_path, old, new)
    assert findings
    assert {finding.rule for finding in findings} == {"A 6.8 (source)"}


def test_a_passage_in_another_language(tmp_path: Path) -> None:
    """Hebrew words in an English release are held against it too."""
    release = Release.model_validate(
        {
            "title": "The gate opens",
            "language": "en",
            "date": "2026-03-12",
            "lead": [{"type": "text", "text": "The gate, שער המים 14 הישן, has 12 locks and is open."}],
            "body": [{"type": "paragraph", "content": [{"type": "text", "text": TEXTS["he"][2] * 3}]}],
        }
    )
    assert against(release, tmp_path) == ()
    assert against(release, tmp_path, "שער המים", "שער הים")
    assert against(release, tmp_path, "המים 14 הישן", "הישן 14 המים")


def test_the_order_of_the_tree_counts(tmp_path: Path) -> None:
    """A bold word that the tree puts behind the words that follow it is not where the source has it."""
    (tmp_path / "good.pdf").write_bytes(render(made_of("he")).content)
    with pikepdf.open(tmp_path / "good.pdf") as pdf:
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        lists = [one.K for one in elements if isinstance(one.get("/K"), pikepdf.Array) and one.get("/S") == "/P"]
        (kids,) = (kids for kids in lists if any(getattr(kid, "S", None) == "/Strong" for kid in kids))
        (at,) = (n for n, kid in enumerate(kids) if getattr(kid, "S", None) == "/Strong")
        kids.append(kids[at])
        del kids[at]
        pdf.save(tmp_path / "moved.pdf", fix_metadata_version=False)
    assert verify(tmp_path / "good.pdf").passed
    assert {finding.rule for finding in verify(tmp_path / "moved.pdf").findings} == {"A 6.8 (source)"}
