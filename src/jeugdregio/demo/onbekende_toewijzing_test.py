# SPDX-License-Identifier: EUPL-1.2
"""A line on an allocation nobody issued is refused for that alone: there is nothing to compare with."""

from datetime import date, datetime

import pytest
from django.db import connection
from lxml import etree

from jeugdregio.demo import laden
from jeugdregio.demo.berichten_xml import Kop, PrestatieRegel, ProductRegel, jw301, jw323
from jeugdregio.demo.bevolking import bevolking
from jeugdregio.demo.nummering import TIJDZONE
from jeugdregio.demo.regio import regio_ijsselland
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering

REGION = regio_ijsselland()
CODE, UREN = "45A51", "04"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begin", "end"),
    [(date(2026, 7, 9), date(2026, 7, 31)), (date(2026, 7, 1), date(2026, 7, 9))],
    ids=["begins in the month", "ends in the month"],
)
def test_only_the_unknown_allocation_is_refused(begin, end):
    laden.laad(REGION, code="IJSSELLAND", schaal=1)
    with namens(verwerking("IJSSELLAND")), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as a commit does, on behalf of whom it was loaded for
    child = bevolking(0.01, 1, REGION).kinderen[0]
    agb = REGION.agb_codes("J&O")[0]
    product = REGION.product[CODE]
    send(child.gemeente, allocation(child, agb, product))
    line = PrestatieRegel(
        bsn=child.bsn,
        referentie="R1",
        vorige_referentie="",
        toewijzingnummer=999_999,
        categorie=product.categorie,
        code=CODE,
        van=begin,
        tot=end,
        volume=1,
        eenheid=UREN,
        tarief_cent=REGION.tarief_cent(agb, CODE, begin),
        bedrag_cent=REGION.tarief_cent(agb, CODE, begin),
        debet_credit="D",
    )

    answer = send(
        agb,
        jw323(
            Kop("JW323", agb, child.gemeente, "B2", date(2026, 8, 5)),
            nummer="D1",
            periode=(date(2026, 7, 1), date(2026, 7, 31)),
            saldo_cent=line.bedrag_cent,
            regels=[line],
        ),
    )

    assert codes(answer) == ["9338"]


def allocation(child, agb, product):
    given = ProductRegel(
        1,
        product.categorie,
        CODE,
        date(2026, 7, 1),
        date(2026, 12, 31),
        datetime(2026, 6, 20, 9, tzinfo=TIJDZONE),
        (10, UREN, "4"),
    )
    return jw301(Kop("JW301", child.gemeente, agb, "B1", date(2026, 6, 20)), child, "Zwolle", [given])


def send(sender, xml):
    moment = datetime(2026, 8, 6, 12, tzinfo=TIJDZONE)
    region = verwerking("IJSSELLAND")
    leg_vast([Aanlevering("bericht.xml", xml, sender)], moment=moment, on_behalf_of=region)
    (outcome,) = verwerk(regio="IJSSELLAND", peildatum=moment.date(), moment=moment).uitkomsten
    return outcome.antwoord


def codes(answer):
    found = [e.text for e in etree.fromstring(answer).iter("{*}RetourCode")]
    return [code for code in found if code not in ("0200", "8001")]
