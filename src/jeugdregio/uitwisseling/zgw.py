# SPDX-License-Identifier: EUPL-1.2
"""
From an application and what was decided to the shapes of the standards for cases: Zaken, Besluiten, Documenten (ZGW).

Names and forms are those of the standards; what they have and we do not know is left out, never filled with a guess.
An application is a `zaak`, a state a `status`, how it ended the `resultaat`, a letter an `enkelvoudiginformatieobject`.
Suspension and extension, that in a case API move no date, are given with the last day that they led to. No number of
the child: whoever takes a case over knows who it is from the order to hand it over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from jeugdregio.besluiten.values import Aanvraag, Besluit, Bezwaar, Brief
from jeugdregio.core.periode import laatste_dag
from jeugdregio.toegang.values import Aanmelding

Vorm = dict[str, Any]
NAAMRUIMTE = UUID("6f0c1c57-6f2e-5b57-9d7d-2f8f5f2b7a10")
"""Of which every uuid is made: the same case has the same uuid in every export."""
STANDAARDEN = {"zaken": "1.5.1", "besluiten": "1.0.2", "documenten": "1.4.0"}
"""The releases whose names are used."""
VERTROUWELIJK = "zaakvertrouwelijk"
STATUSSEN = {
    "ontvangen": "Ontvangen",
    "in_onderzoek": "In onderzoek",
    "klaar_voor_besluit": "Klaar voor besluit",
    "afgerond": "Afgerond",
    "ingetrokken": "Ingetrokken",
    "doorgestuurd": "Doorgestuurd",
}
VERLENGING, OPSCHORTING = "verlenging", "opschorting"


@dataclass(frozen=True)
class Bundel:
    """Everything of one case: the application, its request with the clock, decisions, objections and letters."""

    aanmelding: Aanmelding
    aanvraag: Aanvraag | None
    besluiten: Sequence[Besluit]
    bezwaren: Sequence[Bezwaar]
    brieven: Mapping[int, bytes]


def uuid(soort: str, gemeente: str, nummer: int) -> str:
    """The uuid of one thing of a municipality."""
    return str(uuid5(NAAMRUIMTE, f"{soort}/{gemeente}/{nummer}"))


def verwijzing(soort: str, gemeente: str, nummer: int) -> str:
    """How one thing in an export names another."""
    return f"urn:uuid:{uuid(soort, gemeente, nummer)}"


def zaak(bundel: Bundel) -> Vorm:
    """The case."""
    one, request = bundel.aanmelding, bundel.aanvraag
    begin = one.ontvangen_op.date()
    found: Vorm = {
        "uuid": uuid("zaak", one.gemeente, one.id),
        "identificatie": f"AANMELDING-{one.gemeente}-{one.id}",
        "omschrijving": "Aanmelding voor jeugdhulp",
        "zaaktype": {"omschrijving": "Jeugdhulp", "kanaal": one.kanaal},
        "registratiedatum": _dag(begin),
        "startdatum": _dag(begin),
        "uiterlijkeEinddatumAfdoening": _dag(request.termijn.laatste_dag if request else one.uiterlijk),
        "einddatum": _dag(one.afgerond_op.date() if one.afgerond_op else None),
        "verantwoordelijkeOrganisatie": {"gemeentecode": one.gemeente},
        "vertrouwelijkheidaanduiding": VERTROUWELIJK,
        "status": {
            "statustype": STATUSSEN.get(one.stand, one.stand),
            "datumStatusGezet": one.stand_op.isoformat(timespec="seconds"),
        },
        "besluiten": [verwijzing("besluit", decision.gemeente, decision.id) for decision in bundel.besluiten],
        "zaakinformatieobjecten": [
            verwijzing("document", one.gemeente, letter.id) for letter in _letters(bundel.besluiten)
        ],
    }
    if request is not None:
        found |= _moved(request)
    if end := _result(bundel):
        found["resultaat"] = {"resultaattype": end}
    return found


def _moved(request: Aanvraag) -> Vorm:
    """What moved the term, and the last day that it led to."""
    stops = [fact for fact in request.feiten if fact.soort == OPSCHORTING]
    longer = [fact for fact in request.feiten if fact.soort == VERLENGING and fact.uiterlijk]
    found: Vorm = {}
    if stops:
        still = stops[-1].aangevuld_op is None and request.termijn.loopt_stil_tot is not None
        found["opschorting"] = {"indicatie": still, "reden": stops[-1].reden}
    if longer:
        planned = request.ontvangen_op + timedelta(weeks=request.termijn.regel.aantal)
        days = (longer[-1].uiterlijk - planned).days if longer[-1].uiterlijk else 0
        found["verlenging"] = {"reden": longer[-1].reden, "duur": f"P{max(days, 0)}D"}
    return found


def _result(bundel: Bundel) -> str:
    """How it ended: of the last decision that was made known, or of the application itself."""
    known = [one for one in bundel.besluiten if one.bekendgemaakt_op]
    if known:
        return max(known, key=lambda one: (one.bekendgemaakt_op or date.min, one.id)).soort
    return bundel.aanmelding.stand if bundel.aanmelding.afgerond_op else ""


def besluit(one: Besluit) -> Vorm:
    """A decision; drafts are none."""
    first = min((each.van for each in one.voorzieningen), default=one.ingang)
    ends = [each.tot for each in one.voorzieningen]
    last = laatste_dag(max(end for end in ends if end)) if ends and all(ends) else None
    return {
        "uuid": uuid("besluit", one.gemeente, one.id),
        "identificatie": f"BESLUIT-{one.gemeente}-{one.id}",
        "besluittype": {"omschrijving": one.soort},
        "zaak": verwijzing("zaak", one.gemeente, one.aanmelding_id),
        "datum": _dag(one.besloten_op),
        "toelichting": one.motivering,
        "grondslag": one.grondslag,
        "bestuursorgaan": "Burgemeester en wethouders",
        "ingangsdatum": _dag(first),
        "vervaldatum": _dag(last),
        "publicatiedatum": None,
        "verzenddatum": _dag(one.bekendgemaakt_op),
        "uiterlijkeReactiedatum": _dag(one.bezwaar.laatste_dag if one.bezwaar else None),
        "vervangt": verwijzing("besluit", one.gemeente, one.vervangt) if one.vervangt else None,
        "voorzieningen": [
            {
                "vorm": each.vorm,
                "omschrijving": each.omschrijving,
                "ingangsdatum": _dag(each.van),
                "einddatum": _dag(laatste_dag(each.tot)),
                "aanbieder": {"agb": each.aanbieder} if each.aanbieder else None,
                "productcategorie": each.categorie,
                "productcode": each.code or None,
                "toewijzingnummer": each.toewijzing_nummer,
            }
            for each in one.voorzieningen
        ],
    }


def document(gemeente: str, letter: Brief, inhoud: bytes) -> Vorm:
    """A letter; its bytes stand beside it in the export, under `bestandsnaam`."""
    return {
        "uuid": uuid("document", gemeente, letter.id),
        "identificatie": f"BRIEF-{gemeente}-{letter.id}",
        "creatiedatum": _dag(letter.gemaakt_op.date()),
        "titel": f"Brief: {letter.soort}",
        "vertrouwelijkheidaanduiding": VERTROUWELIJK,
        "status": "definitief",
        "formaat": "application/pdf",
        "taal": "nld",
        "bestandsnaam": bestandsnaam(letter),
        "bestandsomvang": len(inhoud),
        "integriteit": {"algoritme": "sha_256", "waarde": letter.sha256, "datum": _dag(letter.gemaakt_op.date())},
    }


def bezwaar(one: Bezwaar) -> Vorm:
    """An objection is a case of its own, about the case of the decision."""
    return {
        "uuid": uuid("bezwaar", one.gemeente, one.id),
        "identificatie": f"BEZWAAR-{one.gemeente}-{one.id}",
        "zaaktype": {"omschrijving": "Bezwaar"},
        "besluit": verwijzing("besluit", one.gemeente, one.besluit_id),
        "registratiedatum": _dag(one.ontvangen_op),
        "startdatum": _dag(one.ontvangen_op),
        "uiterlijkeEinddatumAfdoening": _dag(one.termijn.laatste_dag),
        "einddatum": _dag(one.beslist_op),
        "vertrouwelijkheidaanduiding": VERTROUWELIJK,
        "resultaat": {"resultaattype": one.uitkomst} if one.uitkomst else None,
    }


def bestandsnaam(letter: Brief) -> str:
    """The name of a letter in an export: says nothing of whom it is about."""
    return f"brief-{letter.id}.pdf"


def alles(bundel: Bundel) -> dict[str, Any]:
    """One case with all that hangs on it, as the file in an export."""
    return {
        "standaarden": dict(STANDAARDEN),
        "zaak": zaak(bundel),
        "besluiten": [besluit(one) for one in bundel.besluiten],
        "bezwaren": [bezwaar(one) for one in bundel.bezwaren],
        "enkelvoudiginformatieobjecten": [
            document(bundel.aanmelding.gemeente, letter, bundel.brieven[letter.id])
            for letter in _letters(bundel.besluiten)
            if letter.id in bundel.brieven
        ],
    }


def _letters(besluiten: Sequence[Besluit]) -> list[Brief]:
    return [letter for one in besluiten for letter in one.brieven]


def _dag(day: date | None) -> str | None:
    return day.isoformat() if day else None
