# SPDX-License-Identifier: EUPL-1.2
"""One allocation with the care on it, and what else that child has at that provider; nothing can be changed here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.codelijsten.lijsten import codelijst
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Geschiedenis, Kolom, Kruimel, Tabel, Toon
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.logboek.pages.geschiedenis import geschiedenis
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries
from jeugdregio.toewijzingen.pages.opmaak import omvang, periode, zorgstand
from jeugdregio.toewijzingen.values import Toegewezen


@dataclass(frozen=True)
class InzienPagina:
    """One allocation."""

    titel: str
    stand: tuple[str, Toon]
    feiten: tuple[tuple[str, str], ...]
    zorg: Tabel
    andere: Tabel
    geschiedenis: Geschiedenis
    gezien_url: str


@vraagt(Recht.TOEWIJZINGEN_ZIEN)
@require_safe
def inzien(request: HttpRequest, gemeente: str, nummer: int) -> HttpResponse:
    """One allocation, for its municipality and the region; a provider has a page of its own in the portal."""
    wie = machtiging(request)
    one = queries.toewijzing(gemeente, nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze toewijzing is er niet, of zij is verwijderd.")
    others = queries.van_kind(gemeente, one.kind.id, on_behalf_of=wie)
    gelezen(request, [one.kind.persoon])
    trail = (Kruimel("Werk", reverse("werk")), Kruimel(f"Toewijzing {nummer}"))
    page = InzienPagina(
        titel=f"Toewijzing {nummer}",
        stand=zorgstand(one),
        feiten=tuple(_facts(one, wie)),
        zorg=_care(one),
        andere=toewijzingentabel("Alle toewijzingen van deze jeugdige bij deze aanbieder", others),
        geschiedenis=geschiedenis("toewijzingen_toewijzing", {"gemeente": gemeente, "id": one.id}, wie),
        gezien_url=reverse("dossier-gezien", args=[gemeente, nummer]) if wie.mag(Recht.KINDEREN_ZIEN) else "",
    )
    return render(request, "toewijzingen/inzien.html", {"page": page, "kruimels": trail})


def _facts(one: Toegewezen, wie: Machtiging) -> list[tuple[str, str]]:
    return [
        *(
            [("Jeugdige", one.kind.naam), ("Geboren", datum(one.kind.geboortedatum))]
            if wie.mag(Recht.KINDEREN_ZIEN)
            else []
        ),
        ("Gemeente", regio.namen().get(one.gemeente, one.gemeente)),
        ("Aanbieder", aanbieders.naam(one.aanbieder)),
        ("Product", _product(one)),
        ("Geldig", periode(one.begin, one.einde)),
        ("Toegewezen", omvang(one)),
    ]


def _product(one: Toegewezen) -> str:
    return one.code or (f"categorie {one.categorie}" if one.categorie else "vrij te kiezen")


def _care(one: Toegewezen) -> Tabel:
    reasons = codelijst("reden_beeindiging")
    return Tabel(
        "Starts en stops",
        (Kolom("Gestart"), Kolom("Gestopt"), Kolom("Reden")),
        tuple(
            (datum(care.begin), datum(care.einde), reasons.omschrijving(care.reden) if care.reden else "")
            for care in one.leveringen
        ),
        leeg="Er is nog geen start gemeld op deze toewijzing.",
    )


def toewijzingentabel(titel: str, found: Sequence[Toegewezen]) -> Tabel:
    """Allocations as rows, each with a link to its own page."""

    def row(one: Toegewezen) -> tuple[Cel | str, ...]:
        state, tone = zorgstand(one)
        url = reverse("toewijzing-inzien", args=[one.gemeente, one.nummer])
        return (
            Cel(str(one.nummer), url=url),
            _product(one),
            periode(one.begin, one.einde),
            omvang(one),
            Cel(state, toon=tone),
        )

    return Tabel(
        titel,
        (Kolom("Toewijzing"), Kolom("Product"), Kolom("Geldig"), Kolom("Toegewezen"), Kolom("Zorg")),
        tuple(row(one) for one in found),
        leeg="Er is geen andere toewijzing.",
    )
