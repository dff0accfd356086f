# SPDX-License-Identifier: EUPL-1.2
"""The time of every act, where it rests on, and what it was before; the region sets another one."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components import blad
from jeugdregio.components.blad import Blad, Deel, dagveld, tekstveld, toon
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.lasten import actions, queries
from jeugdregio.lasten.pages.opmaak import BOVEN, MINUUT, kruimels, minuten
from jeugdregio.lasten.values import HANDELINGEN, TELLINGEN, Kant, Loket, NietVastTeLeggen, Norm

KANTEN = {Kant.AANBIEDER: "Aanbieder", Kant.GEMEENTE: "Gemeente", Kant.REGIO: "Regio"}
LOKETTEN = {Loket.OVERAL: "", Loket.REGIO: "als de regio factureert", Loket.GEMEENTE: "als de gemeente zelf factureert"}


class Normformulier(ZonderBsn):
    """Another time for an act."""

    handeling = forms.ChoiceField(
        label="Handeling",
        choices=[(one.code, f"{KANTEN[one.kant]}: {one.naam}") for one in HANDELINGEN],
        help_text="Voor wie, en wat.",
    )
    minuten = forms.DecimalField(
        label="Minuten per keer",
        min_value=0,
        max_value=2400,
        max_digits=6,
        decimal_places=2,
        localize=True,
        help_text="Bijvoorbeeld 2,5. Het programma rekent in hele seconden.",
    )
    vanaf = dagveld("Vanaf", "De eerste dag van een maand. Wat daarvoor gold, blijft staan.")
    bron = tekstveld("Bron", "Waar de tijd op rust: een meting, een afspraak, of ‘aanname’.", 200)
    reden = tekstveld("Waarom", "Wat er mis was met de tijd die er stond.", 400, rijen=2)


doe = partial(blad.doe, weigert=(NietToegestaan, NietVastTeLeggen))
"""As `components.blad.doe`, with the refusals of this room."""


@vraagt(Recht.LASTEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def normen(request: HttpRequest) -> HttpResponse:
    """The page; a POST sets a time."""
    wie, today = machtiging(request), timezone.localdate()
    first = Maand.van(today).begin
    form, fault = Normformulier(request.POST or None, initial={"vanaf": first}), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        set_it = partial(
            actions.zet_norm,
            data["handeling"],
            int(data["minuten"] * MINUUT),
            vanaf=data["vanaf"],
            bron=data["bron"],
            reden=data["reden"],
            door=request.user.get_username(),
            moment=timezone.now(),
            on_behalf_of=wie,
        )
        fault = doe(request, set_it, "De tijd is vastgelegd.")
        if not fault:
            return redirect("lasten-normen")
    norms = queries.normen(on_behalf_of=wie)
    may = wie.regio and wie.mag(Recht.LASTEN_BEHEREN)
    page = Blad(
        "Tijd per handeling",
        "Geen bron noemt tijden. Een aanname is een beginpunt; een gemeten tijd komt ervoor in de plaats.",
        (
            *(Deel(f"{KANTEN[side]}", tabel=_tabel(side, norms, first)) for side in Kant),
            Deel("Wat er veranderde", tabel=_verloop(norms)),
            *((Deel("Zet een andere tijd", formulier=form, doe="norm"),) if may else ()),
        ),
        boven=BOVEN,
        fout=fault,
    )
    return toon(request, page, kruimels(Kruimel("Tijd per handeling")), fout=bool(form.errors))


def _tabel(side: Kant, norms: dict[str, list[Norm]], first) -> Tabel:  # type: ignore[no-untyped-def]
    rows = []
    for one in (act for act in HANDELINGEN if act.kant is side):
        now = queries.geldende(norms[one.code], first)
        rows.append(
            (
                Cel(one.naam, onder=LOKETTEN[one.loket]),
                minuten(now.seconden),
                Cel(now.bron, toon="waarschuwing" if now.vanaf is None else "positief", onder=now.reden),
                TELLINGEN[one.telling],
            )
        )
    heads = (Kolom("Handeling"), Kolom("Tijd per keer", "getal"), Kolom("Rust op"), Kolom("Geteld"))
    return Tabel(f"Handelingen: {KANTEN[side]}", heads, tuple(rows), bijschrift_zichtbaar=False)


def _verloop(norms: dict[str, list[Norm]]) -> Tabel:
    names = {one.code: one for one in HANDELINGEN}
    set_ = sorted(
        (one for row in norms.values() for one in row if one.vanaf),
        key=lambda one: one.gezet_op.timestamp() if one.gezet_op else 0,
        reverse=True,
    )
    rows = tuple(
        (
            Cel(names[one.handeling].naam, onder=KANTEN[names[one.handeling].kant]),
            dag_kort(one.vanaf) if one.vanaf else "",
            minuten(one.seconden),
            Cel(one.bron, onder=one.reden),
            one.door,
        )
        for one in set_
    )
    heads = (Kolom("Handeling"), Kolom("Vanaf", "dag"), Kolom("Tijd", "getal"), Kolom("Rust op"), Kolom("Door"))
    return Tabel("Besluiten", heads, rows, leeg="Er is nog geen andere tijd vastgelegd.", bijschrift_zichtbaar=False)
