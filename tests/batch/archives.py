"""Releases of an invented office, for archives."""


def text_of(number):
    """A release, each with a title of its own."""
    return (
        f"---\ntitle: Lighthouse {number} is lit again\nlanguage: en\nreference: LO-{number:03}\n"
        "date: 2026-03-12\n---\n"
        f"**The Lighthouse Office has lit lamp {number} again.**\n\nIt is seen {number} miles out at sea.\n"
    )
