# SPDX-License-Identifier: EUPL-1.2
"""
What the contract managers of the demo keep: portfolios, cases, lines, measurements, levels and a scale-down.

The eight earlier escalations and whose wethouders take turns are facts of the sources; the rest is invented.
"""

import csv
from datetime import date, datetime
from importlib.resources import files

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from jeugdregio.contractbeheer import actions, queries
from jeugdregio.contractbeheer.actions import Afbouw, Lijn, Meting, NieuweZaak, Regiovoorwaarde, Zorgvorm
from jeugdregio.demo.regio import Regio
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking

BEGIN, EINDE = date(2026, 1, 1), date(2027, 1, 1)
SCAN = "praktijkscan VWS 2020, par. 2.2.1"
INZET = 8
BEURTEN = ("0166", "0193", "0175")
"""Kampen, Zwolle and Ommen, as the source names them."""
DOOR = "demo"


def laad(regio: Regio, *, code: str) -> None:
    """Load all of it in the transaction of the caller; again changes nothing."""
    manager = Machtiging(rol=Rol.CONTRACTMANAGER, regio=code)
    actions.richt_in(code)
    if queries.aantal_escalaties(on_behalf_of=manager):
        return
    actions.zet_beurten(code, BEURTEN, bron=SCAN)
    actions.onthoud_escalaties(code, INZET, bron=SCAN, door=DOOR)
    actions.neem_namen_uit_contracten_over(BEGIN, on_behalf_of=verwerking(code))
    _cases(code, manager)
    actions.leg_vast(
        [*_lines(), *_conditions(), *_measurements(), *_levels(), _scale_down(regio)], on_behalf_of=manager
    )


def _cases(code: str, manager: Machtiging) -> None:
    steps: dict[str, list[dict[str, str]]] = {}
    for step in _rows("contractstappen.csv"):
        steps.setdefault(step["zaak"], []).append(step)
    for row in _rows("contractzaken.csv"):
        new = NieuweZaak(
            soort=row["soort"],
            kring=row["kring"],
            onderwerp=row["onderwerp"],
            bron=row["bron"],
            aanbieder=row["aanbieder"],
            contract=f"{code}-{int(row['contract']):03}" if row["contract"] else "",
            gemeente=row["gemeente"],
            toelichting=row["toelichting"],
            uiterlijk=date.fromisoformat(row["uiterlijk"]) if row["uiterlijk"] else None,
        )
        number = actions.open_zaak(new, door=DOOR, moment=_moment(row["geopend"]), on_behalf_of=manager)
        for step in steps.get(row["nr"], ()):
            actions.zet_stap(
                number,
                step["code"],
                tekst=step["tekst"],
                uitkomst=step["uitkomst"],
                moment=_moment(step["moment"]),
                door=DOOR,
                on_behalf_of=manager,
            )


def _lines() -> list[Lijn]:
    return [
        Lijn(
            aanbieder="",
            onderwerp="Alleen aanbieders met een contract",
            lijn="Wie geen contract met de regio heeft, krijgt geen toewijzing. Anders: vraag een eenmalig "
            "contract aan.",
            toets="met_contract",
            geldig=DateRange(BEGIN, None),
            bron="demo: verzonnen lijn",
        ),
        Lijn(
            aanbieder="99900010",
            onderwerp="Opnamestop in het najaar",
            lijn="Geen nieuwe toewijzing: het plafond is bijna op. Wachtenden gaan langs de wachtlijstcoach.",
            toets="opnamestop",
            geldig=DateRange(date(2026, 8, 1), EINDE),
            bron="demo: verzonnen lijn",
        ),
        Lijn(
            aanbieder="",
            onderwerp="Tarieven",
            lijn="Over tarieven praat alleen de contractmanager van de regio.",
            geldig=DateRange(BEGIN, None),
            bron="demo: verzonnen lijn",
        ),
    ]


def _conditions() -> list[Regiovoorwaarde]:
    return [
        Regiovoorwaarde(
            **{name: row[name] for name in ("aanbieder", "jeugdregio", "onderwerp", "voorwaarde", "eenheid", "bron")},
            bedrag_cent=int(row["bedrag_cent"]) if row["bedrag_cent"] else None,
            accounthouder=row["accounthouder"] == "1",
            geldig=DateRange(BEGIN, EINDE),
        )
        for row in _rows("regiovoorwaarden.csv")
    ]


def _measurements() -> list[Meting]:
    return [
        Meting(
            **{name: row[name] for name in ("aanbieder", "indicator", "respondent", "bron")},
            periode=DateRange(date.fromisoformat(row["van"]), date.fromisoformat(row["tot"])),
            teller=int(row["teller"]),
            noemer=int(row["noemer"]),
        )
        for row in _rows("metingen.csv")
    ]


def _levels() -> list[Zorgvorm]:
    return [
        Zorgvorm(**{**row, "clienten": int(row["clienten"]) if row["clienten"] else None})
        for row in _rows("zorgvormen.csv")
    ]


def _scale_down(regio: Regio) -> Afbouw:
    main = next(one for one in regio.aanbieders if one.rol == "hoofdaannemer")
    return Afbouw(
        aanbieder=main.agb,
        naam="Behandelgroep De Es (verzonnen)",
        vanaf=date(2026, 3, 1),
        plaatsen=8,
        bezetting_promille=850,
        tarief_cent=315_00,
        vast_cent=52_000_00,
        banen_tiende=65,
        ontslag_cent=38_000_00,
        boekwaarde_cent=240_000_00,
        vervanging_cent=41_000_00,
        beschikbaarheid=True,
        maanden=12,
        visie="Een kind woont liever in een gezin; gezinshuizen en pleegzorg kunnen de helft opvangen (verzonnen).",
        werking="Twee gezinshuizen zijn gevonden; de groep sluit per twee plaatsen (verzonnen).",
        bron="demo: alle aannames verzonnen",
        door=DOOR,
    )


def _rows(naam: str) -> list[dict[str, str]]:
    text = files("jeugdregio.demo").joinpath("data", naam).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))
