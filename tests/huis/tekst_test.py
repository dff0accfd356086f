# SPDX-License-Identifier: EUPL-1.2
"""
Free text of a message comes back character for character, and does no harm: in the database, answers, pages,
spreadsheets, letters, log lines and file names.
"""

import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, time
from io import BytesIO

import lxml.html
import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from jeugdregio.berichten.actions import keur, lees, ontleed
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.config.logregels import veilig
from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Rol, verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering
from tests.eigen_database import met_database
from tests.paginawereld import BEGIN, MOMENT
from tests.wereld import AANBIEDERS, GEMEENTEN, PEILDATUM, Wereld
from tests.wereld_oordeel import REGIO

A1, G1 = AANBIEDERS["A1"], GEMEENTEN["G1"]
NU = datetime.combine(PEILDATUM, time(12), tzinfo=UTC)
VALS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "regel\nregel",
    "<script>alert(1)</script>",
    "]]><x/>&amp;&lt;",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% load x %}",
    "#panic() $x$ *vet* _x0041_ \\u0041",
    "\u202egnitset\u202c \u200b\ufeff",
    "e\u0301\u0323 \u1100\u1161",
    "\U0001f9ff\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u0085\u2028\u2029\u00a0",
    "\ufdd0\U0001fffe\U0010ffff",
    "%s %n %(x)s {0} ${x}",
    "' OR 1=1; --",
)
_XML = st.characters(codec="utf-8", exclude_characters="\ufffe\uffff", exclude_categories=["Cs"]).filter(
    lambda c: c in "\t\n\r" or ord(c) >= 32
)
TEKST = st.text(_XML, min_size=1, max_size=60).filter(lambda s: re.search(r"[^ \t\n\r]", s)) | st.sampled_from(VALS)
ZONDER_KLOK = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def with_text(message, soort, text):
    """The message, with this as the name of the child."""
    kind, parsed = ontleed(message)
    assert kind == soort
    name = replace(parsed.client.naam, geslachtsnaam=t.Achternaam(achternaam=text))
    data = schrijf(replace(parsed, client=replace(parsed.client, naam=name)))
    assume(keur(data).geldig)  # a name is one line
    return data


@pytest.fixture(scope="module")
def huis(make_database, worker_id, django_db_blocker, django_db_setup):
    """A provider with one allocation, that was declared; and the messages of which the text is changed."""
    url = make_database(f"jeugdregio_tekst_{worker_id}")
    with pytest.MonkeyPatch.context() as patch, met_database(url, django_db_blocker):
        patch.setattr(timezone, "now", lambda: NU)
        with namens(verwerking(REGIO)):
            world = Wereld()
            world.gegeven("JW301 | nummer | product | volume\nT1 | | 45A14 | 10")
            (again,) = world.teken("JW301 | nummer | product | volume | kind\nT2 | | 45A14 | 9 | K2")
            (claim,) = world.teken("JW323 | toewijzing | product | maand | volume\nP1 | T1 | 45A14 | 2027-05 | 3")
            geef_rol("post", rol=Rol.AANBIEDER, bij={"aanbieder": A1}, vanaf=BEGIN, regio=REGIO, moment=MOMENT)
        client = Client()
        client.force_login(Account.objects.get(username="post"))
        yield again.data, claim.data, client


def deliver(data, sender):
    """Take it in; gives the outcome."""
    with namens(verwerking(REGIO)):
        leg_vast([Aanlevering("bericht.xml", data, sender)], moment=NU, on_behalf_of=verwerking(REGIO))
    (outcome,) = verwerk(regio=REGIO, peildatum=PEILDATUM, moment=NU).uitkomsten
    return outcome


@pytest.fixture(scope="module")
def allocation(huis):
    return huis[0]


@given(text=TEKST)
@ZONDER_KLOK
def test_what_is_written_is_read_again(allocation, text):
    kind, parsed = ontleed(allocation)
    data = schrijf(replace(parsed, client=replace(parsed.client, commentaar=text)))

    assert keur(data).geldig
    assert ontleed(data)[1].client.commentaar == text
    assert lees(kind, [data])["client"].column("commentaar").to_pylist() == [text]


def shape(page):
    """The elements and attribute names of a page, without its text."""
    return [(one.tag, sorted(one.attrib)) for one in lxml.html.fromstring(page).iter(etree.Element)]


class TestAName:
    @given(text=TEKST)
    @settings(ZONDER_KLOK, max_examples=25)
    @example(text=VALS[0])
    @example(text=VALS[7])
    @example(text=VALS[11])
    def test_in_the_database_the_pages_and_the_spreadsheet(self, huis, text, caplog):
        allocation, _, client = huis
        with transaction.atomic():
            plain = deliver(with_text(allocation, "JW301", "Test"), G1)
            number = ontleed(allocation)[1].client.toegewezen_producten[0].toewijzing_nummer
            page = f"/toewijzingen/{G1}/{number}/"
            before = client.get(page).content.decode()
            transaction.set_rollback(True)
        with transaction.atomic():
            outcome = deliver(with_text(allocation, "JW301", text), G1)
            with namens(verwerking(REGIO)), connection.cursor() as cursor:
                cursor.execute("SELECT achternaam FROM toewijzingen_client ORDER BY id DESC LIMIT 1")
                (stored,) = cursor.fetchone()
            after = client.get(page).content.decode()
            sheet = client.get(f"/declareren/{G1}/2027-05/sjabloon.xlsx").content
            transaction.set_rollback(True)

        assert plain.uitkomst == outcome.uitkomst == "geaccepteerd"
        assert stored == text
        assert shape(after) == shape(before)
        assert unseen(text) in unseen(lxml.html.fromstring(after).text_content())
        assert text in cells(sheet)
        assert len(text) < 5 or text not in caplog.text

    @given(text=TEKST)
    @settings(ZONDER_KLOK, max_examples=25)
    def test_in_an_answer(self, huis, text):
        wrong = with_text(huis[0], "JW301", text).replace(b">9999", b">1234", 1)  # no such child: refused as a whole

        with transaction.atomic():
            answer = deliver(wrong, G1).antwoord
            transaction.set_rollback(True)

        assert keur(answer).geldig
        found = ontleed(answer)[1].client
        assert found is None or found.naam.geslachtsnaam.achternaam == text


def unseen(text):
    """White space is folded by HTML, and NUL and C1 controls by whoever reads it."""
    return " ".join(re.sub("[\x80-\x9f]", "", text).split())


def cells(data):
    """Every text in a spreadsheet, as Excel shows it; and that it holds no formulas, links or macros."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        sheet = archive.read("xl/worksheets/sheet1.xml")
        strings = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert not [name for name in names if "vba" in name or "externalLink" in name]
    found = ("".join(one.itertext()) for one in strings)
    return [re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), one) for one in found]


class TestAReference:
    """Text of the provider itself, in what it downloads."""

    @given(text=st.text(_XML, min_size=1, max_size=20) | st.sampled_from([v[:20] for v in VALS]))
    @settings(ZONDER_KLOK, max_examples=15)
    @example(text="R\U0001f9ff")
    @example(text="#panic()")
    @example(text="=1+1")
    def test_in_pages_spreadsheet_and_letter(self, huis, text):
        _, claim, client = huis
        _, parsed = ontleed(claim)
        given_ = f"x{text}"[:20]
        child = parsed.declaratie.clienten[0]
        line = replace(child.prestaties[0], product_referentie=replace(child.prestaties[0].product_referentie))
        line = replace(line, product_referentie=replace(line.product_referentie, referentie_nummer=given_))
        changed = replace(parsed.declaratie, clienten=(replace(child, prestaties=(line,)),))
        data = schrijf(replace(parsed, declaratie=changed))
        assume(keur(data).geldig)
        with transaction.atomic():
            outcome = deliver(data, A1)
            base = f"/antwoorden/{G1}/{outcome.bericht_id}"
            pdf, sheet, xml = (client.get(f"{base}.{kind}") for kind in ("pdf", "xlsx", "xml"))
            page = client.get(f"/declaraties/{G1}/{outcome.bericht_id}/")
            transaction.set_rollback(True)

        assert [r.status_code for r in (pdf, sheet, xml, page)] == [200] * 4
        assert keur(xml.content).geldig
        assert given_ in cells(sheet.content)
        letter = "".join(one.extract_text() for one in PdfReader(BytesIO(pdf.content)).pages)
        if given_.isascii() and given_.isprintable():
            assert re.sub(r"\s", "", given_) in re.sub(r"\s", "", letter)


class TestALogLine:
    @given(text=st.text(max_size=80) | st.sampled_from(VALS))
    @example(text="a\r\n2027-01-01 nep")
    def test_is_one_line_that_does_nothing(self, text):
        line = veilig(None, "", {"event": text})["event"]

        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line)
        if text.isprintable():
            assert line == text
