# SPDX-License-Identifier: EUPL-1.2
"""What someone of a family reads of the own file; nothing can be changed here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.gezinsportaal import actions, queries
from jeugdregio.gezinsportaal.values import Portaalregel, Regelsoort
from jeugdregio.logboek.actions import gelezen

View = Callable[..., HttpResponse]
STAAT_UIT = "Uw gemeente laat gezinnen nog niet inloggen. Vraag uw contactpersoon om uw dossier."
LEEG = {
    Regelsoort.DOEL: "Hier staan geen doelen. Vraag uw contactpersoon of er al een plan is.",
    Regelsoort.AFSPRAAK: "Hier staan geen afspraken. Vraag uw contactpersoon ernaar als u die wel maakte.",
    Regelsoort.BESLUIT: "Er is nog geen besluit dat u hier kunt lezen. Een besluit krijgt u altijd ook per brief.",
    Regelsoort.TERMIJN: "Er komt geen belangrijke dag aan.",
    Regelsoort.GEKEKEN: "Niemand keek het afgelopen jaar in dit dossier.",
}


@dataclass(frozen=True)
class Stukje:
    """One heading with its sentences; `leeg` is said when there are none."""

    titel: str
    regels: tuple[tuple[str, str, str], ...]
    leeg: str = ""


@dataclass(frozen=True)
class Kindstuk:
    """All of one youth."""

    naam: str
    uitleg: tuple[str, ...]
    stukken: tuple[Stukje, ...]


@dataclass(frozen=True)
class MijnGezin:
    """The page."""

    titel: str
    kinderen: tuple[Kindstuk, ...]
    vertrouwenspersoon: str


def aangezet(view: View) -> View:
    """A page that is there where the region decided so (setting GEZINSPORTAAL)."""

    @wraps(view)
    def around(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.GEZINSPORTAAL:
            raise PermissionDenied(STAAT_UIT)
        return view(request, *args, **kwargs)

    return around


@vraagt(Recht.EIGEN_DOSSIER)
@require_safe
@aangezet
def mijn_gezin(request: HttpRequest) -> HttpResponse:
    """The own file as it is now, as far as the law lets this person see it today."""
    wie, now = machtiging(request), timezone.now()
    if not actions.ververs_mijn(moment=now, on_behalf_of=wie):
        raise PermissionDenied("Uw inlog is beëindigd. Vraag uw contactpersoon bij de gemeente waarom.")
    rows = queries.mijn_regels(peildatum=timezone.localdate(now), on_behalf_of=wie)
    gelezen(request, {one.persoon for one in rows})
    page = MijnGezin(
        "Mijn dossier",
        tuple(_kind(list(group)) for _, group in groupby(rows, key=lambda one: one.persoon)),
        settings.VERTROUWENSPERSOON_BEREIKEN,
    )
    return render(request, "gezinsportaal/mijn_gezin.html", {"page": page})


def _kind(rows: list[Portaalregel]) -> Kindstuk:
    per: dict[str, list[Portaalregel]] = {soort: [] for soort in Regelsoort.values}
    for row in rows:
        per[row.soort].append(row)
    parts = tuple(
        Stukje(
            str(Regelsoort(soort).label),
            tuple((row.tekst, row.onder, dag_kort(row.dag) if row.dag else "") for row in per[soort]),
            LEEG.get(Regelsoort(soort), ""),
        )
        for soort in Regelsoort.values
        if soort != Regelsoort.UITLEG and (per[soort] or soort in LEEG)
    )
    return Kindstuk(rows[0].jeugdige, tuple(f"{row.tekst} {_bron(row)}".strip() for row in per["uitleg"]), parts)


def _bron(row: Portaalregel) -> str:
    return f"({row.onder})" if row.onder else ""
