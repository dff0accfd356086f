# SPDX-License-Identifier: EUPL-1.2
"""From rows to values, and the fingerprint of what was decided. In the transaction of the caller."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from jeugdregio.besluiten import models, termijnen, values

GERELATEERD = ("voorzieningen", "toetsen", "zendingen", "brieven")


def inhoud(besluit: models.Besluit, voorzieningen: Sequence[models.Voorziening]) -> dict[str, Any]:
    """All that was decided, as plain data: what a second name is put under."""
    return {
        "soort": besluit.soort,
        "vervangt": besluit.vervangt_id,
        "grondslag": besluit.grondslag,
        "motivering": besluit.motivering,
        "beoordeling": besluit.beoordeling,
        "voorwaarden": besluit.voorwaarden,
        "ingang": besluit.ingang.isoformat() if besluit.ingang else None,
        "voorzieningen": [_plain(one) for one in voorzieningen],
    } | ({"wijzigreden": besluit.wijzigreden} if besluit.wijzigreden else {})


def _plain(one: models.Voorziening) -> dict[str, Any]:
    names = (
        "nr", "vorm", "aanbieder", "categorie", "code", "profiel", "omschrijving", "volume", "eenheid", "frequentie",
        "budget_cent", "informeel", "plafond_bereikt",
    )  # fmt: skip
    period = (one.geldig.lower, one.geldig.upper)
    return {name: getattr(one, name) for name in names} | {
        "geldig": [day.isoformat() if day else None for day in period]
    }


def vingerafdruk(besluit: models.Besluit, voorzieningen: Sequence[models.Voorziening], akkoorden: int = 0) -> str:
    """
    The SHA-256 of `inhoud`, hexadecimal.

    `akkoorden` is how often it was agreed to before it came back: an old agreement is not one about what is offered
    anew, also when not a letter changed.
    """
    plain = [besluit.gemeente, besluit.pk, inhoud(besluit, voorzieningen), *([akkoorden] if akkoorden else [])]
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def voorziening(row: models.Voorziening) -> values.Voorziening:
    """A provision."""
    return values.Voorziening(
        vorm=row.vorm,
        categorie=row.categorie,
        omschrijving=row.omschrijving,
        van=row.geldig.lower,
        tot=row.geldig.upper,
        aanbieder=row.aanbieder,
        code=row.code,
        profiel=row.profiel,
        volume=row.volume,
        eenheid=row.eenheid,
        frequentie=row.frequentie,
        budget_cent=row.budget_cent,
        informeel=row.informeel,
        plafond_bereikt=row.plafond_bereikt,
        wachttijd_weken=row.wachttijd_weken,
        toewijzing_nummer=row.toewijzing_nummer,
    )


def besluit(row: models.Besluit) -> values.Besluit:
    """A decision with all that hangs on it (`GERELATEERD` prefetched, `aanvraag` joined)."""
    sent = [one for one in row.zendingen.all() if one.stand != models.Zending.Stand.GEWEIGERD]
    refused = sorted(row.zendingen.all(), key=lambda one: one.poging)[-1:]
    last = next(iter(sent or refused), None)
    return values.Besluit(
        id=row.pk,
        gemeente=row.gemeente,
        persoon=row.persoon,
        aanvraag_id=row.aanvraag_id,
        aanmelding_id=row.aanvraag.aanmelding,
        gezin_id=row.aanvraag.gezin,
        lid_id=row.aanvraag.lid,
        soort=row.soort,
        stand=row.stand,
        grondslag=row.grondslag,
        motivering=row.motivering,
        besloten_op=row.besloten_op,
        bekendgemaakt_op=row.bekendgemaakt_op,
        voorzieningen=tuple(voorziening(one) for one in sorted(row.voorzieningen.all(), key=lambda one: one.nr)),
        beoordeling=tuple((str(area), str(text)) for area, text in row.beoordeling),
        voorwaarden=tuple(values.Voorwaarde(**one) for one in row.voorwaarden),
        tweede_nodig=tuple(row.tweede_nodig),
        sha256=row.sha256,
        vervangt=row.vervangt_id,
        ingang=row.ingang,
        wijzigreden=row.wijzigreden,
        makers=tuple(row.makers),
        toetsen=tuple(
            values.Toets(one.uitkomst, one.door, one.gezet_op, one.toelichting, one.inhoud)
            for one in sorted(row.toetsen.all(), key=lambda one: one.pk)
        ),
        zending=None
        if last is None
        else values.Zending(last.stand, last.aanbieder, last.identificatie, last.bestand, last.uitleg),
        brieven=tuple(brief(one) for one in sorted(row.brieven.all(), key=lambda one: one.pk)),
    )


def brief(row: models.Brief) -> values.Brief:
    """A letter, without its bytes."""
    return values.Brief(row.pk, row.soort, row.naam, row.sha256, row.gemaakt_op, row.besluit_id)


def gebeurtenissen(feiten: Iterable[models.Termijnfeit]) -> list[termijnen.Gebeurtenis]:
    """What moves a term, for the sum."""
    found: list[termijnen.Gebeurtenis] = []
    for one in feiten:
        match one.soort:
            case models.Termijnfeit.Soort.OPSCHORTING:
                assert one.uiterlijk is not None
                found.append(termijnen.Opschorting.om_aanvulling(one.op, one.uiterlijk, one.aangevuld_op))
            case models.Termijnfeit.Soort.VERLENGING:
                found.append(termijnen.Verlenging(one.op, tot=one.uiterlijk))
            case models.Termijnfeit.Soort.VERDAGING:
                found.append(termijnen.verdaging(one.op))
            case _:
                pass
    return found


def feit(row: models.Termijnfeit) -> values.Termijnfeit:
    """Something that moved a term."""
    return values.Termijnfeit(row.pk, row.soort, row.op, row.uiterlijk, row.aangevuld_op, row.reden)


def klok(row: models.Aanvraag, feiten: Iterable[models.Termijnfeit], peildatum: date | None) -> termijnen.Termijn:
    """The term of a request, by the Awb or by the by-law that it goes by."""
    rule = termijnen.Termijnregel(
        termijnen.BESLISSEN.code,
        termijnen.BESLISSEN.wat,
        row.weken,
        termijnen.Eenheid.WEKEN,
        termijnen.BESLISSEN.vanaf,
        row.bron,
    )
    return termijnen.termijn(rule, row.ontvangen_op, gebeurtenissen(feiten), peildatum=peildatum)


def aanvraag(row: models.Aanvraag, peildatum: date | None) -> values.Aanvraag:
    """A request with its clock (`feiten` prefetched)."""
    return aanvraag_met(row, sorted(row.feiten.all(), key=lambda one: (one.op, one.pk)), peildatum)


def aanvraag_met(row: models.Aanvraag, facts: Sequence[models.Termijnfeit], peildatum: date | None) -> values.Aanvraag:
    """The same with these facts, also for a request that is not kept yet."""
    return values.Aanvraag(
        id=row.pk,
        gemeente=row.gemeente,
        persoon=row.persoon,
        aanmelding_id=row.aanmelding,
        gezin_id=row.gezin,
        lid_id=row.lid,
        kanaal=row.kanaal,
        ontvangen_op=row.ontvangen_op,
        afgesloten_op=row.afgesloten_op,
        zonder_besluit=row.zonder_besluit,
        termijn=klok(row, facts, peildatum),
        feiten=tuple(map(feit, facts)),
    )


def bezwaar(row: models.Bezwaar, peildatum: date | None) -> values.Bezwaar:
    """An objection with its clock (`feiten` and `beroepen` prefetched, `besluit` joined)."""
    facts = sorted(row.feiten.all(), key=lambda one: (one.op, one.pk))
    known = row.besluit.bekendgemaakt_op
    assert known is not None, "the database holds that the decision was made known"
    appeal = next(iter(row.beroepen.all()), None)
    return values.Bezwaar(
        id=row.pk,
        gemeente=row.gemeente,
        persoon=row.persoon,
        besluit_id=row.besluit_id,
        verzonden_op=row.verzonden_op,
        ontvangen_op=row.ontvangen_op,
        van_wie=row.van_wie,
        gronden=row.gronden,
        commissie=row.commissie,
        gehoord_op=row.gehoord_op,
        uitkomst=row.uitkomst,
        beslist_op=row.beslist_op,
        motivering=row.motivering,
        nieuw_besluit=row.nieuw_besluit_id,
        op_tijd=op_tijd(known, row.verzonden_op, row.ontvangen_op),
        verschoonbaar=row.verschoonbaar,
        termijn=termijnen.beslistermijn_bezwaar(
            known, commissie=row.commissie, gebeurtenissen=gebeurtenissen(facts), peildatum=peildatum
        ),
        feiten=tuple(map(feit, facts)),
        beroep=None
        if appeal is None
        else values.Beroep(
            appeal.pk, appeal.ingesteld_op, appeal.rechtbank, appeal.uitkomst, appeal.uitspraak_op, appeal.gevolg
        ),
    )


def op_tijd(bekendgemaakt: date, verzonden: date, ontvangen: date) -> bool:
    """Whether an objection was in time: received by then, or posted by then and received within a week (6:9)."""
    last = termijnen.bezwaartermijn(bekendgemaakt).laatste_dag
    return ontvangen <= last or (verzonden <= last and (ontvangen - last).days <= 7)
