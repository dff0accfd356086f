# SPDX-License-Identifier: EUPL-1.2
"""Objection and appeal: taken in, decided once, with what follows."""

from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from jeugdregio.besluiten import brieven, lezen, models
from jeugdregio.besluiten.opstellen import Databasefout, eis
from jeugdregio.besluiten.values import Bekendmaking, NietBesloten, Ontvanger
from jeugdregio.besluiten.vervangen import HERROEPEN, na_bezwaar
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht

Uitkomst = models.Bezwaar.Uitkomst


def maak_bezwaar(
    besluit: int,
    *,
    van_wie: str,
    gronden: str,
    verzonden_op: date,
    ontvangen_op: date,
    commissie: bool,
    moment: datetime,
    gegevens: Bekendmaking | None = None,
    on_behalf_of: Machtiging,
) -> int:
    """
    Take in an objection; gives its number. Late is taken in too: whether that is excused is decided (Awb 6:11).

    With `gegevens` the receipt is made, to whoever objects. Raises NietBesloten when the decision was not made known.
    """
    eis(on_behalf_of, Recht.BEZWAAR)
    if not gronden.strip() or not van_wie.strip():
        raise NietBesloten("Schrijf op wie bezwaar maakt en waarom.")
    if ontvangen_op < verzonden_op:
        raise NietBesloten("Het bezwaar is ontvangen voordat het is verzonden. Kijk de datums na.")
    with namens(on_behalf_of):
        decision = models.Besluit.objects.filter(pk=besluit, gemeente=on_behalf_of.gemeente).first()
        if decision is None:
            raise NietBesloten("Dit besluit is er niet, of niet voor u.")
        if decision.bekendgemaakt_op is None or ontvangen_op < decision.bekendgemaakt_op:
            raise NietBesloten("Bezwaar kan pas als het besluit bekend is gemaakt.")
        if decision.vervangt_id and na_bezwaar(decision).exists():
            raise NietBesloten(
                "Dit besluit volgde op een bezwaar; daartegen kan beroep bij de rechtbank. Stuur de brief door naar de "
                "rechtbank (Awb 6:15) en leg het beroep vast bij dat bezwaar."
            )
        row = models.Bezwaar(
            gemeente=decision.gemeente,
            persoon=decision.persoon,
            besluit=decision,
            van_wie=van_wie.strip(),
            gronden=gronden.strip(),
            verzonden_op=verzonden_op,
            ontvangen_op=ontvangen_op,
            commissie=commissie,
        )
        with Databasefout():
            row.save()
        if gegevens is not None:
            known = [one for one in gegevens.ontvangers if one.naam == row.van_wie]
            to = (known or [Ontvanger(0, row.van_wie)])[:1]
            letter = replace(gegevens, ontvangers=tuple(to))
            brieven.ontvangst(row, letter, dag=timezone.localdate(moment), moment=moment, wie=on_behalf_of)
        return row.pk


def hoor(bezwaar: int, op: date, *, on_behalf_of: Machtiging) -> None:
    """The hearing was on this day (Awb 7:2)."""
    eis(on_behalf_of, Recht.BEZWAAR)
    with namens(on_behalf_of):
        row = _open(bezwaar, on_behalf_of)
        row.gehoord_op = op
        row.save(update_fields=["gehoord_op"])


def beslis_op_bezwaar(
    bezwaar: int,
    *,
    uitkomst: str,
    motivering: str,
    op: date,
    verschoonbaar: str = "",
    on_behalf_of: Machtiging,
) -> None:
    """
    Decide on an objection, once. Well-founded means that a new decision follows (`koppel_nieuw_besluit`).

    One that was late is not heard unless that is excused, and then it says why. Raises NietBesloten.
    """
    eis(on_behalf_of, Recht.BEZWAAR)
    if uitkomst not in Uitkomst.values or not motivering.strip():
        raise NietBesloten("Kies een uitkomst en schrijf op waarom.")
    with namens(on_behalf_of):
        row = _open(bezwaar, on_behalf_of)
        known = row.besluit.bekendgemaakt_op
        assert known is not None
        in_time = lezen.op_tijd(known, row.verzonden_op, row.ontvangen_op)
        substance = uitkomst in (*HERROEPEN, Uitkomst.ONGEGROND)
        if substance and not in_time and not verschoonbaar.strip():
            raise NietBesloten(
                "Dit bezwaar kwam te laat. Schrijf op waarom dat te verontschuldigen is (Awb 6:11), of kies "
                "niet-ontvankelijk."
            )
        if op < row.ontvangen_op:
            raise NietBesloten("De beslissing ligt voor de ontvangst. Kijk de datum na.")
        if substance and row.gehoord_op is None:
            raise NietBesloten("Vul eerst in wanneer de indiener is gehoord (Awb 7:2).")
        row.uitkomst, row.motivering, row.beslist_op = uitkomst, motivering.strip(), op
        row.verschoonbaar = verschoonbaar.strip()
        with Databasefout():
            row.save()


def koppel_nieuw_besluit(bezwaar: int, besluit: int, *, on_behalf_of: Machtiging) -> None:
    """
    The decision that came instead of the revoked one; it replaces that. Raises NietBesloten.

    For a decision that was made known before the objection was decided on; else it goes by itself (`na_bezwaar`).
    """
    eis(on_behalf_of, Recht.BEZWAAR)
    with namens(on_behalf_of):
        row = models.Bezwaar.objects.select_for_update().filter(pk=bezwaar, gemeente=on_behalf_of.gemeente).first()
        if row is None or row.uitkomst not in HERROEPEN or row.nieuw_besluit_id is not None:
            raise NietBesloten("Bij dit bezwaar hoort geen nieuw besluit, of het is er al.")
        new = models.Besluit.objects.filter(pk=besluit, vervangt=row.besluit_id, gemeente=row.gemeente).first()
        if new is None:
            raise NietBesloten("Kies een besluit dat het bestreden besluit vervangt.")
        row.nieuw_besluit = new
        with Databasefout():
            row.save(update_fields=["nieuw_besluit"])


def stel_beroep_in(bezwaar: int, *, op: date, rechtbank: str, zaaknummer: str = "", on_behalf_of: Machtiging) -> int:
    """An appeal at the court came in against the decision on an objection. Raises NietBesloten."""
    eis(on_behalf_of, Recht.BEZWAAR)
    with namens(on_behalf_of):
        row = models.Bezwaar.objects.filter(pk=bezwaar, gemeente=on_behalf_of.gemeente).first()
        if row is None or row.beslist_op is None or op < row.beslist_op:
            raise NietBesloten("Beroep kan pas na de beslissing op het bezwaar.")
        new = models.Beroep(
            gemeente=row.gemeente,
            persoon=row.persoon,
            bezwaar=row,
            ingesteld_op=op,
            rechtbank=rechtbank.strip(),
            zaaknummer=zaaknummer.strip(),
        )
        with Databasefout():
            new.save()
        return new.pk


def leg_uitspraak_vast(beroep: int, *, uitkomst: str, op: date, gevolg: str, on_behalf_of: Machtiging) -> None:
    """What the court said, once, and what the municipality does with it. Raises NietBesloten."""
    eis(on_behalf_of, Recht.BEZWAAR)
    if uitkomst not in models.Beroep.Uitkomst.values:
        raise NietBesloten("Kies een uitkomst.")
    with namens(on_behalf_of):
        row = models.Beroep.objects.select_for_update().filter(pk=beroep, gemeente=on_behalf_of.gemeente).first()
        if row is None or row.uitkomst:
            raise NietBesloten("Dit beroep is er niet, of er is al een uitspraak.")
        row.uitkomst, row.uitspraak_op, row.gevolg = uitkomst, op, gevolg.strip()
        with Databasefout():
            row.save()


def _open(bezwaar: int, wie: Machtiging) -> models.Bezwaar:
    row = models.Bezwaar.objects.select_for_update().filter(pk=bezwaar, gemeente=wie.gemeente).first()
    if row is None:
        raise NietBesloten("Dit bezwaar is er niet, of niet voor u.")
    if row.uitkomst:
        raise NietBesloten("Op dit bezwaar is al beslist.")
    return row
