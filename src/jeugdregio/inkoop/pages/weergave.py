# SPDX-License-Identifier: EUPL-1.2
"""How procedures, rounds and applications read on a page."""

from datetime import date

from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Cel, Kolom, Tabel, Toon
from jeugdregio.inkoop import termijnen
from jeugdregio.inkoop.meedoen import ronden_van
from jeugdregio.inkoop.models import Aanvraag, Gunning, Procedure, Ronde
from jeugdregio.inkoop.soorten import SOORTEN
from jeugdregio.inkoop.toetreding import Rondedata, plaats

__all__ = [
    "Feiten",
    "besluit",
    "cent",
    "datum",
    "eisen",
    "feiten",
    "periode",
    "plaats",
    "prijzen",
    "ronden",
    "ronden_van",
    "stand",
    "twee_manieren",
]
Feiten = tuple[tuple[str, str], ...]


def feiten(one: Procedure) -> Feiten:
    """What a procedure is, in words, with its sources."""
    kind = SOORTEN[one.soort]
    return (
        ("Soort", kind.naam),
        ("Hoe het gaat", f"{kind.uitleg} Bron: {kind.source}."),
        ("Contracten", periode(one.looptijd.lower, one.looptijd.upper)),
        ("Perceel", one.perceel),
        ("Bekostiging", one.bekostiging),
        *([("Tafel", one.tafel)] if one.tafel else []),
        *([("Budget", cent(one.budget_cent))] if one.budget_cent is not None else []),
        *([("Plafondregel", _plafondregel(one))] if one.plafond_promille else []),
        *([("Innovatieruimte", f"hoogstens {one.limiet}. Bron: {one.limiet_bron}")] if one.limiet is not None else []),
        *([("Overgangsdag", datum(one.overgangsdag))] if one.overgangsdag else []),
        *(
            [("Wachten na gunning", f"{one.opschortdagen} dagen. Bron: {one.opschort_bron}")]
            if one.opschortdagen
            else []
        ),
        *([("Langer dan vier jaar", one.verlengingsbesluit)] if one.verlengingsbesluit else []),
        ("Bron", one.bron),
    )


def _plafondregel(one: Procedure) -> str:
    share = f"{(one.plafond_promille or 0) / 10:g} procent".replace(".", ",")
    return f"{share} van de offerte; {one.get_plafond_lezing_display().lower()}; omzet van {one.referentiejaar}"


def prijzen(one: Procedure) -> Tabel:
    """What is asked for, and what it costs when that is the same for all."""
    return Tabel(
        "Gevraagde producten",
        (Kolom("Product"), Kolom("Profiel"), Kolom("Eenheid"), Kolom("Prijs", "getal")),
        tuple(
            (
                f"{line['code']} {line['omschrijving']}",
                line["profiel"] or "–",
                line["eenheid"],
                "per aanbieder" if line["tarief_cent"] is None else cent(line["tarief_cent"]),
            )
            for line in one.prijslijst
        ),
        leeg="Deze procedure heeft geen prijslijst.",
    )


def eisen(one: Procedure) -> Tabel:
    """What is asked of a provider."""
    return Tabel(
        "Eisen",
        (Kolom("Eis"), Kolom("Bewijs")),
        tuple((wanted["eis"], wanted["bewijs"]) for wanted in one.eisen),
        leeg="Deze procedure heeft geen eisen.",
    )


def ronden(found: list[Ronde], vandaag: date) -> Tabel:
    """The rounds, and how each stands on a day."""

    def state(one: Ronde) -> Cel:
        data = Rondedata(one.pk, "", one.open.lower, one.open.upper, None)
        if data.is_open(vandaag):
            return Cel("Open", toon="positief")
        return Cel("Nog niet begonnen", toon="info") if data.van > vandaag else Cel("Dicht", toon="neutraal")

    return Tabel(
        "Ronden",
        (Kolom("Ronde"), Kolom("Open"), Kolom("Contracten vanaf", "dag"), Kolom("Stand")),
        tuple(
            (str(one), periode(one.open.lower, one.open.upper), datum(one.ingang) if one.ingang else "–", state(one))
            for one in found
        ),
        leeg="Er zijn nog geen ronden.",
    )


def stand(one: Aanvraag, vandaag: date) -> tuple[str, Toon]:
    """Where an application stands on a day."""
    gunning: Gunning | None = getattr(one, "gunning", None)
    if gunning:
        if not gunning.toegelaten:
            return "Afgewezen", "negatief"
        return ("Contract gemaakt", "positief") if gunning.contract else ("Toegelaten", "positief")
    if one.stand == Aanvraag.Stand.INGETROKKEN:
        return "Ingetrokken", "neutraal"
    kind = SOORTEN[one.procedure.soort]
    if kind.doorlopend:
        return "In behandeling", "info"
    if one.ronde is None or one.ronde.open.lower > vandaag:
        return "Wacht op een ronde", "waarschuwing"
    closed = one.ronde.open.upper is not None and one.ronde.open.upper <= vandaag
    return ("In behandeling", "info") if closed else ("Ronde is open", "info")


def twee_manieren(one: Aanvraag, ronden_: list[Rondedata]) -> Tabel:
    """The same application in both ways to get in (N04)."""
    day = one.ingediend_op.date()
    rows = []
    for code in ("semi_open", "open_house"):
        where = plaats(SOORTEN[code], ronden_, day)
        begins = datum(where.ingang) if where.ingang else "nog niet bekend"
        rows.append((SOORTEN[code].naam, where.uitleg, begins))
    return Tabel(
        "Deze aanvraag op twee manieren",
        (Kolom("Manier"), Kolom("Wat er gebeurt"), Kolom("Contract vanaf")),
        tuple(rows),
    )


def besluit(one: Gunning) -> Feiten:
    """A decision with its reasons and terms."""
    facts = [
        ("Besluit", "Toegelaten" if one.toegelaten else "Afgewezen"),
        ("Redenen", one.redenen),
        ("Bekendgemaakt", datum(one.bekend_op)),
    ]
    if one.geldig:
        facts += [("Contract", periode(one.geldig.lower, one.geldig.upper)), ("Waarom zo lang", one.looptijd_reden)]
    if one.plafond_cent is not None:
        facts.append(("Plafond", cent(one.plafond_cent)))
    if one.wacht_tot:
        facts.append(("Contract kan na", f"{datum(one.wacht_tot)} ({termijnen.OPSCHORT_BRON})"))
    if one.bezwaar_tot:
        facts.append(("Bezwaar kan tot en met", f"{datum(one.bezwaar_tot)} ({termijnen.BEZWAAR_BRON})"))
    if one.bezwaar_op:
        last = termijnen.beslis_uiterlijk(
            one.bezwaar_tot or one.bezwaar_op, met_commissie=one.met_commissie, verdaagd=one.verdaagd
        )
        facts.append(("Bezwaar", f"{one.get_bezwaar_display()}, ontvangen op {datum(one.bezwaar_op)}"))
        facts.append(("Beslissen uiterlijk", f"{datum(last)} ({termijnen.BESLIS_BRON})"))
    return tuple(facts)
