# SPDX-License-Identifier: EUPL-1.2
"""How many wait since they applied and have no allocation yet: figures only, never a name (S94, N13)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import NO_VALUE, getal
from jeugdregio.components.values import Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.toegang.queries import onderwerpnamen
from jeugdregio.wachttijden import queries
from jeugdregio.wachttijden.pages.opmaak import BOVEN, KLEIN, weken_van
from jeugdregio.wachttijden.values import Aanmeldtelling

TITEL = "Wachten sinds de aanmelding"
WIE = (
    (
        "Geteld is wie zich aanmeldde bij de toegang en nog geen toewijzing heeft: de aanmelding is open, en sinds de "
        "ontvangst is niets toegewezen. Een jeugdige met twee vragen telt bij elke vraag."
    ),
    (
        "Is er een toewijzing, dan telt het wachten verder in ‘Van besluit tot start van de hulp’. Een crisis waarvan "
        "nog niemand weet om welk kind het gaat, telt niet mee."
    ),
    f"Aantallen van één tot en met negen staan er niet ({KLEIN}), en ook niet wat ze zou verraden.",
)
VAN_DE_GEMEENTE = (
    "Aanmeldingen zijn van de gemeente waar een jeugdige woont. De regio ziet ze niet en telt ze niet; vraag de "
    "controller van een gemeente naar haar cijfers."
)


@vraagt(Recht.WACHTTIJDEN_ZIEN)
@require_safe
def aanmeldingen(request: HttpRequest) -> HttpResponse:
    """The page, of the own municipality."""
    wie, today = machtiging(request), timezone.localdate()
    trail = (Kruimel(BOVEN, reverse("wachttijden")), Kruimel(TITEL))
    if not wie.gemeente:
        return toon(request, Blad(TITEL, VAN_DE_GEMEENTE, (), boven=BOVEN), trail)
    rows = queries.aanmeldingen(peildatum=today, on_behalf_of=wie)
    whole = rows[-1]
    page = Blad(
        TITEL,
        f"Wie op {dag_kort(today)} wacht sinds de aanmelding en nog geen toewijzing heeft.",
        (Deel("Per vraag", tabel=_tabel(rows)), Deel("Wat is geteld", WIE)),
        boven=BOVEN,
        cijfers=(
            Kerncijfer("Wachten nu", _aantal(whole.aantal), "nog geen toewijzing"),
            Kerncijfer("Termijn voorbij", _aantal(whole.te_laat), "de laatste dag voor een besluit is geweest"),
            Kerncijfer("De helft wacht", _weken(whole), "of korter, sinds de ontvangst"),
        ),
    )
    return toon(request, page, trail)


def _tabel(rows: list[Aanmeldtelling]) -> Tabel:
    names = onderwerpnamen()

    def line(one: Aanmeldtelling) -> tuple[str, ...]:
        return (
            names[one.onderwerp] if one.onderwerp else "Samen",
            _aantal(one.aantal),
            _aantal(one.te_laat),
            _weken(one),
        )

    return Tabel(
        "Per vraag",
        (Kolom("Vraag"), Kolom("Wachten", "getal"), Kolom("Termijn voorbij", "getal"), Kolom("Helft wacht", "getal")),
        tuple(map(line, rows[:-1])),
        voet=line(rows[-1]) if rows[:-1] else (),
        leeg="Niemand wacht: elke aanmelding is afgerond, of er is een toewijzing.",
        bijschrift_zichtbaar=False,
    )


def _aantal(many: int | None) -> str:
    return KLEIN if many is None else getal(many)


def _weken(one: Aanmeldtelling) -> str:
    return NO_VALUE if one.mediaan is None else weken_van(one.mediaan)
