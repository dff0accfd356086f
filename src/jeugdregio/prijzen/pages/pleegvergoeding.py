# SPDX-License-Identifier: EUPL-1.2
"""What foster parents get on a day, per day and per month, by the age of the child; for everyone: it is the law."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.schrijfwijze import periode_kort
from jeugdregio.components.templatetags.componenten import cent, datum
from jeugdregio.components.values import Kolom, Kruimel, Tabel
from jeugdregio.components.verzoek import dag_uit
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, voor_iedereen
from jeugdregio.prijzen.pleegvergoeding import DAGEN, MAANDEN, PERIODEN, Dagbedrag, Pleegvergoeding, pleegvergoeding


class Dagkeuze(Keuzefilter):
    """The day that is looked at."""

    dag = forms.DateField(
        label="Dag",
        required=False,
        help_text="De bedragen van deze dag. Leeg is vandaag.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@dataclass(frozen=True)
class PleegPagina:
    """The amounts of the day; without any, from when they are known."""

    dag: date
    keuze: Dagkeuze
    tabel: Tabel | None
    bron: str
    sinds: date
    titel: str = "Pleegvergoeding"


@voor_iedereen
@require_safe
def bedragen(request: HttpRequest) -> HttpResponse:
    """The page; `dag=` is another day than today."""
    day = dag_uit(request, "dag", timezone.localdate())
    found = pleegvergoeding(day)
    page = PleegPagina(
        dag=day,
        keuze=Dagkeuze(request.GET),
        tabel=_table(found) if found else None,
        bron=str(found.bron) if found else "",
        sinds=PERIODEN[0].vanaf,
    )
    above = (Kruimel("Producten en prijzen", reverse("prijzen")),) if _prices(request) else ()
    return render(request, "prijzen/pleegvergoeding.html", {"page": page, "kruimels": (*above, Kruimel(page.titel))})


def _prices(request: HttpRequest) -> bool:
    return machtiging(request).mag(Recht.PRIJZEN_ZIEN)


def _table(found: Pleegvergoeding) -> Tabel:
    heads = (
        Kolom("Leeftijd"),
        Kolom("Per dag", "getal"),
        Kolom("Per maand", "getal", f"Per dag × {DAGEN} ÷ {MAANDEN}, op hele euro’s; elke maand evenveel."),
    )
    rows = tuple((_age(one), cent(one.dag_cent), cent(one.maand_cent)) for one in found.bedragen)
    until = f"vanaf {datum(found.vanaf)}" if found.tot is None else periode_kort(found.vanaf, found.tot)
    return Tabel(f"Basisbedragen {until}", heads, rows)


def _age(one: Dagbedrag) -> str:
    if one.tot_en_met_jaar is None:
        return f"{one.van_jaar} jaar en ouder"
    return f"{one.van_jaar} tot en met {one.tot_en_met_jaar} jaar"
