# SPDX-License-Identifier: EUPL-1.2
"""
Rows for tests, written straight into the tables: say only what matters, the rest has a default.

The caller acts as the processing of the region (fixture `als_regio`). Days are dates, `tot` is half-open.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime
from itertools import count

from jeugdregio.aanbieders.models import Aanbieder
from jeugdregio.begroting.models import Budget
from jeugdregio.contracten.models import Product, Tarief
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties.models import Bevinding, Declaratie, Prestatie
from jeugdregio.grootboek.models import Boeking
from jeugdregio.grootboek.values import KOSTEN, TE_BETALEN
from jeugdregio.regio.models import Gemeente
from jeugdregio.toewijzingen.models import Client, Stand, Toewijzing, ToewijzingVersie

ZWOLLE, DALFSEN = "0193", "0148"
AANBIEDER, ANDER = "99900001", "99900002"
REGIO = "IJSSELLAND"
SEPTEMBER = Maand(2026, 9)

_volgnummer = count(1)


def budget(gemeente: str, budget_cent: int, *, jaar: int = 2026, vanaf: date | None = None) -> Budget:
    """A version of a budget, without a band; it counts from the first of its year."""
    return Budget.objects.create(
        gemeente=gemeente,
        jaar=jaar,
        vanaf=vanaf or date(jaar, 1, 1),
        naam=f"Begroting {jaar}",
        bedrag_cent=budget_cent,
        laag_cent=budget_cent,
        hoog_cent=budget_cent,
        bron="test",
    )


def wereld(budget_cent: int = 1_000_000_00, jaar: int = 2026, zonder_budget: Collection[str] = ()) -> None:
    """Two municipalities with a budget, two providers, one product in two units with tariffs for the year."""
    for code, naam in ((ZWOLLE, "Zwolle"), (DALFSEN, "Dalfsen")):
        Gemeente.objects.create(
            code=code, regio=REGIO, naam=naam, inwoners=1, jeugdigen=1, deelname=(date(2015, 1, 1), None)
        )
        if code not in zonder_budget:
            budget(code, budget_cent, jaar=jaar)
    for agb, naam in ((AANBIEDER, "Trias"), (ANDER, "De Linde (verzonnen)")):
        Aanbieder.objects.create(agb=agb, kvk=agb, naam=naam)
    for code, unit in (("45A05", "01"), ("45A04", "04"), ("44A01", "14"), ("45A83", "83")):
        Product.objects.create(
            regio=REGIO,
            categorie=code[:2],
            code=code,
            omschrijving=f"Product {code}",
            eenheid=unit,
            variant="inspanning",
        )


def tarief(
    code: str, eenheid: str, tarief_cent: int | None, *, per_uur: bool = False, aanbieder: str = AANBIEDER
) -> None:
    """A tariff for 2026."""
    Tarief.objects.create(
        regio=REGIO,
        aanbieder=aanbieder,
        categorie=code[:2],
        code=code,
        eenheid=eenheid,
        per_uur=per_uur,
        geldig=(date(2026, 1, 1), date(2027, 1, 1)),
        tarief_cent=tarief_cent,
    )


def toewijzing(
    *,
    gemeente: str = ZWOLLE,
    aanbieder: str = AANBIEDER,
    code: str | None = "45A05",
    begin: date = date(2026, 1, 1),
    tot: date | None = None,
    volume: int | None = None,
    eenheid: str | None = None,
    frequentie: str | None = None,
    budget_cent: int | None = None,
    maximaal: int | None = None,
    gebruikt: int = 0,
    besluit: date = date(2025, 12, 1),
    verwijderd: bool = False,
) -> Toewijzing:
    """An allocation with its only version and its stand."""
    nr = next(_volgnummer)
    client = Client.objects.create(gemeente=gemeente, id=nr, aanbieder=aanbieder, bsn=b"%d" % nr)
    shared = {
        "gemeente": gemeente,
        "nummer": nr,
        "aanbieder": aanbieder,
        "geldig": (begin, tot),
        "vastgesteld_op": datetime(besluit.year, besluit.month, besluit.day, 12, tzinfo=UTC),
        "volume": volume,
        "eenheid": eenheid,
        "frequentie": frequentie,
        "budget_cent": budget_cent,
        "bericht_id": nr,
        "reden_wijziging": "13" if verwijderd else "",
    }
    ToewijzingVersie.objects.create(**shared)
    row = Toewijzing.objects.create(
        id=nr,
        client_id=client.id,
        categorie=code[:2] if code else None,
        code=code,
        maat="bedrag" if budget_cent is not None else "volume",
        maximaal=maximaal,
        verwijderd=verwijderd,
        **shared,
    )
    Stand.objects.create(gemeente=gemeente, toewijzing_id=nr, gebruikt=gebruikt, maximaal=maximaal, drempel=maximaal)
    return row


def declaratie(
    *, gemeente: str = ZWOLLE, aanbieder: str = AANBIEDER, maand: Maand = SEPTEMBER, verwerkt: bool = True
) -> int:
    """A declaratie without lines; gives its bericht_id."""
    nr = next(_volgnummer)
    Declaratie.objects.create(
        gemeente=gemeente,
        bericht_id=nr,
        aanbieder=aanbieder,
        nummer=f"D{nr}",
        maand=maand.begin,
        dagtekening=maand.einde,
        ingediend_cent=0,
        toegekend_cent=0,
        regels=0,
        afgewezen=0,
        verwerkt=verwerkt,
    )
    return nr


def prestatie(
    bedrag_cent: int,
    *,
    gemeente: str = ZWOLLE,
    aanbieder: str = AANBIEDER,
    maand: Maand = SEPTEMBER,
    bericht_id: int | None = None,
    toewijzing_id: int | None = 1,
    toewijzing_nummer: int | None = None,
    code: str = "45A05",
    volume: int = 1,
    eenheid: str = "01",
    dc: str = "D",
    vorige: str | None = None,
    afgewezen: dict[str, dict[str, object]] | None = None,
    geboekt_in: Maand | None = None,
    client_id: int | None = None,
) -> str:
    """A judged line, booked when granted (`afgewezen`: rules, facts), with `vorige` credited; gives its reference."""
    bericht_id = bericht_id or declaratie(gemeente=gemeente, aanbieder=aanbieder, maand=maand)
    nr, granted = next(_volgnummer), not afgewezen
    if granted and dc == "C":
        Prestatie.objects.filter(aanbieder=aanbieder, referentie=vorige).update(gecrediteerd=True)
    Prestatie.objects.create(
        gemeente=gemeente,
        bericht_id=bericht_id,
        nr=nr,
        aanbieder=aanbieder,
        referentie=f"R{nr}",
        vorige_referentie=vorige,
        client_id=client_id,
        toewijzing_nummer=toewijzing_nummer or toewijzing_id or 1,
        toewijzing_id=toewijzing_id,
        categorie=code[:2],
        code=code,
        begin=maand.begin,
        tot=maand.einde,
        volume=volume,
        eenheid=eenheid,
        bedrag_cent=bedrag_cent,
        dc=dc,
        toegekend=granted,
        dubbel=False,
        oordeel=0 if granted else 1,
    )
    _bevindingen(gemeente, aanbieder, bericht_id, nr, afgewezen or {})
    if granted:
        Boeking.objects.create(
            gemeente=gemeente,
            oorzaak="prestatie",
            oorzaak_id=bericht_id,
            oorzaak_nr=nr,
            debet=KOSTEN if dc == "D" else TE_BETALEN,
            credit=TE_BETALEN if dc == "D" else KOSTEN,
            bedrag_cent=bedrag_cent,
            aanbieder=aanbieder,
            categorie=code[:2],
            code=code,
            boekmaand=(geboekt_in or maand).begin,
            dienstmaand=maand.begin,
        )
    return f"R{nr}"


def _bevindingen(gemeente: str, aanbieder: str, bericht_id: int, nr: int, regels: dict[str, dict[str, object]]) -> None:
    for regel, feiten in regels.items():
        Bevinding.objects.create(
            gemeente=gemeente,
            bericht_id=bericht_id,
            nr=nr,
            aanbieder=aanbieder,
            regel=regel,
            retourcode=f"9{regel[2:]}",
            feiten=feiten,
        )
