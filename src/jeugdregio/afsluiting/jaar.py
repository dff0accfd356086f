# SPDX-License-Identifier: EUPL-1.2
"""
The end of a year: what is counted before it closes, and the report that is frozen then (S58).

A month counts from the first one that was booked or closed: a region that begins halfway closes the months it had.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from jeugdregio.afsluiting.models import Momentopname
from jeugdregio.afsluiting.values import JAARRAPPORT, Jaarbeeld, Punt, vingerafdruk
from jeugdregio.begroting import queries as begroting
from jeugdregio.betalingen import queries as betalingen
from jeugdregio.bewaking.queries import betaalstop
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers, namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.grootboek import queries as boeken
from jeugdregio.grootboek.values import KOSTEN, TE_BETALEN_AAN_GEMEENTEN, TE_VORDEREN_VAN_GEMEENTEN
from jeugdregio.ontvangst import queries as ontvangst
from jeugdregio.regio import queries as regio
from jeugdregio.verantwoording import queries as verantwoording
from jeugdregio.verevening import queries as verevening
from jeugdregio.verevening.values import Sleutel

MAANDEN = range(1, 13)
KOSTENSOORT = "4"
"""What an account of costs begins with."""
ONDERWEG = ("concept", "bevroren", "akkoord")


def jaarbeeld(jaar: int, *, moment: datetime, on_behalf_of: Machtiging) -> Jaarbeeld:
    """A year as it stands now; a municipality sees its own, the checklist is of the region."""
    last = date(jaar, 12, 31)
    with namens(on_behalf_of):
        names = regio.deelnemers(settings.REGIO, last)
        if on_behalf_of.gemeente:
            names = {code: name for code, name in names.items() if code == on_behalf_of.gemeente}
        open_ = _open(jaar, names, on_behalf_of)
        closed = frozenset(town for town, year in boeken.gesloten_jaren(names) if year == jaar)
        with cijfers(on_behalf_of):
            later = boeken.na_het_jaar(names, jaar)
    return Jaarbeeld(
        jaar=jaar,
        namen=names,
        punten=tuple(_points(jaar, names, open_, on_behalf_of)) if on_behalf_of.regio else (),
        open=open_,
        gesloten=closed,
        later={town: tuple(rows) for town, rows in later.items()},
        peildatum=timezone.localdate(moment),
    )


def _open(jaar: int, gemeenten: Collection[str], wie: Machtiging) -> dict[str, tuple[Maand, ...]]:
    closed = boeken.sluitingen(gemeenten)
    with cijfers(wie):
        first = boeken.eerste_geboekte_maand(gemeenten)
    found = {}
    for town in gemeenten:
        known = [month for place, month in closed if place == town]
        begin = min([*known, *([first[town]] if town in first else []), Maand(jaar, 12)])
        months = (Maand(jaar, number) for number in MAANDEN)
        found[town] = tuple(one for one in months if one >= begin and (town, one) not in closed)
    return found


def _points(jaar: int, namen: Mapping[str, str], open_: Mapping[str, tuple[Maand, ...]], wie: Machtiging) -> list[Punt]:
    months = {month for rows in open_.values() for month in rows}
    runs = sum(one.stand in ONDERWEG for one in betalingen.ronden(on_behalf_of=wie))
    orders = sum(one.stand == "aanvaard" for one in betalingen.opdrachten(on_behalf_of=wie))
    advances = sum(one.over_cent > 0 for one in betalingen.voorschotten(on_behalf_of=wie))
    settled = verevening.slot(jaar, Sleutel.GELIJK, on_behalf_of=wie)
    granted = any(one.toegekend_cent for one in verevening.verzoeken(jaar=jaar, on_behalf_of=wie))
    with cijfers(wie):
        balances = {town: boeken.proefbalans([town], Maand(jaar, 12)) for town in namen}
    between = sum(
        any(row.saldo_cent and row.rekening in (TE_VORDEREN_VAN_GEMEENTEN, TE_BETALEN_AAN_GEMEENTEN) for row in rows)
        for rows in balances.values()
    )
    missing = len({one.aanbieder for one in verantwoording.ontbrekende_verantwoordingen(jaar, on_behalf_of=wie)})
    unsettled = granted and not settled.vastgesteld_op
    return [
        Punt("maanden", "Open maanden", len(months), True, "Elke maand van het jaar is gesloten.", "maandrapporten"),
        Punt("betaalstop", "Betaalstop", int(betaalstop(on_behalf_of=wie) is not None), True,
             "Geen controle vond iets dat niet klopt.", "controle"),
        Punt("vier_o", "Verzoeken onder de vier O's zonder besluit", settled.open_verzoeken, True,
             "Over elk verzoek van dit jaar is besloten.", "solidariteitsverzoeken"),
        Punt("afrekening", "Afrekening onder de vier O's niet vastgesteld", int(unsettled), True,
             "Wat onder de vier O's is toegekend, is over de gemeenten verdeeld.", "solidariteitsafrekening"),
        Punt("ronden", "Betaalronden die niet zijn verzonden", runs, False,
             "Elke ronde is verzonden of vervallen.", "betaalronden"),
        Punt("betalingen", "Betalingen die bij de bank liggen", orders, False,
             "De bank heeft elke betaling uitgevoerd of afgewezen.", "betaalronden"),
        Punt("voorschotten", "Voorschotten waarvan iets over is", advances, False,
             "Elk voorschot is verrekend of teruggevorderd.", "voorschotten"),
        Punt("woonplaats", "Gemeenten met een vordering op of schuld aan een andere", between, False,
             "Wat gemeenten elkaar schuldig zijn, is verrekend."),
        Punt("productie", "Aanbieders zonder vastgestelde productieverantwoording", missing, False,
             "Elke aanbieder heeft zich over het jaar verantwoord.", "productieverantwoordingen"),
        Punt("apart", "Bestanden die apart staan", len(ontvangst.apartgezet(on_behalf_of=wie)), False,
             "Elk bestand dat is ontvangen, is verwerkt.", "apart"),
    ]  # fmt: skip


def bevries(gemeenten: Collection[str], jaar: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Freeze the report of the year for these municipalities; in the transaction that closes it."""
    content = jaarrapporten(gemeenten, jaar, on_behalf_of=on_behalf_of)
    Momentopname.objects.bulk_create(
        Momentopname(
            gemeente=town,
            soort=JAARRAPPORT,
            maand=date(jaar, 12, 1),
            keer=1,
            inhoud=one,
            sha256=vingerafdruk(one),
            gemaakt_op=moment,
        )
        for town, one in content.items()
    )


def jaarrapporten(gemeenten: Collection[str], jaar: int, *, on_behalf_of: Machtiging) -> dict[str, dict[str, Any]]:
    """
    The report of a year per municipality: whole cents, plain values.

    The costs of the categories are those of the ledger: an assertion holds that, so a report that is frozen adds up.
    """
    names, budgets = regio.namen(), begroting.budgetten(jaar, op=date(jaar, 12, 31), on_behalf_of=on_behalf_of)
    settled = verevening.slot(jaar, Sleutel.GELIJK, on_behalf_of=on_behalf_of)
    shares = {one.gemeente: one for one in settled.aandelen}
    advances = betalingen.voorschotten(on_behalf_of=on_behalf_of)
    categories = codelijst("productcategorie")
    with cijfers(on_behalf_of):
        costs = boeken.kosten_per_categorie(gemeenten, jaar)
        found = {
            town: (boeken.proefbalans([town], Maand(jaar, 12)), boeken.proefbalans([town], Maand(jaar - 1, 12)))
            for town in gemeenten
        }
    reports = {}
    for town, (balance, before) in found.items():
        rows = costs.get(town, [])
        total = sum(cents for _, cents, _ in rows)
        was = {row.rekening: row.saldo_cent for row in before}
        spent = [(row, row.saldo_cent - was[row.rekening]) for row in balance if row.rekening.startswith(KOSTENSOORT)]
        booked = next(cents for row, cents in spent if row.rekening == KOSTEN)
        assert total == booked, "het jaarrapport is niet wat in het grootboek staat"
        share = shares.get(town) if settled.vastgesteld_op else None
        reports[town] = {
            "soort": JAARRAPPORT,
            "gemeente": town,
            "naam": names.get(town, town),
            "jaar": jaar,
            "budget_cent": budgets.get(town),
            "kosten_cent": total,
            "eerdere_jaren_cent": sum(earlier for _, _, earlier in rows),
            "categorieen": [
                {
                    "categorie": code,
                    "naam": categories.omschrijving(code) if code else "Verrekend tussen gemeenten",
                    "kosten_cent": cents,
                    "eerdere_jaren_cent": earlier,
                }
                for code, cents, earlier in rows
            ],
            "lasten": [
                {"rekening": row.rekening, "naam": row.naam, "kosten_cent": cents} for row, cents in spent if cents
            ],
            "afrekening": {
                "sleutel": settled.sleutel.value,
                "bron": settled.bron,
                "draagt_cent": share.draagt_cent,
                "ontvangt_cent": share.ontvangt_cent,
                "saldo_cent": share.saldo_cent,
            }
            if share
            else None,
            "voorschotten": {
                "aantal": sum(one.gemeente == town and one.over_cent > 0 for one in advances),
                "over_cent": sum(one.over_cent for one in advances if one.gemeente == town),
            },
            "rekeningen": [
                {"rekening": row.rekening, "naam": row.naam, "saldo_cent": row.saldo_cent} for row in balance
            ],
        }
    return reports
