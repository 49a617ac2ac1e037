"""A release as a message: its parts, its names, its size, and that nothing gets into its head."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from datetime import UTC, datetime
from email import message_from_string
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pressprint import OutputError, PressprintWarning, SettingError, lifted, render
from pressprint.forms import to_html, to_text
from pressprint.mail import Mailbox, compose
from pressprint.mail.headers import attachment_field, mailbox_field, text_field

SENDER = "Lighthouse Office <press@lights.example>"
READER = "Ines Falk <ines@paper.example>"
NOON = datetime(2026, 5, 19, 12, tzinfo=UTC)


def content(part: EmailMessage) -> str:
    """A part's text; messages end lines with CR and LF (RFC 2046, 4.1.1)."""
    return part.get_content().replace("\r\n", "\n")


def test_the_parts(release, pdf, reread):
    """Text and HTML are alternatives, the PDF stands beside them, and all that a program asks for is told."""
    message = reread(compose(release, pdf, SENDER, READER, now=NOON))
    assert message["From"] == SENDER
    assert message["To"] == READER
    assert message["Subject"] == "The lighthouse at Grey Point is lit again (LO-14)"
    assert message["Date"].datetime == NOON
    assert message["MIME-Version"] == "1.0"
    assert message["Content-Language"] == "en"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert content(text) == to_text(release)
    assert content(html) == to_html(release)
    (attached,) = message.iter_attachments()
    assert attached.get_content() == pdf.content
    assert attached.get_filename() == attached.get_param("name") == "LO-14.pdf"
    assert {part["Content-Language"] for part in (text, html, attached)} == {"en"}
    assert message.as_bytes().isascii()


def test_letters_of_all_kinds(release_of, reread):
    """What is not ASCII is encoded in the text and in the head, and the PDF has its real name beside a plain one."""
    title = "Größer als gedacht: „Łódź“ – Ёлка"
    release = release_of(title=title, language="de", reference="LO-15", typography="verbatim", lead="Ёлка. " * 300)
    message = compose(release, render(release), "Büro für Türme <press@lights.example>", ["Ž <z@paper.example>"])
    assert message.as_bytes().isascii()
    reread_message = reread(message)
    assert reread_message["Subject"] == f"{title} (LO-15)"
    assert reread_message["From"].addresses[0].display_name == "Büro für Türme"
    assert content(reread_message.get_body(("plain",))) == to_text(release)
    (attached,) = reread_message.iter_attachments()
    assert attached.get_param("name") == "LO-15.pdf"
    raw = attached.as_string()
    assert 'filename="LO-15.pdf"' in raw
    extended = attachment_field("LO-15.pdf", "x" + title).replace('filename="LO-15.pdf";\r\n ', "")
    assert message_from_string(f"Content-Disposition: {extended}\r\n\r\n", policy=default).get_filename() == "x" + title
    assert "filename*0*=utf-8''LO-15%20Gr%C3%B6%C3%9Fer" in raw


def test_the_real_name_is_a_file_s_name(release_of, reread):
    """The real name has nothing in it that a file system refuses."""
    release = release_of(title="Où? / “Là”: 5 < 6", language="fr")
    (attached,) = compose(release, render(release), SENDER, READER).iter_attachments()
    assert "filename*=utf-8''O%C3%B9%20%E2%80%9CL%C3%A0%E2%80%9D%205%206.pdf" in attached.as_string()


def test_the_same_message_has_the_same_id(release, pdf):
    """The Message-ID tells the release and the recipient, of the sender's domain, whatever the time."""
    first, second = (compose(release, pdf, SENDER, READER, date=NOON.replace(hour=hour)) for hour in (9, 10))
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Message-ID"].endswith("@lights.example>")
    ids = {first["Message-ID"]}
    ids.add(compose(release, pdf, SENDER, "other@paper.example")["Message-ID"])
    ids.add(compose(release.model_copy(update={"reference": "LO-99"}), pdf, SENDER, READER)["Message-ID"])
    assert len(ids) == 3
    assert compose(release, pdf, SENDER, READER, message_id="<a.1@b.example>")["Message-ID"] == "<a.1@b.example>"


def test_the_same_message_has_the_same_bytes(release, pdf):
    """Of the same release for the same recipient at the same time each byte is the same."""
    assert len({compose(release, pdf, SENDER, READER, date=NOON).as_bytes() for _ in range(2)}) == 1


def test_an_edition_is_the_same_release(release, release_of):
    """A release in two languages is one and the same; a release without a number is known by its title."""
    french = release_of(title="Le phare est rallumé", language="fr", reference="lo-14")
    assert (
        compose(french, render(french), SENDER, READER)["Message-ID"]
        == compose(release, render(release), SENDER, READER)["Message-ID"]
    )
    bare = [release_of(title=title) for title in ("One", "Two")]
    assert len({compose(each, render(each), SENDER, READER)["Message-ID"] for each in bare}) == 2


def test_an_embargo_is_told_everywhere(release_of, reread):
    """Subject, text, HTML and the names of the PDF say that a release is embargoed, in its language."""
    release = release_of(title="Le phare est rallumé", language="fr", embargo="2026-05-20 06:00 Europe/Paris")
    message = reread(compose(release, render(release), SENDER, READER))
    assert message["Subject"].startswith("Embargo jusqu’au mercredi 20 mai 2026")
    assert "Embargo jusqu’au" in message.get_body(("plain",)).get_content()
    assert "Embargo jusqu’au" in message.get_body(("html",)).get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_param("name").startswith("EMBARGO-2026-05-20-0400UTC-")
    assert "filename*0*=utf-8''EMBARGO-2026-05-20-0400UTC-Le%20phare" in attached.as_string()


def test_the_embargo_guard_holds(release_of):
    """A release that says that it is released needs the time; a PDF without the embargo does not go out with it."""
    embargoed = release_of(embargo="2026-05-20 06:00 Europe/London")
    after = datetime(2026, 5, 20, 9, tzinfo=UTC)
    released = lifted(embargoed, now=after)
    free = render(released, now=after)
    assert compose(released, free, SENDER, READER, now=after)["Subject"] == released.full_title
    for now in (None, NOON):
        with pytest.raises(SettingError, match="the status is “released”"):
            compose(released, free, SENDER, READER, now=now)
    for release, pdf in ((embargoed, free), (released, render(embargoed)), (embargoed, replace(free, standing="x"))):
        with pytest.raises(SettingError, match="says something else of the embargo"):
            compose(release, pdf, SENDER, READER, now=after)


EVIL = "x\r\nBcc: all@paper.example\r\n\r\nbody\u2028y\x85z\x00\u202e =?utf-8?q?=0D=0ABcc:_all=40paper.example?="
FLAT = "x Bcc: all@paper.example body y z = ?utf-8?q?=0D=0ABcc:_all=40paper.example?="


def test_no_text_becomes_a_field(release_of, pdf, reread):
    """Line ends of all kinds, and what decodes to them, stay text wherever they come from."""
    release = release_of(title=[EVIL], reference=EVIL, organisation=EVIL)
    message = compose(release, replace(pdf, standing=EVIL), f"{EVIL} <a@b.example>", Mailbox("c@d.example"))
    found = reread(message)
    assert found["Subject"] == f"{FLAT} · {FLAT}"
    assert found["From"].addresses[0].display_name.replace(" ", "") == FLAT.replace(" ", "")
    assert len(found["From"].addresses) == 1
    assert "Bcc" not in message
    assert "Bcc" not in found
    assert len(found.keys()) == len(message.keys()) == 8


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: c@d.example",
        "a\n@b.example",
        "a\x00@b.example",
        "a@b.example, c@d.example",
        "A <a@b.example> <c@d.example>",
        "a b",
        "",
        "<>",
        "=?utf-8?q?a?=@b.example",
        ".a@b.example",
        "a.@b.example",
        "a..b@c.example",
        f"{'a' * 65}@b.example",
        f"a@{'b' * 64}.example",
        f"a@{'b.' * 125}example",
    ],
)
def test_bad_addresses(address, release, pdf):
    """What is no address is refused, as sender and as recipient."""
    with pytest.raises(ValueError, match="is not an e-mail address"):
        compose(release, pdf, address, READER)
    with pytest.raises(ValueError, match="is not an e-mail address"):
        compose(release, pdf, SENDER, [READER, address])


@pytest.mark.parametrize("bad", ["<a@b>\r\nBcc: <c@d>", "a@b", "<a b@c>", "<ü@c>", "<a@b@c>"])
def test_bad_message_ids(bad, release, pdf):
    """What is no Message-ID is refused."""
    with pytest.raises(ValueError, match="message_id is"):
        compose(release, pdf, SENDER, READER, message_id=bad)


def test_misuse(release, pdf):
    """A time without zone is refused, and a message to nobody."""
    with pytest.raises(ValueError, match="without a time zone"):
        compose(release, pdf, SENDER, READER, date=datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="to names nobody"):
        compose(release, pdf, SENDER, [])


def test_addresses_beyond_ascii(release, pdf):
    """A domain goes out in ASCII; a name before the @ as it is, which the message says by its policy."""
    message = compose(release, pdf, SENDER, "rédaction@journal-été.example")
    assert message["To"] == "rédaction@xn--journal-t-i4ab.example"
    assert "rédaction@xn--".encode() in message.as_bytes()
    assert message.policy.utf8
    assert compose(release, pdf, SENDER, "r@été.example").as_bytes().isascii()


def test_sizes(release, pdf):
    """More than 1.5 MB as it is sent comes with a warning, more than 25 MB is refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compose(release, replace(pdf, content=b"%" * 1_000_000), SENDER, READER)
    with pytest.warns(PressprintWarning, match=r"the message has 1\.6 MB as it is sent; newsrooms ask for 1\.5 MB"):
        compose(release, replace(pdf, content=b"%" * 1_200_000), SENDER, READER)
    with pytest.raises(OutputError, match=r"the message has 26\.0 MB as it is sent, and servers take 25 MB at most"):
        compose(release, replace(pdf, content=b"%" * 19_000_000), SENDER, READER)


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs")) | st.just(" "), max_size=150)


@given(TEXTS)
def test_any_subject_is_read_as_it_is_written(text):
    """Whatever letters a title has, with spaces wherever, the parser gives them back from lines that are short."""
    text = " ".join(text.split()).replace("=?", "= ?")
    message = EmailMessage()
    message.set_raw("Subject", text_field("Subject", text))
    assert message["Subject"] == text
    assert all(len(line) <= 78 for line in message.as_bytes().splitlines())


@given(TEXTS.map(lambda text: " ".join(text.split())[:20].strip()))
def test_any_name_is_read_as_it_is_written(name):
    """Whatever letters a person's name has, there is one recipient with that name."""
    message = EmailMessage()
    mailbox = Mailbox("a@b.example", name)
    message.set_raw("To", mailbox_field("To", mailbox, Mailbox("c@d.example")))
    first, second = message["To"].addresses
    assert (first.display_name, first.addr_spec, second.addr_spec) == (mailbox.name, "a@b.example", "c@d.example")


def test_django_attaches_the_pdf(release, pdf, reread):
    """`pdf.attachment` is what Django's messages take, and what it sends has the PDF whole."""
    from django.conf import settings
    from django.core import mail

    if not settings.configured:
        settings.configure(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
    mail.outbox = []
    message = mail.EmailMessage("The lamp is lit", "See the PDF.", "press@lights.example", ["ines@paper.example"])
    message.attach(*pdf.attachment)
    message.send()
    (sent,) = mail.outbox
    (attached,) = reread(sent.message().as_bytes(linesep="\r\n")).iter_attachments()
    assert attached.get_filename() == pdf.filename
    assert attached.get_content() == pdf.content


def test_django_sends_the_composed_message(release, pdf):
    """The text and the HTML of a release go into a message of Django's as they are."""
    from django.conf import settings
    from django.core import mail

    if not settings.configured:
        settings.configure(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
    mail.outbox = []
    message = mail.EmailMultiAlternatives(pdf.filename, to_text(release), "press@lights.example", [READER])
    message.attach_alternative(to_html(release), "text/html")
    message.attach(*pdf.attachment)
    message.send()
    kinds = [part.get_content_type() for part in mail.outbox[0].message().walk()]
    assert kinds[2:] == ["text/plain", "text/html", "application/pdf"]


@pytest.mark.skipif(not shutil.which("notmuch"), reason="notmuch is not installed")
def test_notmuch_reads_it(release_of, tmp_path):
    """A mail program of another make finds the subject, both alternatives and the PDF."""
    title = "Größer als gedacht: „Łódź“ – Ёлка"
    release = release_of(title=title, language="de", reference="LO-15", lead="Ёлка.", typography="verbatim")
    pdf = render(release)
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "draft.eml").write_bytes(compose(release, pdf, SENDER, READER).as_bytes())
    config = tmp_path / "config"
    config.write_text(f"[database]\npath={tmp_path}/mail\n[user]\nname=x\nprimary_email=x@y.example\n")

    def notmuch(*words: str) -> bytes:
        run = subprocess.run(["notmuch", f"--config={config}", *words], capture_output=True, check=True)
        return run.stdout

    notmuch("new")
    assert f"{title} (LO-15)" in notmuch("search", "*").decode()
    shown = notmuch("show", "--format=text", "--include-html", "*").decode()
    for kind in ("text/plain", "text/html", "application/pdf"):
        assert f"Content-type: {kind}" in shown
    assert "Ёлка." in shown
    assert "Filename: LO-15.pdf" in shown
    assert notmuch("show", "--part=5", "*") == pdf.content
