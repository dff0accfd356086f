# SPDX-License-Identifier: EUPL-1.2
"""Letters: made once, kept byte for byte, and made the same again. In the transaction of the caller."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone

from jeugdregio.besluiten import briefteksten, lezen, models
from jeugdregio.besluiten.briefteksten import Besluitgegevens, Briefgegevens
from jeugdregio.besluiten.opstellen import voorzieningen
from jeugdregio.besluiten.termijnen import Termijn
from jeugdregio.besluiten.values import Bekendmaking, Ontvanger
from jeugdregio.besluiten.vervangen import na_bezwaar
from jeugdregio.core.bsn import noemt_bsn
from jeugdregio.documenten.actions import maak_pdf
from jeugdregio.gebruikers.values import Machtiging

SJABLOON = Path(__file__).parent / "sjablonen" / "brief.typ"


def zet(gegevens: Mapping[str, object], moment: datetime) -> bytes:
    """The PDF of a letter: the same bytes for the same data and moment. A number of a person in it is a bug."""
    assert not noemt_bsn(repr(gegevens)), "een brief noemt geen burgerservicenummer"
    return maak_pdf(SJABLOON, gegevens, moment=moment)


def voorbeeld(row: models.Besluit, gegevens: Bekendmaking, ontvanger: Ontvanger, dag: date) -> dict[str, Any]:
    """What the letter about this decision would say when it was made known on this day."""
    right = na_bezwaar(row).order_by("pk").first() if row.vervangt_id else None
    return briefteksten.beschikking(
        _kop(row.pk, gegevens, ontvanger, dag),
        Besluitgegevens(
            soort=row.soort,
            gevraagd_op=row.aanvraag.ontvangen_op,
            grondslag=row.grondslag,
            motivering=row.motivering,
            aanbieder=gegevens.aanbieder_naam,
            beoordeling=[(str(area), str(text)) for area, text in row.beoordeling],
            voorzieningen=[lezen.voorziening(one) for one in voorzieningen(row)],
            ingang=row.ingang,
            oud=[lezen.voorziening(one) for one in voorzieningen(row.vervangt)] if row.vervangt else (),
            oud_van=row.vervangt.bekendgemaakt_op if row.vervangt else None,
            gegrond_op=right.beslist_op if right else None,
        ),
    )


def beschikking(row: models.Besluit, gegevens: Bekendmaking, *, moment: datetime, wie: Machtiging) -> None:
    """Make and keep the letter for everyone who gets it, dated the day on which it is made known."""
    day = timezone.localdate(moment) if row.bekendgemaakt_op is None else row.bekendgemaakt_op

    def text(to: Ontvanger) -> dict[str, Any]:
        return voorbeeld(row, gegevens, to, day)

    _bewaar(models.Brief.Soort.BESCHIKKING, row.aanvraag, row, None, gegevens.ontvangers, text, moment, wie)


def vraag_om_aanvulling(
    feit: models.Termijnfeit,
    aanvraag: models.Aanvraag,
    gegevens: Bekendmaking,
    termijn: Termijn,
    *,
    moment: datetime,
    wie: Machtiging,
) -> None:
    """The letter that goes with a suspension."""
    latest = feit.uiterlijk
    assert latest is not None

    def text(to: Ontvanger) -> dict[str, Any]:
        head = _kop(aanvraag.pk, gegevens, to, feit.op, "A")
        return briefteksten.vraag_om_aanvulling(head, vraag=feit.reden, uiterlijk=latest, termijn=termijn)

    _bewaar(models.Brief.Soort.OPSCHORTING, aanvraag, None, feit.pk, gegevens.ontvangers, text, moment, wie)


def verlenging(
    feit: models.Termijnfeit,
    aanvraag: models.Aanvraag,
    gegevens: Bekendmaking,
    oud: date,
    termijn: Termijn,
    *,
    moment: datetime,
    wie: Machtiging,
) -> None:
    """The letter that goes with an extension; `oud` is the last day as it was."""

    def text(to: Ontvanger) -> dict[str, Any]:
        head = _kop(aanvraag.pk, gegevens, to, feit.op, "A")
        return briefteksten.verlenging(head, waarom=feit.reden, oud=oud, termijn=termijn)

    _bewaar(models.Brief.Soort.VERLENGING, aanvraag, None, feit.pk, gegevens.ontvangers, text, moment, wie)


def ontvangst(bezwaar: models.Bezwaar, gegevens: Bekendmaking, *, dag: date, moment: datetime, wie: Machtiging) -> None:
    """The receipt of an objection, to whoever made it."""
    known = lezen.bezwaar(bezwaar, None)
    decided = bezwaar.besluit.bekendgemaakt_op
    assert decided is not None

    def text(to: Ontvanger) -> dict[str, Any]:
        return briefteksten.ontvangst_bezwaar(
            _kop(bezwaar.besluit_id, gegevens, to, dag),
            ontvangen=bezwaar.ontvangen_op,
            besluit_van=decided,
            termijn=known.termijn,
            commissie=bezwaar.commissie,
            op_tijd=known.op_tijd,
        )

    row = bezwaar.besluit
    _bewaar(models.Brief.Soort.ONTVANGST, row.aanvraag, row, bezwaar.pk, gegevens.ontvangers, text, moment, wie)


def opnieuw(row: models.Brief) -> bytes:
    """The letter made again from what was kept: byte for byte what it was."""
    return zet(row.gegevens, row.gemaakt_op)


def _kop(nummer: int, gegevens: Bekendmaking, aan: Ontvanger, dag: date, letter: str = "B") -> Briefgegevens:
    child = gegevens.jeugdige
    return Briefgegevens(
        gemeente=gegevens.gemeente_naam,
        kind=child.naam,
        roepnaam=child.voornamen.split()[0] if child.voornamen else child.naam,
        kenmerk=f"{letter}{nummer:05d}",
        dag=dag,
        aan=aan,
    )


def _bewaar(
    soort: str,
    aanvraag: models.Aanvraag,
    besluit: models.Besluit | None,
    feit: int | None,
    ontvangers: Sequence[Ontvanger],
    tekst: Callable[[Ontvanger], dict[str, Any]],
    moment: datetime,
    wie: Machtiging,
) -> None:
    for to in ontvangers:
        data = tekst(to)
        pdf = zet(data, moment)
        models.Brief.objects.create(
            gemeente=aanvraag.gemeente,
            persoon=aanvraag.persoon,
            aanvraag=aanvraag,
            besluit=besluit,
            feit=feit,
            soort=soort,
            aan=to.lid_id,
            naam=to.naam,
            gegevens=data,
            inhoud=pdf,
            sha256=sha256(pdf).hexdigest(),
            gemaakt_door=wie.account,
            gemaakt_op=moment,
        )
