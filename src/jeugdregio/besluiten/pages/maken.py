# SPDX-License-Identifier: EUPL-1.2
"""From a form to a decision that is handed over: what a new one, a changed one and a revision share."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils import timezone

from jeugdregio.besluiten import actions, dossier, queries, voorwaarden
from jeugdregio.besluiten.pages.formulieren import Besluitformulier, productsleutel
from jeugdregio.besluiten.values import HERZIENING, PGB, Besluit, Keuze, NietBesloten, Ontwerp, Pgbproduct, Voorziening
from jeugdregio.components.blad import in_euro
from jeugdregio.gebruikers.values import Machtiging

MEESTE = 400
"""So many choices in the list; searching narrows it."""
TERUG_TE_HALEN = ("tweede", "akkoord")


def lees_dossier(aanmelding: int, dag: date, wie: Machtiging) -> dossier.Dossier | str:
    """What is known of an application, or why it cannot be decided on; raises Http404 when it is not there."""
    try:
        known = dossier.dossier(aanmelding, peildatum=dag, on_behalf_of=wie)
    except NietBesloten as refusal:
        return str(refusal)
    if known is None:
        raise Http404("Deze aanmelding is er niet, of niet voor u.")
    return known


def te_kiezen(request: HttpRequest, known: dossier.Dossier, dag: date, wie: Machtiging) -> list[Keuze]:
    """The help that was asked for, of every provider; when something is searched for only what has that in it."""
    word = request.GET.get("zoek", "").strip().lower() if request.method != "POST" else ""
    every = queries.keuzes(settings.REGIO, known.aanmelding.gewenst, dag=dag, on_behalf_of=wie)
    return [one for one in every if not word or word in f"{one.naam} {one.code} {one.omschrijving}".lower()]


def vooraan(choices: Sequence[Keuze], sleutel: str) -> list[Keuze]:
    """What this child has already first: it never falls off the end of the list."""
    return sorted(choices, key=lambda one: dossier.sleutel_van(one) != sleutel)[:MEESTE]


def voorgevuld(known: dossier.Dossier, choices: Sequence[Keuze], grondslag: str, dag: date) -> dict[str, Any]:
    """What a new decision begins with."""
    wanted = next((one for one in choices if one.mag and one.aanbieder == known.aanmelding.aanbieder), None)
    return {
        "keuze": dossier.sleutel_van(wanted) if wanted else "",
        "begin": known.aanvraag.ontvangen_op if known.aanmelding.kanaal == voorwaarden.CRISIS else dag,
        "grondslag": grondslag,
        "frequentie": "2",
    }


def uit_besluit(one: Besluit, producten: Sequence[Pgbproduct]) -> dict[str, Any]:
    """The form filled in with what a decision says, to go on from there."""
    met = {c.artikel for c in one.voorwaarden if c.voldoet}
    found: dict[str, Any] = {
        "soort": one.soort,
        "grondslag": one.grondslag,
        "motivering": one.motivering,
        "wijzigreden": one.wijzigreden,
        "pgb_beheer": "Jeugdwet 8.1.1 lid 2 onder a" in met,
        "pgb_waarom": "Jeugdwet 8.1.1 lid 2 onder b" in met,
        "pgb_kwaliteit": "Jeugdwet 8.1.1 lid 2 onder c" in met,
    }
    help_ = next(iter(one.voorzieningen), None)
    return found | (uit_voorziening(help_, producten) if help_ else {})


def uit_voorziening(one: Voorziening, producten: Sequence[Pgbproduct]) -> dict[str, Any]:
    """The fields of a provision."""
    found: dict[str, Any] = {
        "vorm": one.vorm,
        "hoeveel": one.volume,
        "frequentie": one.frequentie,
        "begin": one.van,
        "einde": one.tot - timedelta(days=1) if one.tot else None,
    }
    if one.vorm != PGB:
        return found | {"keuze": dossier.sleutel_van(one)}
    same = next(
        (p for p in producten if (p.categorie, p.code, p.eenheid) == (one.categorie, one.code, one.eenheid)), None
    )
    return found | {
        "pgb_product": productsleutel(same) if same else "",
        "pgb_hulp": one.omschrijving,
        "pgb_bedrag": in_euro(one.budget_cent or 0),
    }


def maak(form: Besluitformulier, known: dossier.Dossier, wie: Machtiging) -> int:
    """Draft and hand over in one go: a decision that cannot be leaves nothing behind. Raises NietBesloten."""
    now = timezone.now()
    with transaction.atomic():
        request = actions.open_aanvraag(
            aanmelding=known.aanmelding.id,
            gezin=known.kind.gezin,
            lid=known.kind.id,
            persoon=known.aanmelding.persoon,
            kanaal=known.aanmelding.kanaal,
            ontvangen_op=known.aanvraag.ontvangen_op,
            on_behalf_of=wie,
        )
        draft, why = _ontwerp(form, known, wie)
        number = actions.stel_op(request, draft, moment=now, on_behalf_of=wie)
        actions.leg_voor(number, why, on_behalf_of=wie)
    return number


def herzie(form: Besluitformulier, known: dossier.Dossier, old: Besluit, wie: Machtiging) -> int:
    """The same for a decision in the place of `old`. Raises NietBesloten, also for help of another provider."""
    given = form.voorziening
    before = {one.aanbieder for one in old.voorzieningen if one.aanbieder and one.toewijzing_nummer}
    if given and given.aanbieder and before and given.aanbieder not in before:
        raise NietBesloten(
            "De hulp gaat naar een andere aanbieder. Trek eerst dit besluit in, en maak dan een nieuw besluit."
        )
    with transaction.atomic():
        draft, why = _ontwerp(form, known, wie, vervangt=old.id)
        number = actions.stel_op(old.aanvraag_id, draft, moment=timezone.now(), on_behalf_of=wie)
        actions.leg_voor(number, why, on_behalf_of=wie)
    return number


def leg_opnieuw_voor(form: Besluitformulier, known: dossier.Dossier, one: Besluit, wie: Machtiging) -> None:
    """
    The same decision, changed and handed over anew; when that cannot be it stays as it was. Raises NietBesloten.

    Provisions after the first are not on the form: they stay as they are.
    """
    with transaction.atomic():
        draft, why = _ontwerp(form, known, wie, vervangt=one.vervangt, rest=one.voorzieningen[1:])
        opnieuw(one, draft, why, wie)


def opnieuw(one: Besluit, draft: Ontwerp, why: Sequence[str], wie: Machtiging) -> None:
    """Take back when it was handed over, change, and hand over again; all of it or nothing. Raises NietBesloten."""
    with transaction.atomic():
        if one.stand in TERUG_TE_HALEN:
            actions.haal_terug(one.id, on_behalf_of=wie)
        actions.wijzig(one.id, draft, on_behalf_of=wie)
        actions.leg_voor(one.id, why, on_behalf_of=wie)


def _ontwerp(
    form: Besluitformulier,
    known: dossier.Dossier,
    wie: Machtiging,
    *,
    vervangt: int | None = None,
    rest: Sequence[Voorziening] = (),
) -> tuple[Ontwerp, Sequence[str]]:
    """What the form says as a draft, with every condition, and why it needs a second name."""
    today = timezone.localdate()
    given, data = form.voorziening, form.cleaned_data
    measured = bool(known.aanmelding.maatregel) or known.aanmelding.kanaal == voorwaarden.MAATREGEL
    conditions = (
        dossier.gehouden_aan(
            known, given, form.pgbvraag(maatregel=measured), form.doorgang, peildatum=today, on_behalf_of=wie
        )
        if given
        else ()
    )
    every = (given, *rest) if given else ()
    draft = Ontwerp(
        soort=data["soort"],
        grondslag=data["grondslag"],
        motivering=data["motivering"],
        beoordeling=known.beoordeling,
        voorzieningen=every,
        voorwaarden=conditions,
        vervangt=vervangt,
        wijzigreden=data.get("wijzigreden", "") if data["soort"] == HERZIENING else "",
    )
    if known.zonder_besluit or not every:
        return draft, ()
    priced = queries.keuzes(settings.REGIO, "", dag=today, on_behalf_of=wie)
    prices = {dossier.sleutel_van(one): one.tarief_cent for one in priced}
    return draft, dossier.redenen(every, prices, peildatum=today, on_behalf_of=wie)
