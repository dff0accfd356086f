# SPDX-License-Identifier: EUPL-1.2
"""From a draft with facts to an outcome that is kept. Each function is one transaction."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from jeugdregio.core.bsn import persoon
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.woonplaats import uit_brp
from jeugdregio.woonplaats.bewaard import naar_json, uit_json
from jeugdregio.woonplaats.models import Vorderingskind, Woonplaatsbepaling, Woonplaatsperiode
from jeugdregio.woonplaats.tijdlijn import Periode, keten
from jeugdregio.woonplaats.values import Geschiedenis, NietVastTeLeggen

OPNIEUW = "Deze bepaling is er niet (meer), of staat al vast. Begin een nieuwe."


def begin(
    verzegeld: bytes, *, van: date, tot: date, door: str, moment: datetime, on_behalf_of: Machtiging
) -> Woonplaatsbepaling:
    """
    A draft for a child (sealed number) over [`van`, `tot`), with what the BRP tells.

    Raises `PersonenbronFout` and `NietVastTeLeggen`.
    """
    if van >= tot:
        raise NietVastTeLeggen("De eerste dag ligt na de laatste. Kies een andere periode.")
    with namens(on_behalf_of):
        asked = uit_brp.Vraag(moment, timezone.localdate(moment), on_behalf_of)
        who, history = uit_brp.haal_op(verzegeld, asked)
        if tot <= history.geboren:
            raise NietVastTeLeggen("De periode ligt voor de geboorte. Kies een latere laatste dag.")
        return Woonplaatsbepaling.objects.create(
            gemeente=on_behalf_of.gemeente,
            bsn=verzegeld,
            persoon=persoon(verzegeld),
            naam=who.naam[:200],
            feiten=naar_json(history),
            periode=(max(van, history.geboren), tot),
            door=door,
            begonnen_op=moment,
        )


def leg_feiten_vast(nummer: int, geschiedenis: Geschiedenis, *, on_behalf_of: Machtiging) -> None:
    """Other facts in a draft. Raises `NietVastTeLeggen` when it is none any more, or a period is empty."""
    rows: tuple[Periode, ...] = (
        *geschiedenis.adressen,
        *geschiedenis.verblijven,
        *geschiedenis.gezag,
        *geschiedenis.werkelijk,
    )
    if any(row.tot is not None and row.tot <= row.van for row in rows):
        raise NietVastTeLeggen("De laatste dag ligt voor de eerste. Kies een latere laatste dag.")
    with namens(on_behalf_of):
        draft = _draft(nummer, on_behalf_of)
        draft.feiten = naar_json(geschiedenis)
        draft.save(update_fields=["feiten"])


def stel_vast(nummer: int, *, door: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Keep the outcome of a draft for good: one row per period. Raises `NietVastTeLeggen`.

    A claim that is open shows its child to the debtor only when the debtor is responsible now: that follows this.
    """
    with namens(on_behalf_of):
        draft = _draft(nummer, on_behalf_of)
        chain = keten(uit_json(draft.feiten), van=draft.periode.lower, tot=draft.periode.upper)
        if not any(one.gemeente for one in chain):
            raise NietVastTeLeggen(f"Er is nog geen gemeente aan te wijzen. {chain[0].ontbreekt}")
        Woonplaatsperiode.objects.bulk_create(
            Woonplaatsperiode(
                gemeente=draft.gemeente,
                bepaling=draft,
                persoon=draft.persoon,
                periode=(one.van, one.tot),
                verantwoordelijk=one.gemeente,
                regels=list(one.regels),
                toelichting="\n".join(filter(None, (*(step.tekst for step in one.stappen), one.ontbreekt))),
            )
            for one in chain
        )
        draft.door, draft.vastgesteld_op = door, moment
        draft.save(update_fields=["door", "vastgesteld_op"])
        now = nu_verantwoordelijk(draft.gemeente, draft.persoon, timezone.localdate(moment))
        for child in Vorderingskind.objects.filter(gemeente=draft.gemeente, persoon=draft.persoon).select_related(
            "vordering"
        ):
            shown = child.vordering.van if child.vordering.van == now else ""
            if shown != child.van:
                child.van = shown
                child.save(update_fields=["van"])


def vergeet(nummer: int, *, on_behalf_of: Machtiging) -> None:
    """Throw a draft away. Raises `NietVastTeLeggen`."""
    with namens(on_behalf_of):
        _draft(nummer, on_behalf_of).delete()


def nu_verantwoordelijk(gemeente: str, kind: str, dag: date) -> str:
    """Who is responsible for a child on a day by the last outcome of this municipality; empty when not known."""
    last = (
        Woonplaatsbepaling.objects.filter(gemeente=gemeente, persoon=kind, vastgesteld_op__isnull=False)
        .order_by("-vastgesteld_op", "-id")
        .first()
    )
    if last is None:
        return ""
    # After the period that was looked at, its last day is what is known.
    day = min(dag, last.periode.upper - timedelta(days=1))
    found = last.perioden.filter(periode__contains=day).first()
    return found.verantwoordelijk if found else ""


def _draft(nummer: int, wie: Machtiging) -> Woonplaatsbepaling:
    found = (
        Woonplaatsbepaling.objects.select_for_update()
        .filter(pk=nummer, gemeente=wie.gemeente, vastgesteld_op__isnull=True)
        .first()
    )
    if found is None:
        raise NietVastTeLeggen(OPNIEUW)
    return found
