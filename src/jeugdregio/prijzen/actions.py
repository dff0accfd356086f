# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Index figures, indexations and cost prices: laying down, carrying out, taking back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten import queries as afspraken
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.ontvangst.actions import houd_partijen_tegen
from jeugdregio.prijzen import indexaties, queries
from jeugdregio.prijzen.indexeren import UnableToIndex, controleer, percentage
from jeugdregio.prijzen.models import Indexatie, Indexcijfer, Kostprijs
from jeugdregio.prijzen.values import Cijfer, Prijsopbouw

__all__ = [
    "UnableToIndex",
    "draai_indexatie_terug",
    "leg_cijfers_vast",
    "leg_kostprijzen_vast",
    "stel_cijfer_voor",
    "stel_indexatie_op",
    "stel_indexatie_voor",
    "voer_indexatie_uit",
]


INDEXCIJFER, INDEXATIE, INDEXATIE_TERUG = "indexcijfer", "indexatie", "indexatie_terug"
"""Kinds of proposal; `beheer.voorstellen` carries them out."""


def leg_cijfers_vast(cijfers: Iterable[Cijfer], *, on_behalf_of: Machtiging) -> None:
    """
    Add published index figures; one that stands already stays.

    A person does this with a confirmed proposal only (`vier_ogen` on the table). Raises `UnableToIndex` for a figure
    that is there with another value.
    """
    new = list(cijfers)
    with namens(on_behalf_of):
        Indexcijfer.objects.bulk_create(
            [
                Indexcijfer(
                    jaar=one.jaar,
                    soort=one.soort,
                    ova=one.ova,
                    ppc=one.ppc,
                    gewogen=one.gewogen,
                    bron=one.bron,
                    zekerheid=one.zekerheid or "hoog",
                )
                for one in new
            ],
            ignore_conflicts=True,
        )
        stands = {(one.jaar, one.soort): (one.ova, one.ppc) for one in Indexcijfer.objects.all()}
    for one in new:
        if stands[one.jaar, one.soort] != (one.ova, one.ppc):
            raise UnableToIndex(f"Het cijfer {one.soort} {one.jaar} staat er al, met andere percentages.")


def stel_cijfer_voor(cijfer: Cijfer, *, verklaring: str, reden: str, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Propose a figure of the series for a second person to confirm; gives the number of the proposal.

    It is held against the published series first (N07). Raises `UnableToIndex` and `NietToegestaan`.
    """
    known = queries.reeks(on_behalf_of=on_behalf_of)
    if any((one.jaar, one.soort) == (cijfer.jaar, cijfer.soort) for one in known):
        raise UnableToIndex(f"Het cijfer {cijfer.soort} {cijfer.jaar} staat al in de reeks.")
    controleer(cijfer, known, verklaring=verklaring)
    what = {
        "jaar": cijfer.jaar,
        "soort": cijfer.soort,
        "ova": str(cijfer.ova),
        "ppc": str(cijfer.ppc),
        "gewogen": str(cijfer.gewogen),
        "bron": cijfer.bron,
        "verklaring": verklaring,
    }
    return _propose(INDEXCIJFER, what, reden, moment, on_behalf_of)


def stel_indexatie_voor(nummer: int, *, terug: bool, reden: str, moment: datetime, on_behalf_of: Machtiging) -> int:
    """
    Propose to carry out an indexation, or to take it back (`terug`); gives the number of the proposal.

    Raises `UnableToIndex` when it is not there and `NietToegestaan` without the right.
    """
    one = queries.indexatie(nummer, on_behalf_of=on_behalf_of)
    if one is None:
        raise UnableToIndex("Deze indexatie is er niet.")
    what = {
        "indexatie": one.nummer,
        "sha256": one.sha256,
        "jaar": one.jaar,
        "methode": one.methode,
        "procent": f"{one.procent:.2f}",
        "ingang": one.ingang.isoformat(),
        "tarieven": len(one.regels),
        "aanbieders": len({rule.aanbieder for rule in one.regels}),
        "oud_cent": sum(effect.oud_cent for effect in one.gevolgen),
        "nieuw_cent": sum(effect.nieuw_cent for effect in one.gevolgen),
    }
    return _propose(INDEXATIE_TERUG if terug else INDEXATIE, what, reden, moment, on_behalf_of)


def _propose(soort: str, what: dict[str, Any], reden: str, moment: datetime, wie: Machtiging) -> int:
    made = vier_ogen.stel_voor(soort, what, recht=Recht.TARIEF_WIJZIGEN, reden=reden, moment=moment, on_behalf_of=wie)
    return made.pk


def stel_indexatie_op(
    *, jaar: int, methode: str, ingang: date, moment: datetime, peildatum: date, door: str, on_behalf_of: Machtiging
) -> int:
    """
    Work out an indexation whole: percentage, every new tariff, and what it costs whom; gives its number.

    Nothing changes yet: that takes a proposal and a second person. Raises `UnableToIndex` without figures or tariffs,
    and for a day from which lines were judged already.
    """
    if not on_behalf_of.mag(Recht.TARIEF_WIJZIGEN):
        raise NietToegestaan("Uw rol mag geen tarieven wijzigen. Vraag een collega die het wel mag.")
    found = percentage(jaar, methode, {(one.jaar, one.soort): one for one in queries.reeks(on_behalf_of=on_behalf_of)})
    until = date(ingang.year + 1, ingang.month, 1)
    rules = indexaties.nieuwe_tarieven(
        afspraken.tarieven(settings.REGIO, on_behalf_of=on_behalf_of),
        afspraken.betalingen(settings.REGIO, on_behalf_of=on_behalf_of),
        procent=found.procent,
        ingang=ingang,
        tot=until,
    )
    if not rules:
        raise UnableToIndex(f"Op {ingang:%d-%m-%Y} loopt geen tarief dat kan worden opgevolgd. Kies een andere dag.")
    effects = queries.gevolgen(rules, ingang, peildatum, on_behalf_of=on_behalf_of)
    with namens(on_behalf_of):
        return indexaties.leg_neer(
            found, rules, effects, regio=settings.REGIO, ingang=ingang, tot=until, moment=moment, door=door
        ).pk


def voer_indexatie_uit(nummer: int, gelezen: str, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Give every tariff of an indexation its follow-up, all or none; `gelezen` is the fingerprint that was confirmed.

    Raises `UnableToIndex` when it is not what was read or was done before, when lines were judged in the meantime, and
    when tariffs changed since.
    """
    with namens(on_behalf_of):
        one, rules = _vergrendeld(nummer)
        if not one.sha256 == gelezen == indexaties.vingerafdruk(one.procent, one.ingang, rules):
            raise UnableToIndex("Dit is niet de indexatie die u hebt gelezen. Lees haar opnieuw.")
        if one.uitgevoerd_op:
            raise UnableToIndex("Deze indexatie is al uitgevoerd.")
        queries.controleer_niet_beoordeeld(rules, one.ingang, "Indexeren", on_behalf_of=on_behalf_of)
        try:
            contracten.volg_tarieven_op(one.regio, indexaties.opvolgingen(rules, one.ingang))
        except contracten.UnableToPrice as refusal:
            raise UnableToIndex(str(refusal)) from refusal
        one.uitgevoerd_op = moment
        one.save(update_fields=["uitgevoerd_op"])


def draai_indexatie_terug(nummer: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Take the tariffs of an indexation away again, as long as nothing was judged with them, so nothing was paid.

    Raises `UnableToIndex` with the reason.
    """
    with namens(on_behalf_of):
        one, rules = _vergrendeld(nummer)
        if not one.uitgevoerd_op or one.teruggedraaid_op:
            raise UnableToIndex("Deze indexatie is niet uitgevoerd, of al teruggedraaid.")
        queries.controleer_niet_beoordeeld(rules, one.ingang, "Terugdraaien", on_behalf_of=on_behalf_of)
        try:
            contracten.neem_tarieven_terug(one.regio, indexaties.opvolgingen(rules, one.ingang))
        except contracten.UnableToPrice as refusal:
            raise UnableToIndex(str(refusal)) from refusal
        one.teruggedraaid_op = moment
        one.save(update_fields=["teruggedraaid_op"])


def leg_kostprijzen_vast(prijzen: Sequence[Prijsopbouw], *, on_behalf_of: Machtiging) -> None:
    """
    Add cost prices, all or none. A provider that has one on one of the days keeps that: raises `UnableToIndex`.

    Raises `NietToegestaan` for who may not.
    """
    if on_behalf_of.account is not None and not on_behalf_of.mag(Recht.TARIEF_WIJZIGEN):
        raise NietToegestaan("Uw rol mag geen kostprijzen vastleggen.")
    rows = [
        Kostprijs(
            regio=settings.REGIO,
            aanbieder=one.aanbieder,
            categorie=one.categorie,
            code=one.code,
            eenheid=one.eenheid,
            geldig=DateRange(one.van, one.tot),
            beroepskrachten_cent=one.beroepskrachten_cent,
            clientgebonden_cent=one.clientgebonden_cent,
            overhead_cent=one.overhead_cent,
            indexering_cent=one.indexering_cent,
            dekking=one.dekking,
            toelichting=one.toelichting,
            bron=one.bron,
        )
        for one in prijzen
    ]
    try:
        with namens(on_behalf_of), transaction.atomic():
            Kostprijs.objects.bulk_create(rows, 1_000)
    except IntegrityError as refusal:
        raise UnableToIndex(
            "Van een van deze producten staat er al een kostprijs over een deel van die dagen. Er is niets opgeslagen."
        ) from refusal


def _vergrendeld(nummer: int) -> tuple[Indexatie, Any]:
    """The indexation with its lines, while no batch judges anything."""
    houd_partijen_tegen(settings.REGIO)
    one = Indexatie.objects.filter(pk=nummer).first()
    if one is None:
        raise UnableToIndex("Deze indexatie is er niet.")
    return one, indexaties.regels_van(one)
