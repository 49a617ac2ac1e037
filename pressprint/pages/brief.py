"""A release in its layout: who issues it, its national form, and the words that are printed with it."""

from __future__ import annotations

from msgspec import Struct

from pressprint.languages import Language, language
from pressprint.layouts import Layout, Logo
from pressprint.presets import Preset, preset
from pressprint.release import Organisation, Paragraph, Release, plain
from pressprint.text import write_dateline


class Brief(Struct):
    """What a release and its layout tell together; where both could, each name here says which of them counts."""

    release: Release
    layout: Layout

    @property
    def language(self) -> Language:
        """The data of the release's language."""
        return language(self.release.language)

    @property
    def right_to_left(self) -> bool:
        """Whether the release's language is written from right to left."""
        return self.language.direction == "rtl"

    @property
    def organisation(self) -> str | None:
        """The issuer's name: the release's own, or the layout's."""
        return self.release.issued_by or self.layout.keys.organisation.name

    @property
    def issuers(self) -> tuple[Organisation, ...]:
        """Who issues the release, where they are several, or one that has a logo of its own; else none."""
        own = self.release.organisation
        return self.release.issuers or ((own,) if own and own.logo else ())

    @property
    def is_own_release(self) -> bool:
        """Whether the layout's organisation issues the release, so that its logo and boilerplate belong on it."""
        name, own = self.layout.keys.organisation.name, self.release.organisation
        if self.release.issuers:
            return name in [issuer.name for issuer in self.release.issuers]
        return own is None or own.name == name

    @property
    def logo(self) -> Logo | None:
        """The layout's logo, where its organisation issues the release alone, and the release has no other for it."""
        return self.layout.logo if self.is_own_release and not self.issuers else None

    @property
    def country(self) -> str | None:
        """By which country's rules phone numbers are read."""
        own = self.release.issuers or ((self.release.organisation,) if self.release.organisation else ())
        named = next((issuer.country for issuer in own if issuer.country), None)
        return self.release.country or named or self.layout.keys.organisation.country

    @property
    def preset(self) -> Preset:
        """The national form: the release's own, or the layout's."""
        return preset(self.release.preset or self.layout.keys.preset)

    @property
    def dateline(self) -> str:
        """Place and date in the form of the preset or the language; empty where neither is given."""
        release, form = self.release, self.preset
        place = release.place
        if place and form.capitals:
            city, comma, rest = place.partition(",")
            place = city.upper() + comma + rest
        pattern = form.dates.get(release.language) or form.dates.get(self.language.code)
        return write_dateline(place, release.date, self.language, pattern)

    @property
    def opening(self) -> str:
        """The dateline with its dash where the first paragraph of the text opens with it; else empty.

        It stands above the title all the same where the text does not begin with a paragraph, or with the place.
        """
        if self.preset.dateline != "opening":
            return ""
        release = self.release
        first = release.lead or next((b.content for b in release.body[:1] if isinstance(b, Paragraph)), ())
        begins = plain(first).strip().casefold()
        if not begins or (release.place and begins.startswith(release.place.casefold())):
            return ""
        return self.dateline + self.preset.joint if self.dateline else ""

    def label(self, name: str) -> str:
        """A word that pressprint prints, in the release's language: the layout's, the preset's or its own."""
        return self.heading(name) or self.language.labels[name]

    @property
    def kind(self) -> str:
        """The word at the head that tells what the release is."""
        kind = self.release.kind
        return self.label("press_release" if kind in (None, "release") else f"kind_{kind}")

    def heading(self, name: str) -> str:
        """A word as `label` has it, but for a part that stands without one where layout or preset leave it empty."""
        language = self.language
        own = self.layout.keys.labels.get(language.code, {}).get(name)
        if own is None:
            own = self.preset.label(self.release.language, language.code, name)
        return language.labels[name] if own is None else own

    def link_contents(self, href: str, name: str | None = None) -> str:
        """What is said of a link: `Write to press@office.example`."""
        kind, _, address = href.partition(":")
        label = {"mailto": "write_to", "tel": "call"}.get(kind, "visit")
        return self.label(label).format(name=name or address.removeprefix("//").rstrip("/"))
