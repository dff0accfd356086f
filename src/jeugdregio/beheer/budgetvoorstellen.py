# SPDX-License-Identifier: EUPL-1.2
"""The proposals of budgets: a version, a circular that versions come from, and the parts of a version (S68)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jeugdregio.begroting import actions as begroting
from jeugdregio.begroting.values import Budgetdeel, Budgetversie, Circulairegegevens
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.core.periode import Maand
from jeugdregio.regio import queries as regio

if TYPE_CHECKING:
    from jeugdregio.beheer.voorstellen import Uitvoering

WEIGERINGEN = (begroting.NietVastTeLeggen,)


def _versie(what: dict[str, Any]) -> Budgetversie:
    """The version of a proposal; one from before versions has neither a first day nor a band."""
    cents = what["bedrag_cent"]
    return Budgetversie(
        gemeente=what["gemeente"],
        jaar=what["jaar"],
        vanaf=date.fromisoformat(what.get("vanaf") or f"{what['jaar']}-01-01"),
        naam=what.get("naam") or f"Begroting {what['jaar']}",
        bedrag_cent=cents,
        laag_cent=what.get("laag_cent", cents),
        hoog_cent=what.get("hoog_cent", cents),
        ongeveer=what.get("ongeveer", False),
        bron=what["bron"],
        circulaire=what.get("circulaire", ""),
    )


def stel_vast(one: Uitvoering) -> None:
    """Add the version."""
    begroting.leg_versie_vast(_versie(one.voorstel.inhoud))


def toon(what: dict[str, Any]) -> list[tuple[str, str]]:
    """What the version says."""
    one = _versie(what)
    return [
        ("Gemeente", regio.namen().get(one.gemeente, one.gemeente)),
        ("Jaar", str(one.jaar)),
        ("Bedrag", f"{'ongeveer ' if one.ongeveer else ''}{cent(one.bedrag_cent)}"),
        *([("Band", f"tussen {cent(one.laag_cent)} en {cent(one.hoog_cent)}")] if one.ongeveer else []),
        ("Versie", one.naam),
        ("Geldt vanaf", datum(one.vanaf)),
        *([("Circulaire", one.circulaire)] if one.circulaire else []),
        ("Bron", one.bron),
    ]


def leg_circulaire_vast(one: Uitvoering) -> None:
    """Add the circular."""
    begroting.leg_circulaire_vast(_circulaire(one.voorstel.inhoud))


def _circulaire(what: dict[str, Any]) -> Circulairegegevens:
    return Circulairegegevens(**{**what, "maand": Maand.lees(what["maand"])})


def toon_circulaire(what: dict[str, Any]) -> list[tuple[str, str]]:
    """What the circular is."""
    one = _circulaire(what)
    return [
        ("Circulaire", one.naam),
        ("Code", one.code),
        ("Maand", str(one.maand)),
        ("Grondslag", one.grondslag),
        ("Bron", one.bron),
        *([("Opmerking", one.opmerking)] if one.opmerking else []),
    ]


def verdeel(one: Uitvoering) -> None:
    """Add the parts."""
    what = one.voorstel.inhoud
    parts = [Budgetdeel(*part) for part in what["delen"]]
    begroting.leg_delen_vast(what["gemeente"], what["jaar"], date.fromisoformat(what["vanaf"]), parts)


def toon_verdeling(what: dict[str, Any]) -> list[tuple[str, str]]:
    """Every part, and what is left."""
    parts = [Budgetdeel(*part) for part in what["delen"]]
    return [
        ("Gemeente", regio.namen().get(what["gemeente"], what["gemeente"])),
        ("Jaar", str(what["jaar"])),
        ("Versie", f"{what['naam']}, vanaf {datum(date.fromisoformat(what['vanaf']))}"),
        *((" ".join(filter(None, one.sleutel)) or "Niet verdeeld", cent(one.bedrag_cent)) for one in parts),
        ("Samen", cent(sum(one.bedrag_cent for one in parts))),
    ]
