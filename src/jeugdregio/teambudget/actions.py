# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Teams, what they spend, and what two people set: budget, threshold and settlement (S71).

A budget that is gone stops nothing: the duty to help stays, and the board is told (S73).
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import Error, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.core.money import euro
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.actions import NietToegestaan, reden_van
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.teambudget import queries
from jeugdregio.teambudget.models import Afrekening, Budgetsignaal, Drempel, Team, Teambudget, Uitgave
from jeugdregio.teambudget.values import BEREIKT, SOORTEN, Budgetstand

Inhoud = dict[str, Any]


class NietVastTeLeggen(Exception):
    """Raised with a Dutch text that says what to do."""


@dataclass(frozen=True)
class Uitgavegegevens:
    """An amount that was spent; `persoon` empty for a group, `aanbieder` empty for help of the team itself."""

    team: int
    dag: date
    soort: str
    bedrag_cent: int
    omschrijving: str
    persoon: str = ""
    aanbieder: str = ""


def maak_team(naam: str, *, vanaf: date, on_behalf_of: Machtiging) -> int:
    """
    A team of the own municipality, from a day on.

    Raises `NietToegestaan` without the right, `NietVastTeLeggen` when there is one of that name.
    """
    _eis(on_behalf_of, Recht.TEAMBUDGET_VASTSTELLEN)
    with namens(on_behalf_of):
        try:
            with transaction.atomic():
                made = Team.objects.create(gemeente=on_behalf_of.gemeente, naam=naam, geldig=DateRange(vanaf, None))
        except Error as refusal:
            raise NietVastTeLeggen("Er is al een team met deze naam. Kies een andere naam.") from refusal
    return int(made.pk)


def stel_voor(soort: str, inhoud: Inhoud, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> int:
    """Propose a `teambudget`, `toetsdrempel` or `teamafrekening`; another confirms it. Raises `NietToegestaan`."""
    recht = Recht.TEAMBUDGET_VASTSTELLEN
    made = vier_ogen.stel_voor(soort, inhoud, recht=recht, reden=reden, moment=moment, on_behalf_of=on_behalf_of)
    return int(made.pk)


def leg_uitgave_vast(gegevens: Uitgavegegevens, *, door: str, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Write down what a team spent; when its budget is gone by that, the board is told once a year.

    Raises `NietToegestaan` without the right, `NietVastTeLeggen` for a day after today, a team that is not there or a
    year that was settled.
    """
    _eis(on_behalf_of, Recht.UITGAVEN_VASTLEGGEN)
    if gegevens.soort not in SOORTEN or gegevens.dag > moment.date():
        raise NietVastTeLeggen("Kies de dag waarop het geld is uitgegeven: vandaag of eerder.")
    with namens(on_behalf_of):
        team = Team.objects.filter(
            pk=gegevens.team, gemeente=on_behalf_of.gemeente, geldig__contains=gegevens.dag
        ).first()
        if team is None:
            raise NietVastTeLeggen("Dit team bestond op die dag niet. Kies een andere dag of een ander team.")
        made = _bewaar(
            Uitgave(
                gemeente=team.gemeente,
                team=team,
                dag=gegevens.dag,
                soort=gegevens.soort,
                bedrag_cent=gegevens.bedrag_cent,
                persoon=gegevens.persoon,
                aanbieder=gegevens.aanbieder,
                omschrijving=gegevens.omschrijving,
                door=door,
                vastgelegd_op=moment,
            )
        )
        _meld_als_op(team, gegevens.dag.year, "een uitgave van het team", moment, on_behalf_of)
    return made


def trek_uitgave_in(uitgave: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """A wrong amount counts no longer. Raises `NietToegestaan` without right or reason, `NietVastTeLeggen`."""
    _eis(on_behalf_of, Recht.UITGAVEN_VASTLEGGEN)
    with namens(on_behalf_of):
        one = Uitgave.objects.select_for_update().filter(pk=uitgave, ingetrokken_op__isnull=True).first()
        if one is None:
            raise NietVastTeLeggen("Deze uitgave is er niet, of is al ingetrokken. Ververs de pagina.")
        one.ingetrokken_op, one.einde_reden = moment, reden_van(reden)
        _bewaar(one)


def zet_bereikt(uitgave: int, bereikt: str, *, on_behalf_of: Machtiging) -> None:
    """Say whether what the money was for was reached. Raises `NietToegestaan`, `NietVastTeLeggen`."""
    _eis(on_behalf_of, Recht.UITGAVEN_VASTLEGGEN)
    if bereikt not in BEREIKT:
        raise NietVastTeLeggen("Kies of het doel is bereikt: ja, deels of nee.")
    with namens(on_behalf_of):
        one = Uitgave.objects.select_for_update().filter(pk=uitgave, ingetrokken_op__isnull=True).first()
        if one is None:
            raise NietVastTeLeggen("Deze uitgave is er niet, of is ingetrokken. Ververs de pagina.")
        one.bereikt = bereikt
        _bewaar(one)


def stel_teambudget_vast(inhoud: Inhoud, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Set the lump sum of a year as was proposed; again replaces it. Raises `NietVastTeLeggen`."""
    with namens(on_behalf_of):
        team = _team(inhoud["team"], on_behalf_of)
        if Afrekening.objects.filter(team=team, jaar=inhoud["jaar"]).exists():
            raise NietVastTeLeggen("Dit jaar is al afgerekend. Het budget verandert niet meer.")
        Teambudget.objects.update_or_create(
            team=team,
            jaar=inhoud["jaar"],
            defaults={
                "gemeente": team.gemeente,
                "bedrag_cent": inhoud["bedrag_cent"],
                "kinderen": inhoud["kinderen"],
                "bron": inhoud["bron"],
                "vastgesteld_op": moment,
                "termijnen": inhoud.get("termijnen", 12),
            },
        )


def stel_drempel_vast(inhoud: Inhoud, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    From a day on this threshold holds, and the one before it for the same category no longer.

    Raises `NietVastTeLeggen` when one begins on that day or later already.
    """
    van = date.fromisoformat(inhoud["van"])
    with namens(on_behalf_of):
        same = Drempel.objects.select_for_update().filter(gemeente=on_behalf_of.gemeente, categorie=inhoud["categorie"])
        if same.filter(geldig__startswith__gte=van).exists():
            raise NietVastTeLeggen("Op die dag of later begint al een drempel. Kies een latere dag.")
        for before in same.filter(geldig__contains=van):
            before.geldig = DateRange(before.geldig.lower, van)
            before.save(update_fields=["geldig"])
        if inhoud["bedrag_cent"] is None and inhoud["maanden"] is None:
            return  # the municipality wants no threshold any more
        Drempel.objects.create(
            gemeente=on_behalf_of.gemeente,
            categorie=inhoud["categorie"],
            geldig=DateRange(van, None),
            bedrag_cent=inhoud["bedrag_cent"],
            maanden=inhoud["maanden"],
            verband=inhoud["verband"],
            bron=inhoud["bron"],
            vastgesteld_op=moment,
        )


def stel_afrekening_vast(inhoud: Inhoud, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Settle a year as was proposed. Raises `NietVastTeLeggen` when rows changed since, or when it was settled already.

    A year can be settled after its last day: only then all of it is known.
    """
    team_id, year = inhoud["team"], inhoud["jaar"]
    if moment.date() <= date(year, 12, 31):
        raise NietVastTeLeggen("Dit jaar loopt nog. Reken af na 31 december.")
    with namens(on_behalf_of):
        team = _team(team_id, on_behalf_of)
        made = {one.formule: one for one in queries.berekeningen(team_id, year, on_behalf_of=on_behalf_of)}
        one = made.get(inhoud["formule"])
        proposed = inhoud["uitkomst_cent"], inhoud["uitgaven_sha256"]
        if one is None or (one.uitkomst_cent, one.uitgaven_sha256) != proposed:
            raise NietVastTeLeggen(
                "De uitgaven of het budget zijn veranderd sinds het voorstel. Maak een nieuw voorstel."
            )
        if Afrekening.objects.filter(team=team, jaar=year).exists():
            raise NietVastTeLeggen("Dit jaar is al afgerekend.")
        Afrekening.objects.create(
            gemeente=team.gemeente,
            team=team,
            jaar=year,
            formule=one.formule,
            formuletekst=f"{one.naam}. {one.uitleg}",
            regels=[asdict(line) for line in one.regels],
            budget_cent=one.budget_cent,
            kosten_cent=one.kosten_cent,
            kinderen_begroot=one.kinderen_begroot,
            kinderen_werkelijk=one.kinderen_werkelijk,
            uitkomst_cent=one.uitkomst_cent,
            uitgaven_sha256=one.uitgaven_sha256,
            vastgesteld_op=moment,
        )


def meld_gemeentebudgetten_op(
    standen: Iterable[Budgetstand], *, aanleiding: str, moment: datetime, on_behalf_of: Machtiging
) -> list[Budgetstand]:
    """
    Tell the boards whose youth budget of a year is gone, once per municipality and year; gives those that are gone.

    By whoever books or decides, with the figures of `begroting`. Nothing stops by it: the duty to help stays (S73).
    """
    gone = [one for one in standen if one.op]
    if gone:
        with namens(on_behalf_of):
            Budgetsignaal.objects.bulk_create(
                [
                    Budgetsignaal(
                        gemeente=one.gemeente,
                        soort=Budgetsignaal.Soort.GEMEENTE,
                        jaar=one.jaar,
                        budget_cent=one.budget_cent,
                        besteed_cent=one.besteed_cent,
                        aanleiding=aanleiding,
                        gemeld_op=moment,
                    )
                    for one in gone
                ],
                ignore_conflicts=True,
            )
    return gone


def zie_signaal(signaal: int, *, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """The board, or the controller, says to have seen that a budget is gone. Raises `NietToegestaan`."""
    _eis(on_behalf_of, Recht.TEAMBUDGET_VASTSTELLEN)
    with namens(on_behalf_of):
        Budgetsignaal.objects.filter(pk=signaal, gezien_op__isnull=True).update(gezien_op=moment, gezien_door=door)


def _meld_als_op(team: Team, jaar: int, aanleiding: str, moment: datetime, wie: Machtiging) -> None:
    now = queries.stand(team.pk, jaar, on_behalf_of=wie)
    if now is None or now.budget_cent is None or not now.op:
        return
    Budgetsignaal.objects.bulk_create(
        [
            Budgetsignaal(
                gemeente=team.gemeente,
                soort=Budgetsignaal.Soort.TEAM,
                team=team,
                jaar=jaar,
                budget_cent=now.budget_cent,
                besteed_cent=now.kosten_cent,
                aanleiding=f"{aanleiding}; {euro(now.kosten_cent)} van {euro(now.budget_cent)} is uitgegeven",
                gemeld_op=moment,
            )
        ],
        ignore_conflicts=True,
    )


def _bewaar(one: Uitgave) -> int:
    try:
        with transaction.atomic():
            one.save()
    except Error as refusal:
        text = str(refusal)
        if "afgerekend" in text:
            raise NietVastTeLeggen("Dit jaar is al afgerekend. Er verandert niets meer in.") from refusal
        raise NietVastTeLeggen("Vul een bedrag boven nul en een omschrijving in.") from refusal
    return int(one.pk)


def _team(team: int, wie: Machtiging) -> Team:
    found = Team.objects.filter(pk=team, gemeente=wie.gemeente).first()
    if found is None:
        raise NietVastTeLeggen("Dit team is er niet. Kies een team van uw gemeente.")
    return found


def _eis(wie: Machtiging, recht: Recht) -> None:
    if not wie.gemeente or not wie.mag(recht):
        raise NietToegestaan(f"Uw rol heeft het recht ‘{recht.label}’ niet. Vraag een collega die het wel heeft.")
