# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Agreements, their instalments and what they came to; each function is one transaction (L08, S75).

A due instalment is booked once on "te betalen", so the next payment run pays it as it pays a claim. At the end what was
granted is set beside what it came to: more is paid in a run, less is claimed back, once.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.bekostiging.models import Afspraakaandeel, Bekostigingsafspraak, Termijn, Vaststelling
from jeugdregio.bekostiging.values import VASTSTELLING, Afspraakgegevens, NietTeBekostigen
from jeugdregio.betalingen.actions import mens, vorder
from jeugdregio.betalingen.values import TERMIJN
from jeugdregio.core.money import Cent, allocate
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import (
    KOSTEN_SUBSIDIE,
    KOSTEN_TAAKGERICHT,
    TE_BETALEN,
    TE_VORDEREN_VAN_AANBIEDERS,
    Journaal,
)
from jeugdregio.regio import queries as regio

Soort, Stand = Bekostigingsafspraak.Soort, Bekostigingsafspraak.Stand
KOSTEN = {Soort.TAAKGERICHT: KOSTEN_TAAKGERICHT, Soort.SUBSIDIE: KOSTEN_SUBSIDIE}
EEN_KEER = -1
HOOGSTENS = 60
ZELF = "U hebt dit zelf voorgesteld. Een ander moet besluiten."


def stel_afspraak_voor(gegevens: Afspraakgegevens, *, moment: datetime, on_behalf_of: Machtiging) -> int:
    """Propose an agreement; it is split over municipalities and days at once. Raises `NietTeBekostigen`."""
    person = mens(on_behalf_of)
    _keur(gegevens)
    shares = allocate(Cent(gegevens.bedrag_cent), gegevens.gewichten)
    with namens(on_behalf_of):
        if aanbieders.aanbieder(gegevens.aanbieder) is None:
            raise NietTeBekostigen("Deze aanbieder staat niet in het register. Kies een aanbieder uit de lijst.")
        made = Bekostigingsafspraak.objects.create(
            aanbieder=gegevens.aanbieder,
            soort=gegevens.soort,
            jaar=gegevens.jaar,
            naam=gegevens.naam,
            bedrag_cent=gegevens.bedrag_cent,
            bron=gegevens.bron,
            voorgesteld_door=person,
            voorgesteld_op=moment,
        )
        Afspraakaandeel.objects.bulk_create(
            Afspraakaandeel(gemeente=town, afspraak=made, gewicht=gegevens.gewichten[town], bedrag_cent=cents)
            for town, cents in shares.items()
        )
        days = sorted(gegevens.dagen)
        Termijn.objects.bulk_create(
            Termijn(
                gemeente=town,
                aanbieder=gegevens.aanbieder,
                afspraak=made,
                nr=nr,
                dag=days[nr - 1],
                bedrag_cent=part,
            )
            for town, cents in shares.items()
            for nr, part in allocate(cents, dict.fromkeys(range(1, len(days) + 1), 1)).items()
            if part
        )
    return int(made.pk)


def _keur(gegevens: Afspraakgegevens) -> None:
    towns = regio.namen()
    if gegevens.soort not in KOSTEN or gegevens.bedrag_cent <= 0 or not gegevens.naam or not gegevens.bron:
        raise NietTeBekostigen("Kies een soort, en vul een naam, een bedrag boven nul en de bron in.")
    if not gegevens.gewichten or not set(gegevens.gewichten) <= set(towns) or min(gegevens.gewichten.values()) <= 0:
        raise NietTeBekostigen("Kies minstens één gemeente, elk met een deel boven nul.")
    days = gegevens.dagen
    if not 0 < len(days) <= HOOGSTENS or len(set(days)) < len(days) or {one.year for one in days} != {gegevens.jaar}:
        raise NietTeBekostigen(f"Geef een tot {HOOGSTENS} verschillende dagen in {gegevens.jaar}.")


def besluit_afspraak(
    afspraak: int, *, bevestigen: bool, bedrag_cent: int, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Confirm an agreement, or turn it down; `bedrag_cent` is what was read.

    Raises `NietTeBekostigen` for who proposed it (turning down is allowed), another amount, or when it was decided.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _afspraak(afspraak, Stand.VOORGESTELD)
        if bevestigen and one.voorgesteld_door == person:
            raise NietTeBekostigen(ZELF)
        if one.bedrag_cent != bedrag_cent:
            raise NietTeBekostigen("Dit is een ander bedrag dan is voorgesteld. Ververs de pagina.")
        one.stand, one.besloten_door, one.besloten_op = (
            Stand.BEVESTIGD if bevestigen else Stand.AFGEWEZEN,
            person,
            moment,
        )
        one.save(update_fields=["stand", "besloten_door", "besloten_op"])


def boek_termijnen(tot_en_met: date, *, moment: datetime) -> int:
    """
    Book every instalment of a running agreement that is due on or before a day; gives how many.

    Works as the region. Again books nothing that was booked: the number of the instalment is the key in the ledger.
    """
    with namens(verwerking(settings.REGIO)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('termijnen', 0))")
        rows = Termijn.objects.select_for_update(of=("self",)).select_related("afspraak")
        due = list(
            rows.filter(boekmaand=None, dag__lte=tot_en_met, afspraak__stand=Stand.BEVESTIGD).order_by("dag", "pk")
        )
        towns = sorted({one.gemeente for one in due})
        months = grootboek.open_maanden(towns, Maand.van(timezone.localdate(moment)))
        for one in due:
            one.boekmaand = months[one.gemeente].begin
        Termijn.objects.bulk_update(due, ["boekmaand"])
        grootboek.boek(
            [
                _post(
                    one.gemeente,
                    one.aanbieder,
                    (TERMIJN, one.pk),
                    (KOSTEN[Soort(one.afspraak.soort)], TE_BETALEN),
                    one.bedrag_cent,
                    (months[one.gemeente], Maand.van(one.dag)),
                )
                for one in due
            ]
        )
    return len(due)


def stel_vaststelling_voor(
    afspraak: int, bedrag_cent: int, *, bron: str, moment: datetime, on_behalf_of: Machtiging
) -> int:
    """
    Propose what an agreement came to, after its year. Raises `NietTeBekostigen` before, or while an instalment waits.
    """
    person = mens(on_behalf_of)
    with namens(on_behalf_of):
        one = _afspraak(afspraak, Stand.BEVESTIGD)
        _keur_einde(one, bedrag_cent, bron, moment)
        try:
            with transaction.atomic():
                made = Vaststelling.objects.create(
                    aanbieder=one.aanbieder,
                    afspraak=one,
                    bedrag_cent=bedrag_cent,
                    bron=bron,
                    voorgesteld_door=person,
                    voorgesteld_op=moment,
                )
        except IntegrityError as refusal:
            raise NietTeBekostigen("Er wacht al een voorstel voor deze vaststelling.") from refusal
    return int(made.pk)


def _keur_einde(one: Bekostigingsafspraak, bedrag_cent: int, bron: str, moment: datetime) -> None:
    if timezone.localdate(moment) <= date(one.jaar, 12, 31):
        raise NietTeBekostigen("Dit jaar loopt nog. Stel vast na 31 december.")
    if bedrag_cent < 0 or not bron:
        raise NietTeBekostigen("Vul het vastgestelde bedrag in, en waar het staat.")
    if Termijn.objects.filter(afspraak=one, boekmaand=None).exists():
        raise NietTeBekostigen("Er is nog een termijn niet geboekt. Boek eerst wat is vervallen.")


def besluit_vaststelling(
    vaststelling: int, *, vaststellen: bool, bedrag_cent: int, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Set what an agreement came to, or turn the proposal down; `bedrag_cent` is what was read.

    Per municipality the difference with what was granted is paid in a run, or claimed back with a reference. Raises
    `NietTeBekostigen` for who proposed it (turning down is allowed), another amount, or when it was decided.
    """
    person, states = mens(on_behalf_of), Vaststelling.Stand
    with namens(on_behalf_of):
        one = Vaststelling.objects.select_for_update().filter(pk=vaststelling, stand=states.VOORGESTELD).first()
        if one is None:
            raise NietTeBekostigen("Deze vaststelling is er niet, of er is al over besloten. Ververs de pagina.")
        if vaststellen and one.voorgesteld_door == person:
            raise NietTeBekostigen(ZELF)
        if one.bedrag_cent != bedrag_cent:
            raise NietTeBekostigen("Dit is een ander bedrag dan is voorgesteld. Ververs de pagina.")
        one.stand, one.besloten_door, one.besloten_op = (
            states.VASTGESTELD if vaststellen else states.AFGEWEZEN,
            person,
            moment,
        )
        one.save(update_fields=["stand", "besloten_door", "besloten_op"])
        if vaststellen:
            agreed = _afspraak(one.afspraak_id, Stand.BEVESTIGD)
            agreed.stand = Stand.VASTGESTELD
            agreed.save(update_fields=["stand"])
            _verreken(one, agreed, moment)


def _verreken(one: Vaststelling, agreed: Bekostigingsafspraak, moment: datetime) -> None:
    cost = KOSTEN[Soort(agreed.soort)]
    differences = {town: cents for town, cents in verschil(agreed, one.bedrag_cent).items() if cents}
    for town, cents in differences.items():
        if cents < 0:
            vorder(town, agreed.aanbieder, -cents, oorzaak=VASTSTELLING, oorzaak_id=one.pk, moment=moment)
    towns = sorted(differences)
    with namens(verwerking(settings.REGIO)):
        months = grootboek.open_maanden(towns, Maand.van(timezone.localdate(moment)))
        grootboek.boek(
            [
                _post(
                    town,
                    agreed.aanbieder,
                    (VASTSTELLING, one.pk),
                    (cost, TE_BETALEN) if cents > 0 else (TE_VORDEREN_VAN_AANBIEDERS, cost),
                    abs(cents),
                    (months[town], Maand(agreed.jaar, 12)),
                )
                for town, cents in differences.items()
            ]
        )


def verschil(agreed: Bekostigingsafspraak, bedrag_cent: int) -> dict[str, int]:
    """What an amount is more (or less, below nought) per municipality than was granted, split by the same weights."""
    shares = {one.gemeente: one for one in Afspraakaandeel.objects.filter(afspraak=agreed)}
    came_to = allocate(Cent(bedrag_cent), {town: one.gewicht for town, one in shares.items()})
    return {town: came_to[town] - one.bedrag_cent for town, one in shares.items()}


def _afspraak(afspraak: int, stand: str) -> Bekostigingsafspraak:
    one = Bekostigingsafspraak.objects.select_for_update().filter(pk=afspraak, stand=stand).first()
    if one is None:
        raise NietTeBekostigen("Deze afspraak is er niet, of er is al over besloten. Ververs de pagina.")
    return one


def _post(
    gemeente: str,
    aanbieder: str,
    oorzaak: tuple[str, int],
    rekeningen: tuple[str, str],
    cents: int,
    maanden: tuple[Maand, Maand],
) -> Journaal:
    return Journaal(
        gemeente=gemeente,
        aanbieder=aanbieder,
        categorie="",
        code="",
        oorzaak=oorzaak[0],
        oorzaak_id=oorzaak[1],
        oorzaak_nr=EEN_KEER,
        debet=rekeningen[0],
        credit=rekeningen[1],
        bedrag_cent=Cent(cents),
        boekmaand=maanden[0],
        dienstmaand=maanden[1],
    )
