# SPDX-License-Identifier: EUPL-1.2
"""What a control found wrong: for the municipality with what it can claim, for the provider with what it has to do."""

from functools import partial

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from jeugdregio.components import blad
from jeugdregio.components.blad import Deel
from jeugdregio.components.schrijfwijze import dag_kort, moment_kort
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio
from jeugdregio.verantwoording import actions
from jeugdregio.verantwoording.pages.formulieren import Bevindingformulier
from jeugdregio.verantwoording.productiewaarden import Bevinding, NietTeVerantwoorden

UITLEG = (
    "De aanbieder leest dit onder Verantwoording en crediteert de regel voor de laatste dag. Doet hij dat niet, dan "
    "vordert een ander dan wie de uitkomst vastlegde het bedrag. Dat gaat één keer van de kosten af; innen gaat met de "
    "hand."
)
doe = partial(blad.doe, weigert=(NietTeVerantwoorden,))


def bevindingtabel(rows: list[Bevinding], *, met_gemeente: bool = False) -> Tabel:
    """Findings with where they stand."""
    towns = regio.namen() if met_gemeente else {}

    def mark(one: Bevinding) -> Cel:
        url = reverse("waarom-bedrag", args=[one.gemeente, one.bericht_id, one.nr])
        return Cel(one.referentie, url=url, onder=towns.get(one.gemeente, ""))

    def state(one: Bevinding) -> Cel:
        if one.te_herstellen:
            return Cel("Gevorderd en gecrediteerd", toon="negatief", onder="de vordering moet terug")
        if one.hersteld_op:
            return Cel("Gecrediteerd", toon="neutraal", onder=f"vordering terug op {moment_kort(one.hersteld_op)}")
        if one.gecrediteerd:
            return Cel("Gecrediteerd", toon="positief")
        if one.gevorderd_op:
            return Cel("Gevorderd", toon="waarschuwing", onder=moment_kort(one.gevorderd_op))
        late = one.uiterlijk < timezone.localdate()
        return Cel("Te crediteren", toon="negatief" if late else "info", onder=f"tot en met {dag_kort(one.uiterlijk)}")

    return Tabel(
        "Bevindingen",
        (Kolom("Regel"), Kolom("Bedrag", "getal"), Kolom("Niet juist", "getal"), Kolom("Waarom"), Kolom("Stand")),
        tuple((mark(one), cent(one.bedrag_cent), cent(one.fout_cent), one.toelichting, state(one)) for one in rows),
        leeg="Er is niets gevonden dat niet klopt.",
        bijschrift_zichtbaar=False,
    )


def delen(request: HttpRequest, rows: list[Bevinding]) -> list[Deel]:
    """The parts of the page of a control; none when nothing was found."""
    if not rows:
        return []
    today = timezone.localdate()
    claim = [(str(one.nummer), one.referentie) for one in rows if one.open and one.uiterlijk < today]
    back = [(str(one.nummer), one.referentie) for one in rows if one.te_herstellen]
    parts = [Deel("Gemeld aan de aanbieder", (UITLEG,), "gemeld", tabel=bevindingtabel(rows))]
    for name, choices, button in (("vorder", claim, "Vorder"), ("herstel", back, "Boek de vordering terug")):
        if choices:
            bound = request.POST if request.POST.get("doe") == name else None
            parts.append(Deel(formulier=Bevindingformulier(bound, keuzes=choices), doe=name, knop=button))
    return parts


def verwerk(request: HttpRequest, rows: list[Bevinding], wie: Machtiging) -> str | None:
    """Claim or take back what was asked for; the fault in Dutch, empty when it was done, None when it is not this."""
    step, asked, now = request.POST.get("doe", ""), request.POST.get("bevinding", ""), timezone.now()
    if step not in ("vorder", "herstel"):
        return None
    one = next((row for row in rows if str(row.nummer) == asked), None)
    if one is None:
        return "Kies een regel uit de lijst."
    if step == "vorder":
        who = request.user.get_username()
        claim = partial(actions.vorder, one.nummer, moment=now, door=who, on_behalf_of=wie)
        return doe(request, claim, f"{cent(one.fout_cent)} is gevorderd.")
    return doe(request, partial(actions.herstel, one.nummer, moment=now, on_behalf_of=wie), "De vordering is terug.")
