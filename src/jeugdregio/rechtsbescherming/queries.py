# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Requests, complaints, calamities, rules on trial and participation, as far as they exist for the asker."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from jeugdregio.core.kleine_aantallen import KLEINST
from jeugdregio.core.termijnen import weken_na
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.rechtsbescherming.bevoegd import bevoegdheid
from jeugdregio.rechtsbescherming.models import (
    Correctie,
    Inspraakstuk,
    Klachttelling,
    Melding,
    Meldingprotocol,
    Meldingstap,
    Nagekomen,
    Rechtsverzoek,
    Regelproef,
)
from jeugdregio.rechtsbescherming.values import Klachtcijfer, Meldingregel, Protocolregel, Verzoekregel

__all__ = [
    "bevoegdheid",
    "inspraakstukken",
    "klachtcijfers",
    "melding",
    "meldingen",
    "open_stappen",
    "openbare_stukken",
    "regelproeven",
    "te_toetsen",
    "verzoek",
    "verzoeken",
]
VERDAAGD = "verdaagd"


def verzoeken(*, on_behalf_of: Machtiging, persoon: str = "", alleen_open: bool = False) -> list[Verzoekregel]:
    """The requests that exist for the asker; what is due first on top, then the newest of what was decided."""
    with namens(on_behalf_of):
        rows = Rechtsverzoek.objects.all()
        if persoon:
            rows = rows.filter(persoon=persoon)
        if alleen_open:
            rows = rows.filter(beslissing="")
        found = [_verzoek(row) for row in rows]
    return sorted(found, key=lambda one: (not one.is_open, one.uiterlijk if one.is_open else date.max, -one.nummer))


def verzoek(
    nummer: int, *, on_behalf_of: Machtiging
) -> tuple[Verzoekregel, Sequence[Correctie], Sequence[Nagekomen]] | None:
    """One request with what was corrected and what came later; None: not there."""
    with namens(on_behalf_of):
        row = Rechtsverzoek.objects.filter(pk=nummer).first()
        if row is None:
            return None
        return _verzoek(row), list(row.correcties.all()), list(row.nagekomen.all())


def meldingen(
    soorten: Collection[str], *, on_behalf_of: Machtiging, alleen_open: bool = False, persoon: str = ""
) -> list[Meldingregel]:
    """Complaints or calamities of these kinds that exist for the asker, newest first."""
    with namens(on_behalf_of):
        rows = _open(Melding.objects.filter(soort__in=soorten), alleen_open)
        if persoon:
            rows = rows.filter(persoon=persoon)
        return [_melding(row) for row in rows]


def melding(
    nummer: int, *, on_behalf_of: Machtiging
) -> tuple[Meldingregel, list[Protocolregel], list[Protocolregel]] | None:
    """One of them with the steps that were taken and those of the protocol that were not; None: not there."""
    with namens(on_behalf_of):
        row = Melding.objects.filter(pk=nummer).first()
        if row is None:
            return None
        taken = list(row.stappen.all())
        protocol = list(Meldingprotocol.objects.filter(soort=row.soort))
    names = {step.code: step for step in protocol}
    return _melding(row), [_taken(names[one.code], one) for one in taken], list(_left(row, protocol, taken))


def open_stappen(*, on_behalf_of: Machtiging) -> list[tuple[Meldingregel, Protocolregel]]:
    """Every step with a term that runs, of what is open for the asker; due first on top."""
    with namens(on_behalf_of):
        rows = list(_open(Melding.objects.all(), alleen_open=True))
        taken: dict[int, list[Meldingstap]] = defaultdict(list)
        for step in Meldingstap.objects.filter(melding__in=rows):
            taken[step.melding_id].append(step)
        protocol: dict[str, list[Meldingprotocol]] = defaultdict(list)
        for one in Meldingprotocol.objects.all() if rows else ():
            protocol[one.soort].append(one)
    found = [
        (_melding(row), step)
        for row in rows
        for step in _left(row, protocol[row.soort], taken[row.pk])
        if step.uiterlijk or step.uiterlijk_dag
    ]
    return sorted(found, key=lambda pair: (_dag(pair[1]), pair[0].nummer))


def _dag(step: Protocolregel) -> date:
    if step.uiterlijk is not None:
        return timezone.localdate(step.uiterlijk)
    return step.uiterlijk_dag or date.max


def regelproeven(*, on_behalf_of: Machtiging, melding_nr: int | None = None, gemeente: str = "") -> list[Regelproef]:
    """The rules that were proposed after a calamity, newest first."""
    with namens(on_behalf_of):
        rows = Regelproef.objects.all()
        if melding_nr is not None:
            rows = rows.filter(melding_nr=melding_nr, gemeente=gemeente)
        return list(rows)


def te_toetsen(peildatum: date, *, on_behalf_of: Machtiging) -> int:
    """How many rules of the own municipality have to be looked at: a year is over."""
    with namens(on_behalf_of):
        return Regelproef.objects.filter(
            stand=Regelproef.Stand.INGEVOERD, toets_op__lte=peildatum, gemeente=on_behalf_of.gemeente
        ).count()


def klachtcijfers(*, on_behalf_of: Machtiging) -> list[Klachtcijfer]:
    """Complaints per provider and year, over the municipalities that the asker may count; small numbers are hidden."""
    with namens(on_behalf_of):
        rows = (
            Klachttelling.objects.values("aanbieder", "jaar")
            .annotate(som=Sum("aantal"))
            .order_by("-jaar", "-som", "aanbieder")
        )
        found = [(row["aanbieder"], row["jaar"], row["som"]) for row in rows]
    return [Klachtcijfer(agb, year, count if count >= KLEINST else None) for agb, year, count in found]


def inspraakstukken(*, on_behalf_of: Machtiging) -> list[Inspraakstuk]:
    """The papers with their questions and lines, newest first."""
    with namens(on_behalf_of):
        return list(_stukken(Q()))


def inspraakstuk(nummer: int, *, on_behalf_of: Machtiging) -> Inspraakstuk | None:
    """One paper with its questions and lines; None: not there."""
    with namens(on_behalf_of):
        return _stukken(Q(pk=nummer)).first()


def openbare_stukken() -> list[Inspraakstuk]:
    """What anyone can read without logging in: the papers that were published."""
    return list(_stukken(Q(gepubliceerd_op__isnull=False)))


def _stukken(which: Q) -> QuerySet[Inspraakstuk]:
    return Inspraakstuk.objects.filter(which).prefetch_related("vragen__regels")


def _open(rows: QuerySet[Melding], alleen_open: bool) -> QuerySet[Melding]:
    return rows.filter(gesloten_op__isnull=True) if alleen_open else rows


def _left(row: Melding, protocol: Iterable[Meldingprotocol], taken: Sequence[Meldingstap]) -> Iterable[Protocolregel]:
    """The steps that were not taken, each with its term; it runs from receipt, or from the step it comes after."""
    if row.gesloten_op is not None:
        return
    first: dict[str, datetime] = {}
    for step in taken:
        first[step.code] = min(step.moment, first.get(step.code, step.moment))
    for one in protocol:
        if one.code in first:
            continue
        since = first.get(one.na) if one.na else row.ontvangen_op
        due, last = None, None
        if since and one.uren:
            due = since + timedelta(hours=one.uren)
        elif since and one.weken:
            last = weken_na(timezone.localdate(since), weken(one, commissie=row.commissie, verdaagd=VERDAAGD in first))
        yield _step(one, due, last)


def weken(stap: Meldingprotocol, *, commissie: bool, verdaagd: bool) -> int:
    """The term of a step in weeks: longer with a committee, and once it was extended (Awb 9:11)."""
    usual = (stap.weken_commissie if commissie else None) or stap.weken or 0
    return usual + (stap.weken_verdaagd or 0 if verdaagd else 0)


def _step(one: Meldingprotocol, due: datetime | None, last: date | None) -> Protocolregel:
    return Protocolregel(one.code, one.naam, one.wie, one.eist, one.sluit, one.bron, one.zekerheid, due, last)


def _taken(one: Meldingprotocol, row: Meldingstap) -> Protocolregel:
    return Protocolregel(
        one.code,
        one.naam,
        one.wie,
        one.eist,
        one.sluit,
        one.bron,
        one.zekerheid,
        moment=row.moment,
        tekst=row.tekst,
        afloop=row.afloop,
        door=row.door,
    )


def _melding(row: Melding) -> Meldingregel:
    return Meldingregel(
        nummer=row.pk,
        gemeente=row.gemeente,
        persoon=row.persoon,
        kind=row.kind,
        besloten=row.besloten,
        soort=row.soort,
        aanbieder=row.aanbieder,
        melder=row.melder,
        onderwerp=row.onderwerp,
        toelichting=row.toelichting,
        ontvangen_op=row.ontvangen_op,
        commissie=row.commissie,
        behandelaar=row.behandelaar,
        gesloten_op=row.gesloten_op,
        afloop=row.afloop,
        door=row.door,
    )


def _verzoek(row: Rechtsverzoek) -> Verzoekregel:
    return Verzoekregel(
        nummer=row.pk,
        gemeente=row.gemeente,
        persoon=row.persoon,
        kind=row.kind,
        soort=row.soort,
        aanvrager=row.aanvrager,
        hoedanigheid=row.hoedanigheid,
        bevoegd=row.bevoegd,
        bevoegdheid=row.bevoegdheid,
        vraag=row.vraag,
        ontvangen_op=row.ontvangen_op,
        uiterlijk=row.uiterlijk,
        verlengd_op=row.verlengd_op,
        verlenging_reden=row.verlenging_reden,
        vorige=row.vorige_id,
        beslissing=row.beslissing,
        beslist_op=row.beslist_op,
        redenen=row.redenen,
        door=row.door,
    )
