# SPDX-License-Identifier: EUPL-1.2
"""
The procurement half of the demo region: the tables of 2015 as history, and procedures that run now.

Kinds, budgets and lessons are of the sources; days, questions, requirements and applications are invented.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from django.utils import timezone

from jeugdregio.contracten import actions as contracten
from jeugdregio.demo.regio import Product, Regio, rijen
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.inkoop import actions, queries
from jeugdregio.inkoop.values import Eis, Inschrijving, Prijs, Proceduregegevens

DOOR = "demo"
NOTITIE = "inkoopnotitie jeugdhulp IJsselland 2015"
SCAN = "praktijkscan IJsselland 2020, par. 2.3.1"
VERZONNEN = "demo: eisen, dagen en prijzen verzonnen"
OPSCHORT = "Aanbestedingswet 2012, art. 2.127; demo: van toepassing verklaard"
EISEN = (
    Eis("kwaliteit", "De aanbieder heeft een erkend keurmerk.", "het certificaat, met einddatum"),
    Eis("skj", "Professionals staan geregistreerd bij SKJ of BIG.", "een lijst met aantallen"),
    Eis("toezicht", "De aanbieder is gemeld bij de inspectie.", "de bevestiging van de melding"),
)
DICHT, OPEN = (
    "Artikel 1 Wat\nDe aanbieder levert jeugdhulp.\n",
    "Artikel 2 Betalen\nDe regio betaalt binnen {} dagen.\n",
)
TEKSTEN = (
    DICHT + OPEN.format(60) + "Artikel 3 Overgang\nDe aanbieder zet lopende hulp voort.",
    DICHT + OPEN.format(30) + "Artikel 3 Overgang\nDe aanbieder zet lopende hulp voort voor alle overgangscliënten.",
    DICHT
    + OPEN.format(30)
    + "Artikel 3 Overgang\nDe aanbieder zet lopende hulp voort voor alle overgangscliënten.\n"
    + "Artikel 4 Ontwikkelagenda\nDe aanbieder en de regio maken een ontwikkelagenda transformatie.",
)
"""The contract of the LVB table as it was drawn up in 2014: the words are invented."""
MILJOEN_CENT = 100_000_000
TAFELS = (("subsidie", "J&O", 41), ("raam_plafond", "GGZ", 30), ("raam_pxq", "LVB", 15))
"""More than 41, 30 and 15 million (inkoopnotitie 2015, par. 3.1-3.3)."""


def laad(regio: Regio, code: str) -> None:
    """Load clauses, lessons and procedures on behalf of the region, in the transaction of the caller; once."""
    wie = verwerking(code)
    if queries.procedure("lvb-2015", on_behalf_of=wie):
        return
    contracten.leg_standaardclausules_vast(code)
    for row in rijen("lessen.csv"):
        facts = {name: row[name] for name in ("soort", "keuze", "uitkomst", "les", "bron")}
        actions.leg_les_vast(
            jaar=int(row["jaar"]), **facts, door=DOOR, moment=_om_twaalf(date(2026, 1, 5)), on_behalf_of=wie
        )
    agb = {a.nummer: a.agb for a in regio.aanbieders}
    _tafels_van_2015(agb, wie)
    _semi_open(regio, agb, wie)
    _open_house(regio, agb, wie)
    _ruimte_van_zwolle(regio, agb, wie)


def _om_twaalf(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _als(agb: str) -> Machtiging:
    return Machtiging(rol=Rol.AANBIEDER, aanbieder=agb)


def _publiceer(gegevens: Proceduregegevens, tekst: str, day: date, wie: Machtiging) -> str:
    code = actions.maak_procedure(gegevens, on_behalf_of=wie)
    actions.leg_tekst_vast(code, tekst, aanleiding="concept bij publicatie", on_behalf_of=wie)
    actions.publiceer(code, moment=_om_twaalf(day), on_behalf_of=wie)
    return code


def _tafels_van_2015(agb: Mapping[int, str], wie: Machtiging) -> None:
    """The three tables; of the LVB table also its two rounds of questions (S21, S25)."""
    base = Proceduregegevens(
        code="",
        naam="",
        soort="subsidie",
        omschrijving="",
        perceel="",
        bekostiging="",
        variant="inspanning",
        van=date(2015, 1, 1),
        tot=date(2016, 1, 1),
        bron="",
    )
    names = {"J&O": "Jeugd- en opvoedhulp", "GGZ": "Jeugd-GGZ", "LVB": "AWBZ: deel J-GGZ en LVB"}
    funding = {"J&O": "subsidie of traject", "GGZ": "DBC met NZa-tarieven", "LVB": "PxQ"}
    for kind, table, million in TAFELS:
        one = replace(
            base,
            code=f"{table.lower().replace('&', '')}-2015",
            naam=f"{names[table]} 2015",
            soort=kind,
            tafel=table,
            omschrijving=f"De inkooptafel {names[table]}: ruim {million} miljoen euro voor 2015.",
            perceel=table,
            bekostiging=funding[table],
            budget_cent=million * MILJOEN_CENT,
            bron=f"{NOTITIE}, par. 3; demo: dag van publicatie verzonnen",
        )
        if kind == "raam_plafond":
            one = replace(one, plafond_promille=600, plafond_lezing="gemiddeld", referentiejaar="2011/2012")
        _publiceer(one, TEKSTEN[0], date(2014, 6, 2), wie)
    months = ((date(2014, 7, 1), date(2014, 8, 1)), (date(2014, 9, 1), date(2014, 10, 1)))
    for number, (begin, end) in enumerate(months, start=1):
        round_ = actions.plan_ronde(
            "lvb-2015", "vragen", van=begin, tot=end, moment=_om_twaalf(date(2014, 6, 2)), on_behalf_of=wie
        )
        for row in rijen("inkoopvragen.csv"):
            if int(row["ronde"]) == number:
                asked = actions.stel_vraag(
                    round_.pk,
                    row["vraag"],
                    is_voorstel=row["voorstel"] == "1",
                    moment=_om_twaalf(begin),
                    on_behalf_of=_als(agb[int(row["aanbieder"])]),
                )
                actions.beantwoord(asked.pk, antwoord=row["antwoord"], openbaar="", on_behalf_of=wie)
        actions.publiceer_nota(round_.pk, tekst=TEKSTEN[number], moment=_om_twaalf(end), on_behalf_of=wie)


def _prijzen(regio: Regio, chosen: tuple[str, ...]) -> tuple[Prijs, ...]:
    """The price list of these products: one price for all in the middle segment, an own price in the top."""
    per_code: dict[str, Product] = {one.code: one for one in regio.producten}
    return tuple(
        Prijs(
            one.categorie,
            one.code,
            one.eenheid,
            one.omschrijving,
            one.profiel,
            None if one.profiel.endswith(":top") else one.basisprijs_2026_cent,
        )
        for one in (per_code[code] for code in chosen)
    )


def _semi_open(regio: Regio, agb: Mapping[int, str], wie: Machtiging) -> None:
    """Two rounds a year; one application waits, one can be decided on (S33)."""
    code = _publiceer(
        Proceduregegevens(
            code="profielen-2024",
            naam="Ondersteuningsprofielen 2024-2027",
            soort="semi_open",
            omschrijving="Hulp in het midden- en topsegment, per profiel. Twee keer per jaar kunnen aanbieders erbij.",
            perceel="J&O",
            bekostiging="output per profiel",
            variant="output",
            van=date(2024, 1, 1),
            tot=date(2028, 1, 1),
            bron=f"{SCAN}; {VERZONNEN}",
            eisen=EISEN,
            prijslijst=_prijzen(regio, ("50053", "50054", "50055", "50013", "50014")),
            opschortdagen=20,
            opschort_bron=OPSCHORT,
        ),
        TEKSTEN[2],
        date(2023, 6, 1),
        wie,
    )
    rounds = (
        (date(2026, 3, 1), date(2026, 4, 1), date(2026, 7, 1)),
        (date(2026, 9, 1), date(2026, 10, 1), date(2027, 1, 1)),
        (date(2027, 3, 1), date(2027, 4, 1), date(2027, 7, 1)),
    )
    for begin, end, starts in rounds:
        actions.plan_ronde(
            code, "toetreding", van=begin, tot=end, ingang=starts, moment=_om_twaalf(date(2026, 1, 5)), on_behalf_of=wie
        )
    shown = tuple((one.code, f"{one.bewijs} (verzonnen)") for one in EISEN)
    extra = (("transformatie", "twee gezinshuizen in plaats van een leefgroep (verzonnen)"),)
    _meld_aan(code, agb[198], ("50053", "50054"), date(2026, 9, 14), shown + extra)
    _meld_aan(code, agb[199], ("50055",), date(2026, 9, 21), shown)
    _meld_aan(code, agb[1], ("50055",), date(2026, 11, 10), shown)


def _meld_aan(code: str, agb: str, products: tuple[str, ...], day: date, shown: tuple[tuple[str, str], ...]) -> None:
    actions.dien_in(
        code,
        Inschrijving(aanbieder=agb, producten=products, bewijzen=shown),
        moment=_om_twaalf(day),
        on_behalf_of=_als(agb),
    )


def _open_house(regio: Regio, agb: Mapping[int, str], wie: Machtiging) -> None:
    """Anyone who meets the requirements, on any day (S36)."""
    code = _publiceer(
        Proceduregegevens(
            code="ambulant-2026",
            naam="Ambulante jeugdhulp vanaf 2026",
            soort="open_house",
            omschrijving="Ambulante hulp met een tarief per uur dat voor iedereen gelijk is. Aanmelden kan altijd.",
            perceel="Ambulant",
            bekostiging="inspanning of functie",
            variant="inspanning",
            van=date(2026, 10, 1),
            tot=date(2030, 10, 1),
            bron=f"{SCAN}; {VERZONNEN}",
            eisen=EISEN,
            prijslijst=_prijzen(regio, ("45A51", "45A04")),
        ),
        TEKSTEN[2],
        date(2026, 8, 3),
        wie,
    )
    questions = actions.plan_ronde(
        code, "vragen", van=date(2026, 10, 1), tot=None, moment=_om_twaalf(date(2026, 8, 3)), on_behalf_of=wie
    )
    _meld_aan(
        code, agb[199], ("45A51",), date(2026, 11, 16), tuple((one.code, f"{one.bewijs} (verzonnen)") for one in EISEN)
    )
    actions.stel_vraag(
        questions.pk,
        "Mag een hoofdaannemer uit het oude contract ook meedoen? (verzonnen)",
        is_voorstel=False,
        moment=_om_twaalf(date(2026, 11, 12)),
        on_behalf_of=_als(agb[1]),
    )


def _ruimte_van_zwolle(regio: Regio, agb: Mapping[int, str], wie: Machtiging) -> None:
    """Room for a newcomer in one municipality, and one-off contracts outside the region (S30, S35)."""
    base = Proceduregegevens(
        code="innovatie-zwolle-2026",
        naam="Innovatieruimte Zwolle 2026",
        soort="innovatie",
        omschrijving="De gemeente Zwolle laat nieuwe aanbieders toe met hulp die er nog niet is.",
        perceel="Innovatie",
        bekostiging="PxQ",
        variant="inspanning",
        van=date(2026, 1, 1),
        tot=date(2028, 1, 1),
        bron=f"{NOTITIE}, par. 2.1; {VERZONNEN}",
        eisen=EISEN[:1],
        prijslijst=_prijzen(regio, ("45A50",)),
        gemeente="0193",
        limiet=2,
        limiet_bron="demo: besluit verzonnen",
    )
    code = _publiceer(base, TEKSTEN[2], date(2026, 2, 2), wie)
    _meld_aan(code, agb[197], ("45A50",), date(2026, 11, 4), (("kwaliteit", "certificaat (verzonnen)"),))
    one_off = replace(
        base,
        code="eenmalig-2026",
        naam="Eenmalige contracten buiten de regio 2026",
        soort="eenmalig",
        omschrijving="Voor een kind dat verhuist en bij zijn aanbieder elders blijft.",
        perceel="Eenmalig",
        eisen=(),
        gemeente="",
        limiet=None,
        limiet_bron="",
        bron=f"{SCAN}; {VERZONNEN}",
    )
    _publiceer(one_off, TEKSTEN[2], date(2026, 2, 2), wie)
