"""Characters that no face of the layout has: which other font sets them, and what is told where none does."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest
from fake_fonts import write_font, write_package
from hypothesis import given
from hypothesis import strategies as st

from pressprint import load_layout
from pressprint.cli import main
from pressprint.errors import SettingError
from pressprint.fonts import find as find_module
from pressprint.fonts import open_book
from pressprint.fonts.face import RTL
from pressprint.fonts.scripts import SCRIPTS, runs

ARABIC = "ابتثجحخدرسشصعفقكلمنهوي"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
FOLDERS = find_module.system_folders  # the tests themselves have others


@pytest.fixture(autouse=True)
def places(monkeypatch, tmp_path):
    """The folders that stand for installed packages and for the machine's fonts; nothing else is found."""
    site, machine = tmp_path / "site", tmp_path / "machine"
    site.mkdir()
    machine.mkdir()
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(find_module, "ENTRY_POINTS", ("fontpkg.family", "justmytype.packs"))
    monkeypatch.setattr(find_module, "system_folders", lambda: [machine])
    real = metadata.entry_points

    def of_the_test(group):
        return [point for point in real(group=group) if point.dist and Path(point.dist.locate_file("")) == site]

    monkeypatch.setattr(metadata, "entry_points", of_the_test)
    find_module.forget()
    yield site, machine
    find_module.forget()


@pytest.fixture
def site(places):
    return places[0]


@pytest.fixture
def machine(places):
    return places[1]


@pytest.fixture
def folder(write_layout):
    """The folder of a layout that has no more than the shipped fonts."""
    return write_layout('extends = "agency"')


@pytest.fixture
def book_of(folder):
    """A function that opens the layout's book, once its fonts are in place."""
    return lambda: open_book(load_layout(folder))


def set_in(book, text, language="en", name="regular", family="serif"):
    """The pieces of a text with the file names of their faces, an instance's without its key."""
    words = book.words(text, book.face(family, name), language)
    return [(word.text, word.face.path.name) for word in words]


@pytest.mark.parametrize("first", ["the layout's folder", "a package", "the machine"])
def test_where_fonts_are_looked_for_first(folder, site, machine, book_of, first):
    """Fonts are looked for in the layout's folder, then in packages, then on the machine; names do not matter."""
    write_font(machine / "A.ttf", ARABIC)
    if first != "the machine":
        write_package(site, "fontpkg-bee", {"B.ttf": ARABIC})
    if first == "the layout's folder":
        write_font(folder / "fonts" / "C.ttf", ARABIC)
    file = {"the machine": "A.ttf", "a package": "B.ttf", "the layout's folder": "C.ttf"}[first]
    assert set_in(book_of(), "سلم", "ar") == [("سلم", file)]


def test_fonts_beside_the_layout_file_count_and_named_ones_do_not(write_layout):
    """A font in the layout's folder helps out by lying there; one that is named under [fonts] is a face already."""
    folder = write_layout('extends = "agency"\n[fonts.own]\nregular = "Named.ttf"\n')
    write_font(folder / "Named.ttf", HEBREW)
    write_font(folder / "Aside.ttf", HEBREW + ARABIC)
    book = open_book(load_layout(folder))
    assert set_in(book, "שלום"[:3], "he") == [("שלו", "Named.ttf")]
    assert set_in(book, "سلم", "ar") == [("سلم", "Aside.ttf")]
    assert [file.path.name for file in book.borrowed] == ["Aside.ttf"]


def test_a_run_of_one_script_is_set_in_one_font(folder, book_of):
    """A font that has a part of the letters only is passed over for one that has them all."""
    write_font(folder / "fonts" / "APart.ttf", "سل")
    write_font(folder / "fonts" / "BWhole.ttf", "سلمن")
    assert set_in(book_of(), "سلم", "ar") == [("سلم", "BWhole.ttf")]
    assert set_in(book_of(), "سل", "ar") == [("سل", "APart.ttf")]


def test_a_run_that_no_font_has_whole(folder, book_of):
    """Where no font has all letters of a run, each has the longest piece that it can have."""
    write_font(folder / "fonts" / "A.ttf", "سل")
    write_font(folder / "fonts" / "B.ttf", "من")
    assert set_in(book_of(), "سلمن", "ar") == [("سل", "A.ttf"), ("من", "B.ttf")]


def test_a_word_that_lacks_one_letter_is_set_whole_in_another_family(write_layout):
    """Letters of one word do not stand in two designs if one face has them all."""
    folder = write_layout('extends = "agency"\n[fonts.few]\nregular = "Few.ttf"\n')
    write_font(folder / "Few.ttf", "abcd")
    book = open_book(load_layout(folder))
    assert set_in(book, "bad", family="few") == [("bad", "Few.ttf")]
    assert set_in(book, "bäd", family="few") == [("bäd", "PressprintSerif-Regular.ttf")]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("سلم2024", [("سلم2024", "Arabic.ttf")]),
        ("(سلم)", [("(سلم)", "Arabic.ttf")]),
        ("2024سلم", [("2024سلم", "Arabic.ttf")]),
        ("سلم;", [("سلم", "Arabic.ttf"), (";", "PressprintSerif-Regular.ttf")]),
        ("EU(سلم)", [("EU", "PressprintSerif-Regular.ttf"), ("(سلم)", "Arabic.ttf")]),
        ("سلم-EU", [("سلم", "Arabic.ttf"), ("-EU", "PressprintSerif-Regular.ttf")]),
        ("س\u064eلم", [("س\u064eلم", "Arabic.ttf")]),
        ("س\u200cلم", [("س\u200cلم", "Arabic.ttf")]),
        ("س\u200d", [("س\u200d", "Arabic.ttf")]),
    ],
)
def test_what_all_scripts_share_stays_with_its_run(folder, book_of, text, pieces):
    """Digits and marks stay beside the letters they stand by if the font has them, accents and joiners always."""
    write_font(folder / "fonts" / "Arabic.ttf", ARABIC + "0123456789()\u064e")
    assert set_in(book_of(), text, "ar" + RTL) == pieces


def test_an_accent_stays_with_its_letter(folder, book_of):
    """A letter and its accent come from one font; only where no font has both are they set apart."""
    write_font(folder / "fonts" / "ALetters.ttf", "سلم")
    write_font(folder / "fonts" / "BBoth.ttf", "س\u0653")
    assert set_in(book_of(), "سلس\u0653", "ar") == [("سل", "ALetters.ttf"), ("س\u0653", "BBoth.ttf")]
    assert set_in(book_of(), "م\u0653", "ar") == [("م", "ALetters.ttf"), ("\u0653", "BBoth.ttf")]


def test_letters_in_two_parts_need_no_other_font(book_of):
    """A letter with a combining accent is set in a face that has the two as one character, and joiners in any."""
    assert set_in(book_of(), "cafe\u0301") == [("cafe\u0301", "PressprintSerif-Regular.ttf")]
    assert set_in(book_of(), "a\u200db") == [("a\u200db", "PressprintSerif-Regular.ttf")]


def test_bold_text_takes_the_bold_file(site, book_of):
    """Each face of the text takes the nearest weight of the family, and never an italic."""
    weights = {
        "Deed-Bold.ttf": {"characters": ARABIC, "weight": 700},
        "Deed-BoldItalic.ttf": {"characters": ARABIC, "weight": 700, "italic": True},
        "Deed-Italic.ttf": {"characters": ARABIC, "italic": True},
        "Deed-Light.ttf": {"characters": ARABIC, "weight": 300},
        "Deed-Regular.ttf": ARABIC,
        "DeedOther-Heavy.ttf": {"characters": ARABIC, "weight": 700},
    }
    write_package(site, "fontpkg-deed", weights)
    book = book_of()
    served = {name: set_in(book, "سلم", "ar", name)[0][1] for name in ("regular", "italic", "bold", "bold_italic")}
    assert served == {
        "regular": "Deed-Regular.ttf",
        "italic": "Deed-Regular.ttf",
        "bold": "Deed-Bold.ttf",
        "bold_italic": "Deed-Bold.ttf",
    }


def test_bold_text_without_a_bold_file(folder, book_of):
    """A family of one weight sets bold text, too, although another family would have a bold file."""
    write_font(folder / "fonts" / "Alone.ttf", ARABIC)
    write_font(folder / "fonts" / "Bolder.ttf", ARABIC, weight=700)
    assert set_in(book_of(), "سلم", "ar", "bold") == [("سلم", "Alone.ttf")]


def test_preferred_families_come_first(site, book_of):
    """Among packages, a family that is known to be good for the script goes before others."""
    write_package(site, "fontpkg-aaa", {"Aaa.ttf": ARABIC + HEBREW})
    write_package(site, "fontpkg-amiri", {"Amiri-Regular.ttf": ARABIC + HEBREW})
    assert set_in(book_of(), "سلم", "ar") == [("سلم", "Amiri-Regular.ttf")]
    assert set_in(book_of(), "שלו", "he") == [("שלו", "Aaa.ttf")]


@pytest.mark.parametrize(
    ("text", "language", "file"),
    [
        ("東京", "ja", "NotoSansJP.ttf"),
        ("東京", "ko", "NotoSansKR.ttf"),
        ("東京", "zh", "NotoSansSC.ttf"),
        ("東京", "zh-Hant", "NotoSansTC.ttf"),
        ("東京", "zh-HK", "NotoSansTC.ttf"),
        ("東京", "zh-Hans-HK", "NotoSansSC.ttf"),
        ("東京", "en", "NotoSansSC.ttf"),
        ("東の京", "en", "NotoSansJP.ttf"),
        ("한東", "en", "NotoSansKR.ttf"),
        ("、", "ja", "NotoSansJP.ttf"),
        ("、", "zh", "NotoSansSC.ttf"),
        ("東、", "ja", "NotoSansJP.ttf"),
    ],
)
def test_the_language_decides_whose_ideographs(site, book_of, text, language, file):
    """Chinese characters have the forms of the release's language; kana and hangul tell theirs themselves."""
    fonts = {f"NotoSans{which}.ttf": "東京のビ한、" for which in ("SC", "TC", "KR", "JP")}
    write_package(site, "justmytype-intl-cjk", fonts, "justmytype.packs")
    assert set_in(book_of(), text, language) == [(text, file)]


def test_unusable_files_are_passed_over(folder, site, machine, book_of):
    """Outlines of another kind, locked fonts and damaged files are skipped, and the next font serves."""
    write_font(folder / "fonts" / "A.otf", ARABIC, outlines="CFF ")
    write_font(folder / "fonts" / "B.ttf", ARABIC, locked=True)
    (folder / "fonts" / "C.ttf").write_text("no font at all")
    damaged = write_font(folder / "fonts" / "D.ttf", ARABIC)
    damaged.write_bytes(damaged.read_bytes()[:-8])
    write_package(site, "fontpkg-bee", {"Bee.ttf": ARABIC})
    book = book_of()
    assert set_in(book, "سلم", "ar") == [("سلم", "Bee.ttf")]
    assert [(file.path.name, file.refusal) for file in book.finder.unusable()] == [
        ("A.otf", "has no TrueType outlines; expected a .ttf font"),
        ("B.ttf", "may not be embedded, by its own licence bits (OS/2 fsType)"),
        ("C.ttf", "is not a font, or is damaged: it holds no characters"),
        ("D.ttf", "is damaged: its end is missing"),
    ]


def test_the_machines_fonts(machine, book_of):
    """Of the machine's fonts only .ttf files count, wherever they lie, and none that shows boxes for everything."""
    write_font(machine / "A.otf", ARABIC, outlines="CFF ")
    write_font(machine / "LastResort.ttf", ARABIC)
    write_font(machine / "truetype" / "deep" / "B.ttf", ARABIC)
    write_font(machine / "zoo" / "C.ttf", ARABIC)
    assert set_in(book_of(), "سلم", "ar") == [("سلم", "B.ttf")]


def test_files_are_read_when_it_is_their_turn(machine, book_of):
    """The first font that serves ends the search; nothing is read for what the layout has."""
    for number in range(20):
        write_font(machine / f"Font{number:02}.ttf", HEBREW)
    write_font(machine / "NotoNaskhArabic-Regular.ttf", ARABIC)
    book = book_of()
    assert set_in(book, "quay")[0][1] == "PressprintSerif-Regular.ttf"
    assert find_module._read.cache_info().misses == 0
    assert set_in(book, "سلم", "ar") == [("سلم", "NotoNaskhArabic-Regular.ttf")]
    assert find_module._read.cache_info().misses == 1
    assert set_in(book, "שלו", "he") == [("שלו", "Font00.ttf")]
    assert find_module._read.cache_info().misses == 2


def test_the_common_path_searches_nothing(book_of, monkeypatch):
    """Words that the face has never come near other fonts, and are looked up by their text alone."""
    book = book_of()
    monkeypatch.setattr(find_module.Finder, "find", None)
    monkeypatch.setattr(type(book), "plan", None)
    serif = book.face("serif", "regular")
    (word,) = book.words("quay", serif, "en")
    assert book.words("quay", serif, "en")[0] is word
    assert book.borrowed == []


def test_borrowed_files_are_listed(folder, machine, book_of):
    """Each file beyond the layout's own is listed once, also when its words are known already."""
    write_font(folder / "fonts" / "A.ttf", ARABIC)
    write_font(machine / "B.ttf", HEBREW)
    book = book_of()
    first = book.words("سلم", book.face("serif", "regular"), "ar")
    for text, language in (("שלו", "he"), ("سلم", "ar"), ("رسم", "ar")):
        set_in(book, text, language)
    assert [(file.path.name, file.origin) for file in book.borrowed] == [("A.ttf", "layout"), ("B.ttf", "system")]
    book.borrowed.clear()
    assert book.words("سلم", book.face("serif", "regular"), "ar") is first
    assert [file.path.name for file in book.borrowed] == ["A.ttf"]


def test_a_missing_character_names_the_package(site, book_of):
    """The error tells what to install, and after that what comes next; no package is made up."""
    serif = book_of().face("serif", "regular")
    with pytest.raises(SettingError, match=r"Install one that has it \(pip install fontpkg-amiri\), or name a font"):
        book_of().words("سلم", serif, "ar")
    with pytest.raises(SettingError, match=r"\(pip install justmytype-intl-cjk\)"):
        book_of().words("、", serif, "ja")
    with pytest.raises(SettingError, match=r"Write it another way, or name a font that has it under \[fonts\]$"):
        book_of().words("\U00013000", serif, "en")
    write_package(site, "fontpkg-amiri", {"Amiri-Regular.ttf": "ab"})
    find_module.forget()
    with pytest.raises(SettingError, match=r"arabic letter seen\).*\(pip install fontpkg-noto-sans-arabic\)"):
        book_of().words("سلم", serif, "ar")


def test_packages_are_not_imported_and_may_be_damaged(site, book_of):
    """Fonts are found by a package's list of files; a listed file that is not there is no matter."""
    (font,) = write_package(site, "fontpkg-amiri", {"Amiri-Regular.ttf": ARABIC})
    write_package(site, "fontpkg-zed", {"Zed.ttf": ARABIC})
    font.unlink()
    (site / "fontpkg_bare-1.0.dist-info").mkdir()
    (site / "fontpkg_bare-1.0.dist-info" / "METADATA").write_text("Name: fontpkg-bare\nVersion: 1\n")
    (site / "fontpkg_bare-1.0.dist-info" / "entry_points.txt").write_text("[fontpkg.family]\nbare = fontpkg_bare\n")
    assert set_in(book_of(), "سلم", "ar") == [("سلم", "Zed.ttf")]
    assert "fontpkg_zed" not in sys.modules


@pytest.mark.parametrize(
    ("platform", "environment", "folders"),
    [
        ("linux", {"XDG_DATA_HOME": "/h/d"}, ["/h/d/fonts", "/h/.fonts", "/usr/local/share/fonts", "/usr/share/fonts"]),
        ("linux", {"XDG_DATA_DIRS": "/a:/b"}, ["/h/.local/share/fonts", "/h/.fonts", "/a/fonts", "/b/fonts"]),
        ("darwin", {}, ["/h/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts"]),
        ("win32", {"LOCALAPPDATA": "/l", "WINDIR": "/w"}, ["/l/Microsoft/Windows/Fonts", "/w/Fonts"]),
    ],
)
def test_the_folders_of_each_kind_of_machine(monkeypatch, platform, environment, folders):
    """The user's own fonts come before those of the machine."""
    for name in ("XDG_DATA_HOME", "XDG_DATA_DIRS", "LOCALAPPDATA", "WINDIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/h", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert [folder.as_posix() for folder in FOLDERS()] == folders


@given(st.text(st.sampled_from("aé1.(« \u0301\u200d\u064eسשの東한、☂➜") | st.characters(), max_size=12))
def test_runs_lose_nothing(text):
    """The clusters of the runs are the text, and letters are among their run's clusters."""
    found = list(runs(text, "en"))
    assert "".join(cluster for run in found for cluster in run.clusters) == text
    assert all(set(run.letters) <= set(run.clusters) for run in found)


def test_the_command_lists_who_serves_which_script(folder, site, machine):
    """`pressprint fonts` names the file and its place, or the package to install, and what cannot be used."""
    from click.testing import CliRunner

    samples = {script.name: script.sample for script in SCRIPTS}
    write_font(folder / "fonts" / "Own.ttf", samples["Hebrew"])
    write_font(folder / "fonts" / "Other.otf", "a", outlines="CFF ")
    write_package(site, "fontpkg-amiri", {"Amiri-Regular.ttf": samples["Arabic"]})
    write_font(machine / "Thai.ttf", samples["Thai"])
    result = CliRunner().invoke(main, ["fonts", "--layout", str(folder)])
    assert result.exit_code == 0, result.output
    lines = [line.split("  ", 1) for line in result.output.splitlines()]
    told = {line[0]: line[1].strip() for line in lines if len(line) == 2}
    assert told["Latin"] == "PressprintSerif-Regular.ttf (the layout)"
    assert told["Kazakh letters"] == "PressprintSerif-Regular.ttf (the layout)"
    assert told["Arabic"] == "Amiri-Regular.ttf (package fontpkg-amiri)"
    assert told["Hebrew"] == "Own.ttf (the layout's folder)"
    assert told["Thai"] == "Thai.ttf (this machine; another may set it differently)"
    assert told["Japanese"] == "no font; pip install justmytype-intl-cjk"
    assert "PressprintSymbols-Regular.ttf (the layout)" in told["symbols"]
    assert result.output.splitlines()[-1] == (
        "not used: Other.otf (the layout's folder): has no TrueType outlines; expected a .ttf font"
    )


def test_the_command_tells_of_a_layout_that_is_not_there():
    """A layout that cannot be loaded is an error as for the other commands."""
    from click.testing import CliRunner

    result = CliRunner().invoke(main, ["fonts", "--layout", "nowhere"])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")


@pytest.mark.parametrize(
    ("borrowed", "language", "file"),
    [(11, "ja", "PressprintSans"), (11, "zh-Hant", "PressprintSans"), (4, "ja", "PressprintSerif"), (0, "ja", None)],
)
@pytest.mark.parametrize("family", ["serif", "sans"])
def test_latin_faces_go_with_the_ideographs(site, book_of, borrowed, language, file, family):
    """Where a font without serifs is borrowed for ideographs, figures have none either, in the same weight."""
    made = {"characters": "あいうえお汉语新闻发漢語新聞發", "serifs": borrowed}
    fonts = {f"NotoSans{which}.ttf": made for which in ("JP", "SC", "TC")}
    write_package(site, "justmytype-intl-cjk", fonts, "justmytype.packs")
    book = book_of()
    for name in ("regular", "bold"):
        own = book.face(family, name)
        chosen = book.beside_ideographs(own, language)
        assert chosen.path.stem.split("-")[0] == (file or own.path.stem.split("-")[0])
        assert ("Regular" in chosen.path.stem) == (name == "regular")


def test_a_layouts_own_ideographs_change_nothing(book_of):
    """Without a font to borrow, the layout's faces stay what they are."""
    book = book_of()
    assert book.beside_ideographs(book.face("serif", "regular"), "ja") is book.face("serif", "regular")


def test_korean_figures_are_the_layouts(site, book_of):
    """Figures are the same in words and between them."""
    write_package(site, "justmytype-intl-cjk", {"NotoSansKR.ttf": "단계월,.1234567890"}, "justmytype.packs")
    assert set_in(book_of(), "12단계,", "ko") == [("12", "PressprintSerif-Regular.ttf"), ("단계,", "NotoSansKR.ttf")]
