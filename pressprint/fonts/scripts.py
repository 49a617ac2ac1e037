"""The scripts of a text: its runs of one script, and the families and packages that are known to serve each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct


class Script(Struct, frozen=True):
    """A script by its ISO 15924 code, or, in a further entry with the same code, a part of its letters.

    `families` are preferred in their order, `packages` are names in the package index that bring a font of it.
    """

    code: str
    name: str
    language: str
    sample: str
    families: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


_EUROPEAN = ("Noto Serif", "Noto Sans"), ("fontpkg-noto-serif", "fontpkg-noto-sans")
_CJK = ("justmytype-intl-cjk",)

SCRIPTS = (
    Script("Latn", "Latin", "en", "AÀĀĂĄÅÆBCÇĆČDÐĎEĖĘFGĞHIİJKLŁMNŃÑOŐØŒPQRŘSŚŞȘẞTŢȚÞUŮŲVWŴXYŸZŻaàßıſz", *_EUROPEAN),
    Script("Grek", "Greek", "el", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίΰϊϋόύώαβγδεζηθικλμνξοπρςστυφχψω", *_EUROPEAN),
    Script("Cyrl", "Cyrillic", "ru", "АБВГҐДЂЃЕЁЄЖЗИІЇЙЈКЛЉМНЊОПРСТЋЌУЎФХЦЧЏШЩЪЫЬЭЮЯабвгдеёжзийк", *_EUROPEAN),
    Script("Cyrl", "Kazakh letters", "kk", "ӘҒҚҢӨҰҮҺІәғқңөұүһі", *_EUROPEAN),
    Script(
        "Arab",
        "Arabic",
        "ar",
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگی،؛؟",
        ("Noto Naskh Arabic", "Amiri", "Noto Sans Arabic"),
        ("fontpkg-amiri", "fontpkg-noto-sans-arabic"),
    ),
    Script(
        "Hebr",
        "Hebrew",
        "he",
        "אבגדהוזחטיךכלםמןנסעףפץצקרשת׳״",
        ("Noto Serif Hebrew", "Frank Ruhl Libre", "Noto Sans Hebrew", "Heebo"),
        ("fontpkg-frank-ruhl-libre", "fontpkg-heebo"),
    ),
    Script(
        "Jpan",
        "Japanese",
        "ja",
        "あいうえおアイウエオー漢字東京発表駅働、。「」",
        ("Noto Serif JP", "Noto Sans JP"),
        _CJK,
    ),
    Script(
        "Kore", "Korean", "ko", "가각간갈감값나다라마바사아자차카타파하한글힣", ("Noto Serif KR", "Noto Sans KR"), _CJK
    ),
    Script(
        "Hans",
        "Chinese, simplified",
        "zh-Hans",
        "汉语新闻发布东京国际这说、。《》",
        ("Noto Serif SC", "Noto Sans SC"),
        _CJK,
    ),
    Script(
        "Hant",
        "Chinese, traditional",
        "zh-Hant",
        "漢語新聞發佈東京國際這說、。《》",
        ("Noto Serif TC", "Noto Sans TC"),
        _CJK,
    ),
    Script(
        "Thai",
        "Thai",
        "th",
        "กขคงจฉชซญดตถทนบปผฝพฟภมยรลวศษสหอฮะาำเแโใไๆ",
        ("Noto Serif Thai", "Noto Sans Thai", "Sarabun"),
        ("fontpkg-noto-sans-thai",),
    ),
    Script(
        "Deva",
        "Devanagari",
        "hi",
        "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह।",
        ("Noto Serif Devanagari", "Noto Sans Devanagari", "Hind"),
        ("fontpkg-noto-sans-devanagari", "fontpkg-hind"),
    ),
    Script(
        "Beng",
        "Bengali",
        "bn",
        "অআইঈউকখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ",
        ("Noto Serif Bengali", "Noto Sans Bengali", "Hind Siliguri"),
        ("fontpkg-hind-siliguri",),
    ),
    Script(
        "Taml",
        "Tamil",
        "ta",
        "அஆஇஈஉகஙசஞடணதநபமயரலவழளறன",
        ("Noto Serif Tamil", "Noto Sans Tamil"),
        ("fontpkg-noto-sans-tamil",),
    ),
    Script(
        "Telu",
        "Telugu",
        "te",
        "అఆఇఈఉకఖగఘచఛజఝటఠడఢణతథదధనపఫబభమయరలవశషసహ",
        ("Noto Serif Telugu", "Noto Sans Telugu"),
        ("fontpkg-noto-sans-telugu",),
    ),
    Script(
        "Khmr",
        "Khmer",
        "km",
        "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ",
        ("Noto Serif Khmer", "Noto Sans Khmer"),
        ("fontpkg-noto-sans-khmer",),
    ),
    Script("Zsym", "symbols", "en", "☎✉➜✓★●■▶№℃", ("Noto Sans Symbols", "Noto Sans Symbols 2")),
)

_BY_CODE = {script.code: script for script in reversed(SCRIPTS)}
_WRITTEN_WITH_IDEOGRAPHS = [_BY_CODE[code] for code in ("Jpan", "Kore", "Hans", "Hant")]
KOREAN = _BY_CODE["Kore"]

# What Chinese, Japanese and Korean are written in; as a code, whichever of the three it is.
_IDEOGRAPHIC = {"Hani", "Hira", "Kana", "Hang", "Bopo"}
_ANY_IDEOGRAPHIC = "Hani"
_COMMON = {"Zyyy", "Zinh", "Zzzz"}
# Characters that a font need not have, as they are never seen: joiners, marks of direction, variation selectors.
_UNSEEN = {0xAD, 0x34F, 0x61C, 0xFEFF}.union(
    range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)
)


class Run(Struct, frozen=True):
    """Clusters of one script. `letters` are those among them that belong to it alone, so that one face has to serve.

    `script` is what is known of the script, if anything is.
    """

    clusters: tuple[str, ...]
    letters: tuple[str, ...]
    script: Script | None


def runs(text: str, language: str) -> Iterator[Run]:
    """A text in runs of one script.

    Digits, spaces and marks, which all scripts share, are in the run before them, at the start of a text and
    after an opening bracket in the one behind. Chinese, Japanese and Korean are one script here.
    """
    clusters = list(_clusters(text))
    own = [_script_of(cluster) for cluster in clusters]
    resolved = _resolved(clusters, own)
    start = 0
    for end in range(1, len(clusters) + 1):
        if end == len(clusters) or resolved[end] != resolved[start]:
            piece = tuple(clusters[start:end])
            letters = tuple(clusters[at] for at in range(start, end) if own[at] is not None)
            code = resolved[start]
            yield Run(piece, letters, _known(code, "".join(letters), language) if code else None)
            start = end


def script_for(cluster: str, run: Run, language: str) -> Script | None:
    """The script whose fonts are to be tried for a cluster that the face of its run does not have."""
    from fontTools.unicodedata import script_extension

    if cluster in run.letters:
        return run.script
    codes = set(script_extension(cluster[0])) - _COMMON
    if codes & _IDEOGRAPHIC:
        return run.script if run.script in _WRITTEN_WITH_IDEOGRAPHS else _known(_ANY_IDEOGRAPHIC, "", language)
    if unicodedata.category(cluster[0]).startswith("S"):
        return _BY_CODE["Zsym"]
    known = [_BY_CODE[code] for code in sorted(codes) if code in _BY_CODE]
    return run.script if run.script in known or not known else known[0]


def ideographs_of(language: str) -> Script:
    """The script of the ideographs of a language: that of its own country, or the simplified one."""
    return _BY_CODE[_ideographic("", language)]


def seen(cluster: str) -> str:
    """The characters of a cluster that show, and that a face therefore has to have."""
    return "".join([character for character in cluster if ord(character) not in _UNSEEN])


def _clusters(text: str) -> Iterator[str]:
    """Characters, each with the combining marks and the unseen characters that follow it."""
    cluster = ""
    for character in text:
        if cluster and not (ord(character) in _UNSEEN or unicodedata.category(character).startswith("M")):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _script_of(cluster: str) -> str | None:
    """The script that a cluster's first character belongs to, or None if several share it."""
    # Only texts that the layout's faces do not have get here, so fontTools is seldom needed.
    from fontTools.unicodedata import script

    code = str(script(cluster[0]))
    return None if code in _COMMON else _ANY_IDEOGRAPHIC if code in _IDEOGRAPHIC else code


def _resolved(clusters: list[str], own: list[str | None]) -> list[str | None]:
    """The script of each cluster, the shared ones having that of a neighbour."""
    result = list(own)
    for number in range(1, len(result)):
        opens = unicodedata.category(clusters[number][0]) in ("Ps", "Pi")
        if result[number] is None and not opens:
            result[number] = result[number - 1]
    for number in reversed(range(len(result) - 1)):
        if result[number] is None:
            result[number] = result[number + 1]
    for number in range(1, len(result)):
        if result[number] is None:
            result[number] = result[number - 1]
    return result


def _known(code: str, text: str, language: str) -> Script | None:
    return _BY_CODE.get(_ideographic(text, language) if code == _ANY_IDEOGRAPHIC else code)


def _ideographic(text: str, language: str) -> str:
    """Which of the ideographic scripts: what kana and hangul tell, and for Chinese characters the language."""
    from fontTools.unicodedata import script

    codes = {script(character) for character in text}
    if codes & {"Hira", "Kana"}:
        return "Jpan"
    if "Hang" in codes:
        return "Kore"
    subtags = language.lower().partition("-x-")[0].split("-")
    if subtags[0] in ("ja", "ko"):
        return {"ja": "Jpan", "ko": "Kore"}[subtags[0]]
    traditional = "Bopo" in codes or subtags[0] == "yue" or {"hant", "tw", "hk", "mo"} & set(subtags[1:])
    return "Hant" if traditional and "hans" not in subtags else "Hans"
