# SPDX-License-Identifier: EUPL-1.2
"""The end of a year: what is counted first, closing it by two people, and what came later."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.afsluiting import actions, queries
from jeugdregio.afsluiting.values import JAARRAPPORT, NAGEKOMEN, Jaarbeeld, Punt
from jeugdregio.components.blad import Blad, Deel, doe, tekstveld, toon
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.schrijfwijze import maand_kort, maandnaam
from jeugdregio.components.templatetags.componenten import cent, getal
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

BOVEN = "Jaarafsluiting"
INLEIDING = (
    "Een jaar sluit als elke maand dicht is en niets meer in de weg staat. Twee mensen doen dat samen, voorgoed. "
    "Wat daarna nog komt, wordt geboekt in de eerste open maand en staat hieronder apart."
)


class Jaarformulier(ZonderBsn):
    """Why the year can close."""

    reden = tekstveld(
        "Waarom kan het jaar dicht?",
        "Wie bevestigt leest dit. Schrijf geen naam of nummer van een kind op.",
        400,
        rijen=2,
    )


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_safe
def laatste(request: HttpRequest) -> HttpResponse:
    """The newest year with a month to report, else this year."""
    wie = machtiging(request)
    if wie.aanbieder:
        raise Http404
    months = queries.rapportmaanden(on_behalf_of=wie, gemeente=wie.gemeente)
    return redirect("jaarafsluiting", months[0].jaar if months else timezone.localdate().year)


@vraagt(Recht.MAANDRAPPORT_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def jaarafsluiting(request: HttpRequest, jaar: int) -> HttpResponse:
    """The page of a year; a POST proposes to close it."""
    wie, now = machtiging(request), timezone.now()
    if wie.aanbieder or not 2015 <= jaar <= timezone.localdate(now).year:
        raise Http404("Van dit jaar is er niets.")
    form, fault = Jaarformulier(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reden"]
        propose = partial(actions.stel_jaar_voor, jaar, reden=why, moment=now, on_behalf_of=wie)
        said = "Het voorstel staat klaar. Een ander van de regio moet het bevestigen."
        fault = doe(request, propose, said, weigert=(actions.UnableToCloseYear, NietToegestaan))
        if not fault:
            return redirect("jaarafsluiting", jaar)
    found = queries.jaarbeeld(jaar, moment=now, on_behalf_of=wie)
    parts = [Deel("Per gemeente", tabel=_towns(found))]
    if wie.regio:
        parts.insert(0, Deel("Voor het sluiten", tabel=_checklist(found)))
        if wie.mag(Recht.MAAND_SLUITEN) and not found.dicht:
            parts.append(_close(found, form))
    if found.gesloten:
        parts.append(_later(found))
    page = Blad(f"Jaarafsluiting {jaar}", INLEIDING, tuple(parts), boven=BOVEN, cijfers=_figures(found), fout=fault)
    return toon(request, page, (Kruimel(f"Jaarafsluiting {jaar}"),), fout=bool(form.errors))


def _figures(found: Jaarbeeld) -> tuple[Kerncijfer, ...]:
    months = {month for rows in found.open.values() for month in rows}
    later = sum(one.bedrag_cent for rows in found.later.values() for one in rows)
    return (
        Kerncijfer(
            "Stand",
            "Gesloten" if found.dicht else "Nog open",
            f"{len(found.gesloten)} van {len(found.namen)} gemeenten",
            toon="positief" if found.dicht else "neutraal",
        ),
        Kerncijfer("Open maanden", getal(len(months)), "van dit jaar"),
        Kerncijfer(
            "Later geboekt", cent(later), "over hulp in dit jaar, in een volgend jaar", url="#later" if later else ""
        ),
    )


def _checklist(found: Jaarbeeld) -> Tabel:
    def standing(one: Punt) -> Cel:
        if one.goed:
            return Cel("In orde", toon="positief")
        return Cel("Blokkeert", toon="negatief") if one.blokkeert else Cel("Let op", toon="waarschuwing")

    def line(one: Punt) -> tuple[Cel | str, ...]:
        url = reverse(one.pagina) if one.pagina and not one.goed else ""
        return Cel(one.naam, url=url, onder=one.uitleg), getal(one.aantal), standing(one)

    return Tabel(
        "Wat er nog open staat",
        (Kolom("Wat"), Kolom("Aantal", "getal"), Kolom("Uitkomst")),
        tuple(line(one) for one in found.punten),
        bijschrift_zichtbaar=False,
    )


def _towns(found: Jaarbeeld) -> Tabel:
    december = Maand(found.jaar, 12)

    def line(code: str, name: str) -> tuple[Cel | str, ...]:
        if code in found.gesloten:
            url = reverse("maandstuk", args=[code, december, JAARRAPPORT])
            return name, Cel("Gesloten", toon="positief"), "", Cel("Jaarrapport", url=url)
        open_ = found.open[code]
        months = ", ".join(maand_kort(one) for one in open_) or "geen"
        return name, Cel("Open", toon="info"), months, ""

    return Tabel(
        "Gemeenten",
        (Kolom("Gemeente"), Kolom("Jaar"), Kolom("Open maanden"), Kolom("Rapport")),
        tuple(line(code, name) for code, name in found.namen.items()),
        leeg="In dit jaar deed geen gemeente mee.",
        bijschrift_zichtbaar=False,
    )


def _close(found: Jaarbeeld, form: Jaarformulier) -> Deel:
    title = f"Sluit {found.jaar}"
    if not found.klaar:
        return Deel(title, ("Dat kan als niets in de lijst hierboven meer blokkeert.",))
    text = "Een ander bevestigt het op de pagina Voorstellen. Daarna gaan de maanden van dit jaar niet meer open."
    return Deel(title, (text,), formulier=form, doe="sluit", knop="Stel sluiten voor")


def _later(found: Jaarbeeld) -> Deel:
    rows = [(code, one) for code, months in found.later.items() for one in months]
    table = Tabel(
        "Nagekomen na de jaarafsluiting",
        (Kolom("Gemeente"), Kolom("Geboekt in"), Kolom("Regels", "getal"), Kolom("Kosten", "getal")),
        tuple(
            (
                Cel(
                    found.namen.get(code, code), url=reverse("maandrapport-regels", args=[code, one.maand, "nagekomen"])
                ),
                maandnaam(one.maand),
                getal(one.regels),
                cent(one.bedrag_cent),
            )
            for code, one in rows
        ),
        leeg="Over dit jaar is daarna niets meer geboekt.",
        bijschrift_zichtbaar=False,
    )
    text = f"Kosten van hulp in {found.jaar} die in een volgend jaar zijn geboekt, met de maand van de hulp erbij."
    return Deel("Nagekomen na de jaarafsluiting", (text,), anker="later", tabel=table)


def _rows(gemeente: str, maand: Maand) -> str:
    return reverse("maandrapport-regels", args=[gemeente, maand, NAGEKOMEN])
