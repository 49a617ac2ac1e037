"""The press release as a value: what it is made of, and nothing of how it looks.

Names follow the trade (IPTC ninjs, NewsML-G2, schema.org) where it has one. Every part is immutable and
checked when it is made.
"""

from pressprint.release.base import Part, field_path, problems_of
from pressprint.release.blocks import (
    Block,
    Blocks,
    Divider,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
)
from pressprint.release.edition import Edition
from pressprint.release.embargo import check_embargo, embargo_mark, lifted
from pressprint.release.extras import KINDS, Account, Asset, Fact, PresetName, Reference, Signatory
from pressprint.release.inline import (
    SCHEMES,
    Content,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Strong,
    Text,
    foreign,
    plain,
    texts,
)
from pressprint.release.key_figures import KeyFigure
from pressprint.release.market import Listing, Regulated
from pressprint.release.model import TITLE_LIMIT, Boilerplate, Release, Status, to_json
from pressprint.release.moment import Moment, parse_moment, write_moment, zone_name
from pressprint.release.origin import Folder, Given, Images, Origin, PictureError
from pressprint.release.people import Contact, Organisation, Website
from pressprint.release.siblings import repeated_languages

__all__ = [
    "KINDS",
    "SCHEMES",
    "TITLE_LIMIT",
    "Account",
    "Asset",
    "Block",
    "Blocks",
    "Boilerplate",
    "Contact",
    "Content",
    "Divider",
    "Edition",
    "Emphasis",
    "Fact",
    "Figure",
    "Folder",
    "Foreign",
    "Given",
    "Heading",
    "Images",
    "Inline",
    "Item",
    "KeyFigure",
    "Link",
    "List",
    "Listing",
    "Moment",
    "Organisation",
    "Origin",
    "Paragraph",
    "Part",
    "PictureError",
    "PresetName",
    "Quote",
    "Reference",
    "Regulated",
    "Release",
    "Signatory",
    "Status",
    "Strong",
    "Table",
    "Text",
    "Website",
    "check_embargo",
    "embargo_mark",
    "field_path",
    "foreign",
    "lifted",
    "parse_moment",
    "plain",
    "problems_of",
    "repeated_languages",
    "texts",
    "to_json",
    "write_moment",
    "zone_name",
]
