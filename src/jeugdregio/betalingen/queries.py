# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Runs, orders, what is open and why; row-level security decides which rows exist for whoever asks."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet, Sum

from jeugdregio.betalingen import openstaand as sql
from jeugdregio.betalingen.invarianten import INVARIANTEN as INVARIANTEN
from jeugdregio.betalingen.koppelen import melding_van
from jeugdregio.betalingen.models import (
    Bankbestand,
    Bankregel,
    Bankrekening,
    Betaalopdracht,
    Betaalregel,
    Betaalronde,
    Koppeling,
    Vordering,
)
from jeugdregio.betalingen.values import (
    Bankmelding,
    Koppelregel,
    Lokaal,
    Opdrachtregel,
    Openstaand,
    Regel,
    Rekeningregel,
    Ronde,
    Voorschotstand,
    Vorderingstand,
)
from jeugdregio.betalingen.vorderingen import KANT
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.isolatie import cijfers, lezend, namens
from jeugdregio.gebruikers.values import Machtiging

GEEN_KENMERK = "NOTPROVIDED"
"""What banks write where whoever paid gave no reference (SEPA)."""
REDENEN = {
    "wacht": "De rekening van deze aanbieder wordt gewijzigd. Tot die wijziging geldt, gaat er niets naartoe.",
    "geen": "Van deze aanbieder is geen rekening bevestigd.",
    "nul": "Per saldo is er niets te betalen. Het saldo gaat mee naar een volgende ronde.",
    "": "",
}


def openstaand(tot_en_met: Maand, *, peildatum: date, betaaldag: date, on_behalf_of: Machtiging) -> list[Openstaand]:
    """What is open per municipality and provider, bookings up to and including a month; totals alone leave here."""
    asked = {"maand": tot_en_met.begin, "vandaag": peildatum, "betaaldag": betaaldag}
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(sql.OPENSTAAND, asked)
        return [Openstaand(town, agb, int(n), int(sum_), REDENEN[why]) for town, agb, n, sum_, why in cursor.fetchall()]


def lokaal(*, on_behalf_of: Machtiging) -> list[Lokaal]:
    """What municipalities that pay themselves have to pay, per month of care and provider (cents)."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(sql.LOKAAL)
        return [Lokaal(town, agb, Maand.van(month), int(n), int(cents)) for town, agb, month, n, cents in cursor]


def ronden(*, on_behalf_of: Machtiging) -> list[Ronde]:
    """Every run of the region, newest first, with totals."""
    with namens(on_behalf_of):
        rows = Betaalronde.objects.filter(regio=on_behalf_of.regio or settings.REGIO)
        rows = rows.annotate(
            n=Count("opdrachten"),
            som=Sum("opdrachten__bedrag_cent", default=0),
            betaald=Sum("opdrachten__bedrag_cent", filter=Q(opdrachten__stand="betaald"), default=0),
            terug=Sum("opdrachten__bedrag_cent", filter=Q(opdrachten__stand__in=["terug", "afgewezen"]), default=0),
        )
        return [
            Ronde(
                one.pk,
                one.nummer,
                Maand.van(one.boekmaand),
                one.betaaldag,
                one.stand,
                one.gemaakt_door,
                one.bevroren_door,
                one.sha256,
                one.n,
                int(one.som),
                int(one.betaald),
                int(one.terug),
            )
            for one in rows.order_by("-nummer")
        ]


def ronde(nummer: int, *, on_behalf_of: Machtiging) -> Ronde | None:
    """One run, or None."""
    return next((one for one in ronden(on_behalf_of=on_behalf_of) if one.id == nummer), None)


def opdrachten(*, on_behalf_of: Machtiging, ronde: int | None = None) -> list[Opdrachtregel]:
    """The orders of a run; without a run those that went to the bank, of whoever asks, newest first."""
    with namens(on_behalf_of):
        rows = Betaalopdracht.objects.order_by("-id") if ronde is None else Betaalopdracht.objects.order_by("kenmerk")
        chosen: dict[str, Any] = {} if ronde is None else {"ronde_id": ronde}
        if ronde is None:
            rows = rows.filter(stand__in=["aanvaard", "betaald", "afgewezen", "terug"])
        return [_opdracht(one) for one in rows.filter(**chosen)]


def opdracht(nummer: int, *, on_behalf_of: Machtiging) -> Opdrachtregel | None:
    """One order that whoever asks may see, or None."""
    with namens(on_behalf_of):
        one = Betaalopdracht.objects.filter(pk=nummer).first()
        return _opdracht(one) if one else None


def regels(nummer: int, *, on_behalf_of: Machtiging) -> list[Regel]:
    """The lines of an order: which bookings it pays."""
    with lezend(on_behalf_of):
        rows = Betaalregel.objects.filter(opdracht_id=nummer).order_by("dienstmaand", "oorzaak_id", "oorzaak_nr")
        return [
            Regel(
                Maand.van(one.dienstmaand), one.categorie, one.code, one.oorzaak, one.oorzaak_id, one.oorzaak_nr,
                one.bedrag_cent,
            )
            for one in rows
        ]  # fmt: skip


def rekeningen(*, on_behalf_of: Machtiging) -> list[Rekeningregel]:
    """The accounts that whoever asks may see: those that wait first, then by provider, newest first."""
    with namens(on_behalf_of):
        rows = Bankrekening.objects.exclude(stand="afgewezen").order_by("-stand", "aanbieder", "-id")
        return [
            Rekeningregel(
                one.pk,
                one.aanbieder,
                one.iban,
                one.tenaamstelling,
                one.bron,
                one.stand,
                one.geldig.lower if one.geldig else None,
                one.geldig.upper if one.geldig else None,
                one.voorgesteld_door,
                one.voorgesteld_op,
            )
            for one in rows
        ]


def voorschotten(*, on_behalf_of: Machtiging) -> list[Voorschotstand]:
    """The advances that whoever asks may see, with what is left of each; totals alone leave here."""
    with cijfers(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(sql.GEBOEKT)
        return [
            Voorschotstand(key, town, agb, int(cents), int(settled), int(left), state, source, paid)
            for key, town, agb, cents, state, source, settled, left, paid in cursor.fetchall()
        ]


def vorderingen(*, on_behalf_of: Machtiging, gemeenten: bool = False) -> list[Vorderingstand]:
    """
    What providers have to pay back, as far as whoever asks may see it, and what came of it; newest first.

    With `gemeenten` what municipalities pay or get by a settlement instead.
    """
    with namens(on_behalf_of):
        rows = Vordering.objects.annotate(laatst=Max("ontvangsten__dag")).order_by("-pk")
        return [
            Vorderingstand(
                one.pk,
                one.gemeente,
                one.aanbieder,
                one.oorzaak,
                one.kenmerk,
                one.bedrag_cent,
                one.ontvangen_cent,
                one.oorzaak_id,
                one.laatst,
                KANT[one.rekening],
            )
            for one in (rows.filter(aanbieder="") if gemeenten else rows.exclude(aanbieder=""))
        ]


def bestand(ronde: int, *, on_behalf_of: Machtiging) -> tuple[bytes, str] | None:
    """The bytes and fingerprint of the file of a run, or None when it was not sent."""
    with namens(on_behalf_of):
        one = Bankbestand.objects.filter(ronde_id=ronde, soort=Bankbestand.Soort.OPDRACHT).first()
        return (bytes(one.inhoud), one.sha256) if one else None


def niet_verwerkt(*, on_behalf_of: Machtiging) -> list[Bankmelding]:
    """Transactions of the bank that are not ours, or do not fit, and of which nobody said what they are; newest 200."""
    with namens(on_behalf_of):
        rows = _meldingen().exclude(bedrag_cent=F("gezegd_cent")).order_by("-bestand_id", "nr")
        return [_melding(one) for one in rows[:200]]


def bankregel(nummer: int, *, on_behalf_of: Machtiging) -> Bankmelding | None:
    """One of those, also when it was said what it is, with what the bank told of it; None when there is none."""
    with namens(on_behalf_of):
        one = _meldingen().select_related("bestand").filter(pk=nummer).first()
        if one is None:
            return None
        said = melding_van(one) if one.dag else None
    return replace(_melding(one), tekst=said.tekst, naam=said.naam, iban=said.iban) if said else _melding(one)


def koppelingen(*, on_behalf_of: Machtiging, bankregel: int | None = None) -> list[Koppelregel]:
    """What was said of a bank line, the newest first; without a line everything that waits or has to go back."""
    with namens(on_behalf_of):
        rows = Koppeling.objects.select_related("vordering", "terugboeking", "bankregel").order_by("-pk")
        if bankregel is not None:
            rows = rows.filter(bankregel=bankregel)
        else:
            waits = Q(stand="voorgesteld") | Q(soort="terugboeken", stand="bevestigd", teruggeboekt_op=None)
            rows = rows.filter(waits)
        return [
            Koppelregel(
                one.pk,
                one.bankregel_id,
                one.soort,
                one.bedrag_cent,
                (one.vordering or one.terugboeking or one).kenmerk,
                one.reden,
                one.stand,
                one.bankregel.dag,
                one.teruggeboekt_op,
            )
            for one in rows
        ]


def _meldingen() -> QuerySet[Bankregel]:
    said = Sum("koppelingen__bedrag_cent", filter=~Q(koppelingen__stand="afgewezen"), default=0)
    rows = Bankregel.objects.filter(uitkomst__in=[Bankregel.Uitkomst.ONBEKEND, Bankregel.Uitkomst.ANDERS])
    return rows.annotate(gezegd_cent=said)


def _melding(one: Bankregel) -> Bankmelding:
    said: int = one.gezegd_cent  # type: ignore[attr-defined]
    mark = "" if one.kenmerk == GEEN_KENMERK else one.kenmerk
    return Bankmelding(
        one.pk, mark, one.gebeurtenis, one.bedrag_cent, (one.bedrag_cent or 0) - said, one.dag, one.uitkomst,
        one.opdracht_id, one.vordering_id,
    )  # fmt: skip


def betaald_per_aanbieder(*, on_behalf_of: Machtiging) -> dict[tuple[str, str], int]:
    """What was paid and did not come back (cents), by municipality and provider."""
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    with namens(on_behalf_of):
        for town, agb, cents in Betaalopdracht.objects.filter(stand="betaald").values_list(
            "gemeente", "aanbieder", "bedrag_cent"
        ):
            found[town, agb] += cents
    return dict(found)


def _opdracht(one: Betaalopdracht) -> Opdrachtregel:
    return Opdrachtregel(
        one.pk,
        one.ronde_id,
        one.gemeente,
        one.aanbieder,
        one.kenmerk,
        one.bedrag_cent,
        one.iban,
        one.stand,
        one.betaald_op,
        one.terug_op,
        one.redencode,
    )
