# SPDX-License-Identifier: EUPL-1.2
"""The ways to pay for help (S37), and what each of them cost in a year: every euro in exactly one."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.components.verzoek import getal_uit
from jeugdregio.contracten import queries as contracten
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.prijzen import queries

IJW = {True: "verplicht", False: "niet verplicht", None: "de bron zegt het niet"}


@dataclass(frozen=True)
class VariantenPagina:
    """The register and the euros of a year."""

    jaar: int
    vorig_jaar: int
    volgend_jaar: int
    register: Tabel
    euros: Tabel
    zonder: int
    titel: str = "Financieringsvarianten"


@vraagt(Recht.PRIJZEN_ZIEN)
@require_safe
def varianten(request: HttpRequest) -> HttpResponse:
    """The page; `jaar` in the address."""
    wie = machtiging(request)
    year = min(max(getal_uit(request, "jaar", timezone.localdate().year), 2015), 2100)
    found = queries.euros_per_variant(year, on_behalf_of=wie)
    total = sum(one.bedrag_cent for one in found)
    page = VariantenPagina(
        jaar=year,
        vorig_jaar=year - 1,
        volgend_jaar=year + 1,
        register=Tabel(
            "Financieringsvarianten",
            tuple(map(Kolom, ("Variant", "iJw", "Declareren", "Afrekenen", "Verantwoorden", "Bron"))),
            tuple(
                (
                    Cel(one.naam, onder=one.variant or "geen uitvoeringsvariant in de wet"),
                    IJW[one.ijw],
                    one.declareren,
                    one.afrekenen,
                    one.verantwoorden,
                    Cel(one.bron, onder=f"zekerheid: {one.zekerheid}"),
                )
                for one in contracten.financieringsvarianten(settings.REGIO, on_behalf_of=wie)
            ),
            leeg="Er is nog geen variant vastgelegd.",
            bijschrift_zichtbaar=False,
        ),
        euros=Tabel(
            f"Toegekend over {year}",
            (Kolom("Variant"), Kolom("Regels", "getal"), Kolom("Toegekend", "getal")),
            tuple(
                (
                    one.naam if one.code else Cel("In geen variant", toon="negatief"),
                    getal(one.regels),
                    cent(one.bedrag_cent),
                )
                for one in found
            ),
            voet=("Samen", getal(sum(one.regels for one in found)), cent(total)) if found else (),
            leeg=f"Over {year} is nog niets toegekend.",
        ),
        zonder=sum(one.regels for one in found if not one.code),
    )
    trail = (Kruimel("Producten en prijzen", reverse("prijzen")), Kruimel("Financieringsvarianten"))
    return render(request, "prijzen/varianten.html", {"page": page, "kruimels": trail})
