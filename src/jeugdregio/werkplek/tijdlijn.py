# SPDX-License-Identifier: EUPL-1.2
"""
What happened around a family, over all rooms: each line with its day, in words, and the page it comes from.

A room is asked through its door, per youth with a number; what whoever asks may not see is left out by the database.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.besluiten import queries as besluiten
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.periode import laatste_dag
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.gezinnen.values import Gezin, Gezinslid, Maatregelsoort, Plan
from jeugdregio.toegang import queries as toegang
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Toegewezen
from jeugdregio.verzoeken import queries as verzoeken

SOORT = {"JW315": "Verzoek om toewijzing", "JW317": "Verzoek om wijziging"}


@dataclass(frozen=True)
class Regel:
    """One line: the day, what, about whom, and where it comes from (`bron`, with `url` when there is a page of it)."""

    dag: date
    wat: str
    wie: str
    bron: str
    url: str = ""
    onder: str = ""


@dataclass(frozen=True)
class Kindzaken:
    """What is allocated to one youth, by whom it is known as `url`."""

    lid: Gezinslid
    url: str
    toewijzingen: tuple[Toegewezen, ...]


def kindzaken(gezin: Gezin, wie: Machtiging) -> tuple[Kindzaken, ...]:
    """The allocations of every youth of a family that has a number."""
    found = []
    for youth in gezin.jeugdigen:
        sealed = gezinnen.verzegeld_bsn(youth.id, on_behalf_of=wie)
        known = toewijzingen.van_bsn(gezin.gemeente, sealed, on_behalf_of=wie) if sealed else ()
        given = toewijzingen.van_kinderen(gezin.gemeente, [one.id for one in known], on_behalf_of=wie) if known else []
        url = reverse("kind", args=[gezin.gemeente, known[0].id]) if known and wie.mag(Recht.KINDEREN_ZIEN) else ""
        found.append(Kindzaken(youth, url, tuple(sorted(given, key=lambda one: (one.begin, one.nummer)))))
    return tuple(found)


def regels(gezin: Gezin, plannen: Sequence[Plan], zaken: Sequence[Kindzaken], wie: Machtiging) -> list[Regel]:
    """Every line, the newest first; days to come are among them."""
    found = [
        *_custody(gezin, wie),
        *(line for plan in plannen for line in _plan(plan)),
        *(line for one in zaken for line in _child(gezin, one, wie)),
        *_decisions(gezin, wie),
    ]
    return sorted(found, key=lambda one: (one.dag, one.wat), reverse=True)


def _custody(gezin: Gezin, wie: Machtiging) -> Iterator[Regel]:
    names = {one.id: one.naam for one in gezin.leden}
    page = reverse("gezin", args=[gezin.id])
    for youth, rows in gezinnen.gezag(gezin.id, on_behalf_of=wie).items():
        for held in rows:
            who = " en ".join(one.naam for one in held.houders) or held.instelling or "niemand bekend"
            yield Regel(held.van, f"Gezag: {who}", names.get(youth, ""), "Mensen en gezag", page, held.bron)
    for youth, measures in gezinnen.maatregelen(gezin.id, on_behalf_of=wie).items():
        for one in measures:
            yield Regel(
                one.van,
                f"Maatregel: {Maatregelsoort(one.soort).label}",
                names.get(youth, ""),
                "Mensen en gezag",
                page,
                one.instelling,
            )
            if last := laatste_dag(one.tot):
                yield Regel(
                    last,
                    f"Laatste dag: {Maatregelsoort(one.soort).label}",
                    names.get(youth, ""),
                    "Mensen en gezag",
                    page,
                )
    for youth_, rows_ in gezinnen.wisseldagen(gezin.id, on_behalf_of=wie).items():
        for day, years in rows_:
            yield Regel(day, f"{years} jaar: wie er tekent verandert", names.get(youth_, ""), "Mensen en gezag", page)


def _plan(plan: Plan) -> Iterator[Regel]:
    page = reverse("gezinsplan", args=[plan.gezin]) + ("" if plan.is_open else f"?plan={plan.id}")

    def line(day: date, what: str, who: str = "", under: str = "", part: str = "") -> Regel:
        return Regel(day, what, who, "Gezinsplan", f"{page}{'#' + part if part else ''}", under)

    yield line(plan.geopend_op, "Gezinsplan geopend")
    if plan.gesloten_op:
        yield line(plan.gesloten_op, "Gezinsplan gesloten", under=plan.reden)
    for goal in plan.doelen:
        yield line(goal.gesteld_op, f"Doel gesteld: {goal.doel}", goal.wie, part="doelen")
        if goal.is_open:
            yield line(goal.uiterlijk, f"Doel moet klaar zijn: {goal.doel}", goal.wie, part="doelen")
        if goal.vervallen_op:
            yield line(goal.vervallen_op, f"Doel vervallen: {goal.doel}", goal.wie, goal.reden, "doelen")
        for score in goal.scores:
            what = f"{'Eindscore' if score.eind else 'Score'} {score.score} van {goal.streefscore}: {goal.doel}"
            yield line(score.gemeten_op, what, goal.wie, score.toelichting, "doelen")
    for agreed in plan.afspraken:
        if agreed.klaar_op:
            yield line(agreed.klaar_op, f"Afspraak klaar: {agreed.afspraak}", agreed.wie, part="afspraken")
        elif agreed.uiterlijk:
            yield line(agreed.uiterlijk, f"Afspraak uiterlijk: {agreed.afspraak}", agreed.wie, part="afspraken")
    for one in plan.team:
        yield line(one.van, f"In het team: {one.naam}, {one.rolwoord}", under=one.organisatie, part="team")
        if one.tot:
            yield line(one.tot, f"Uit het team: {one.naam}, {one.rolwoord}", under=one.reden, part="team")
    for meeting in plan.evaluaties:
        day = meeting.gehouden_op or meeting.gepland_op
        what = "Evaluatie gehouden" if meeting.gehouden_op else "Evaluatie gepland"
        yield line(day, what, under=meeting.uitkomst, part="evaluaties")
    for signed in plan.handtekeningen:
        yield line(signed.getekend_op, f"Versie {signed.versie} getekend", signed.naam, part="handtekeningen")
    if plan.is_open and plan.weg_terug_op:
        yield line(plan.weg_terug_op, "Kijken of lichter kan", under=plan.lichter, part="weg-terug")


def _child(gezin: Gezin, zaken: Kindzaken, wie: Machtiging) -> Iterator[Regel]:
    youth = zaken.lid
    yield from _applications(youth, wie)
    yield from _allocations(zaken, wie)
    yield from _requests(gezin, youth, wie)


def _applications(youth: Gezinslid, wie: Machtiging) -> Iterator[Regel]:
    for one in toegang.aanmeldingen_van(youth.persoon, on_behalf_of=wie) if youth.persoon else ():
        day, url, what = timezone.localdate(one.ontvangen_op), _page("aanmelding", one.id), _words(one.onderwerp)
        yield Regel(day, f"Aanmelding: {what}", youth.naam, "Aanmelding", url, _words(one.stand))
        if one.is_open:
            yield Regel(
                one.uiterlijk, f"Termijn van de aanmelding: {what}", youth.naam, "Aanmelding", url, one.uiterlijk_bron
            )


def _words(code: str) -> str:
    return code.replace("_", " ")


def _decisions(gezin: Gezin, wie: Machtiging) -> Iterator[Regel]:
    names = {one.id: one.naam for one in gezin.leden}
    for one in besluiten.besluiten_van(gezin=gezin.id, on_behalf_of=wie):
        about, url = names.get(one.lid_id, ""), _page("besluit", one.id)
        if one.besloten_op:
            yield Regel(one.besloten_op, f"Besluit: {_words(one.soort)}", about, "Besluit", url, _words(one.stand))
        if one.bekendgemaakt_op:
            yield Regel(one.bekendgemaakt_op, "Besluit bekendgemaakt", about, "Besluit", url)
        if one.bezwaar:
            yield Regel(one.bezwaar.laatste_dag, "Laatste dag om bezwaar te maken", about, "Besluit", url)


def _page(name: str, number: int) -> str:
    """The page of another room, empty as long as that room has none."""
    try:
        return reverse(name, args=[number])
    except NoReverseMatch:
        return ""


def _allocations(zaken: Kindzaken, wie: Machtiging) -> Iterator[Regel]:
    names, products = aanbieders.namen(), contracten.productnamen(settings.REGIO)
    sees = wie.mag(Recht.TOEWIJZINGEN_ZIEN)
    for one in zaken.toewijzingen:
        name = names.get(one.aanbieder, one.aanbieder)
        what = products.get((one.categorie or "", one.code or ""), one.code or "hulp")
        url = reverse("toewijzing-inzien", args=[one.gemeente, one.nummer]) if sees else ""
        source = f"Toewijzing {one.nummer}"
        until = f"tot en met {dag_kort(one.einde)}" if one.einde else "zonder einddatum"
        yield Regel(one.begin, f"Toegewezen: {what}", zaken.lid.naam, source, url, f"{name}, {until}")
        for care in one.leveringen:
            yield Regel(care.begin, f"Hulp begonnen bij {name}", zaken.lid.naam, source, url, what)
            if care.einde:
                yield Regel(care.einde, f"Hulp geëindigd bij {name}", zaken.lid.naam, source, url, what)


def _requests(gezin: Gezin, youth: Gezinslid, wie: Machtiging) -> Iterator[Regel]:
    sealed = gezinnen.verzegeld_bsn(youth.id, on_behalf_of=wie)
    if sealed is None:
        return
    names = aanbieders.namen()
    for one in verzoeken.van_kind(gezin.gemeente, sealed, on_behalf_of=wie):
        url = ""
        if one.is_open and wie.mag(Recht.VERZOEKEN_ZIEN):
            url = reverse("verzoek", args=[one.gemeente, one.bericht_id, one.nr])
        yield Regel(
            one.ontvangen_op,
            f"{SOORT[one.soort]} van {names.get(one.aanbieder, one.aanbieder)}",
            youth.naam,
            f"Verzoek {one.referentie}",
            url,
            one.status.replace("_", " "),
        )
