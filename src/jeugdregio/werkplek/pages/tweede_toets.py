# SPDX-License-Identifier: EUPL-1.2
"""Whether the second check works: what it changed, what waiting cost, and a threshold to consider (N13)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.besluiten import queries as besluiten
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.schrijfwijze import promille
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Kerncijfer, Kolom, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.teambudget import queries as teambudget
from jeugdregio.werkplek.toetsleer import GENOEG, SOORTEN, Les, leer

HOOGSTENS = 2_000
VOL = 1000


@vraagt(Recht.TWEEDE_TOETS, Recht.BESLISSEN)
@require_safe
def toetsleer(request: HttpRequest) -> HttpResponse:
    """The page; counts the decisions that whoever looks may see."""
    wie = machtiging(request)
    found = leer(besluiten.besluiten(hoogstens=HOOGSTENS, on_behalf_of=wie))
    chosen = teambudget.heeft_drempel(wie.gemeente, peildatum=timezone.localdate(), on_behalf_of=wie)
    changed = found.getoetst - found.zonder_wijziging
    share = promille(changed * VOL // found.getoetst) if found.getoetst else "nog niets getoetst"
    page = Blad(
        "Werkt de tweede toets?",
        "Hoe vaak de tweede naam een besluit veranderde, wat het wachten kostte, en wat dat zegt over de drempel.",
        (
            Deel("Wat de toets veranderde", (_uitleg(),), tabel=_tabel(found)),
            Deel(
                "Een drempel om te overwegen",
                tuple(_voorstel(found, chosen=chosen)),
                links=(("De drempels van deze gemeente", reverse("toetsdrempels")),),
            ),
        ),
        boven="Tweede toets",
        cijfers=(
            Kerncijfer("Getoetst", getal(found.getoetst), "besluiten die daarna verder gingen of stopten"),
            Kerncijfer("Veranderd", share, f"{getal(changed)} besluiten"),
            Kerncijfer(
                "Wachten na terugsturen",
                "niet bekend" if found.dagen is None else f"{getal(found.dagen)} dagen",
                "de helft korter; tussen eerste en laatste toets",
            ),
            Kerncijfer("Wacht nu", getal(found.wacht), "op een tweede naam"),
        ),
    )
    return toon(request, page)


def _uitleg() -> str:
    return (
        "Vergeleken is wat de tweede toetser het eerst las met wat ten slotte akkoord was. Eén besluit kan onder "
        "meer dan één regel vallen. Wanneer een besluit werd voorgelegd is niet bewaard, dus hoe lang het op de "
        "eerste toets wachtte, is niet bekend."
    )


def _tabel(found: Les) -> Tabel:
    return Tabel(
        "Besluiten naar wat er veranderde",
        (Kolom("Wat"), Kolom("Besluiten", "getal")),
        (
            ("Niets", getal(found.zonder_wijziging)),
            *((name, getal(found.gewijzigd[kind])) for kind, name in SOORTEN.items()),
        ),
    )


def _voorstel(found: Les, *, chosen: bool) -> list[str]:
    lines = [] if chosen else ["Deze gemeente koos nog geen drempel: er wacht geen besluit op een tweede naam."]
    if found.getoetst < GENOEG:
        few = f"Er zijn nog geen {GENOEG} besluiten getoetst. Dat is te weinig om iets over de drempel te zeggen."
        return [*lines, few]
    if found.drempel_cent is None and found.drempel_maanden is None:
        return [*lines, "De toets veranderde nog nooit bedrag, duur of aanbieder. Overweeg een hogere drempel."]
    amount = "geen bekend bedrag" if found.drempel_cent is None else cent(found.drempel_cent)
    months = "geen bekende duur" if found.drempel_maanden is None else f"{found.drempel_maanden} maanden"
    why = (
        "Een lagere drempel laat besluiten wachten waaraan de toets tot nu toe niets veranderde. Dit is rekenwerk over "
        "de eigen besluiten: het programma zet zelf nooit een drempel. De controller of bestuurder stelt die voor."
    )
    return [*lines, f"Het kleinste waaraan de toets nog iets wezenlijks veranderde: {amount}, {months}.", why]
