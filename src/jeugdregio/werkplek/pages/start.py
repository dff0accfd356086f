# SPDX-License-Identifier: EUPL-1.2
"""
The start page: what waits, what is late, what came since the last visit, and the few figures that matter.

It is made of blocks. A block asks for a right, not for a role: a new role has a start page of what it may see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, voor_iedereen
from jeugdregio.werkplek.actions import bezoek
from jeugdregio.werkplek.pages import blokken, rechten, toegang, toets, verantwoording
from jeugdregio.werkplek.pages.blokken import Blok, Dag

EERSTE_KEER = timedelta(days=7)
"""How far back someone who was never here before looks."""
BLOKKEN: tuple[tuple[tuple[Recht, ...], Callable[[Machtiging, Dag], Blok | None]], ...] = (
    ((Recht.AANMELDEN,), toegang.blok),
    ((Recht.WERK_ZIEN,), blokken.werk),
    ((Recht.APART_VRIJGEVEN, Recht.CONTROLE_ZIEN), blokken.techniek),
    ((Recht.CIJFERS_ZIEN,), blokken.nieuw),
    ((Recht.DECLARATIES_ZIEN,), blokken.uitval),
    ((Recht.CONTRACTEN_BEHEREN,), blokken.contractwerk),
    ((Recht.BETROKKENEN, Recht.KLACHTEN), rechten.rechtswerk),
    ((Recht.PRODUCTIEVERANTWOORDING,), verantwoording.verantwoordingswerk),
    ((Recht.TARIEF_WIJZIGEN,), blokken.contracten_die_aflopen),
    ((Recht.TWEEDE_TOETS,), toets.te_toetsen),
    ((Recht.TEAMBUDGET_VASTSTELLEN,), toets.budget_op),
    ((Recht.MAANDRAPPORT_ZIEN,), blokken.uitputting),
    ((Recht.PORTAAL,), blokken.ingediend),
)
"""Every block, and who gets it: whoever has one of the rights; in this order."""
ANDERS = (
    ("logboek-nazicht", Recht.LOGBOEK_NAZIEN),
    ("vertrouwensdossiers", Recht.VERTROUWENSDOSSIERS),
    ("verwijzingen", Recht.VERWIJZINGEN),
    ("mijn-gezin", Recht.EIGEN_DOSSIER),
    ("mensen", Recht.MENSEN_BEHEREN),
    ("begrippen", None),
)
"""Where the day begins for whoever has no block."""


@dataclass(frozen=True)
class StartPagina:
    """The blocks of whoever looks."""

    titel: str
    inleiding: str
    blokken: tuple[Blok, ...]


@voor_iedereen
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The page on which the day begins."""
    wie = machtiging(request)
    now = timezone.now()
    before = bezoek(wie.account, moment=now) if wie.account is not None else None
    dag = Dag(timezone.localdate(now), before or now - EERSTE_KEER, eerste_keer=before is None)
    if not any(wie.mag(right) for rights, _ in BLOKKEN for right in rights):
        return redirect(next(page for page, right in ANDERS if right is None or wie.mag(right)))
    made = (block(wie, dag) for rights, block in BLOKKEN if any(wie.mag(right) for right in rights))
    page = StartPagina(
        titel="Goedendag",
        inleiding=_introduction(before),
        blokken=tuple(block for block in made if block is not None),
    )
    return render(request, "werkplek/start.html", {"page": page})


def _introduction(before: datetime | None) -> str:
    if before is None:
        return "Dit is uw startpagina: wat op u wacht, wat te laat is en wat er nieuw is."
    return f"U was hier voor het laatst op {datum(before)}."
