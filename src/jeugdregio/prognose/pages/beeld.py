# SPDX-License-Identifier: EUPL-1.2
"""The forecast of a municipality and of the region: its line and band, when budgets run out, and why it changed."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.blad import Blad, Deel, toon
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.schrijfwijze import bedrag_kort, dag_kort, moment_kort, promille
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.contractbeheer import queries as contractbeheer
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.prognose import queries
from jeugdregio.prognose.definities import DEFINITIES
from jeugdregio.prognose.pages.lijn import grafiek
from jeugdregio.prognose.queries import Jaarstand, Prognosebeeld
from jeugdregio.regio import queries as regio

VOL = 700
"""Thousandths of a ceiling from which it is shown, as contract management warns (N18)."""
UITLEG = "#begrippen"
INLEIDING = (
    "Wat de hulp in een jaar gaat kosten, met wat op de peildatum bekend was. "
    "Een prognose wordt bewaard en verandert niet meer."
)
BEDRAG = ("Toegekend", "Nog te declareren", "Nog te leveren", "Verwacht", "Laag (P10)", "Hoog (P90)")


class Peilfilter(Keuzefilter):
    """Which kept forecast."""

    peildatum = forms.ChoiceField(label="Peildatum", help_text="Wat voor deze dag bekend was, telt mee.")


@vraagt(Recht.PROGNOSE_ZIEN)
@require_safe
def eigen(request: HttpRequest) -> HttpResponse:
    """The region, or one's own municipality."""
    return _toon(request, machtiging(request).gemeente)


@vraagt(Recht.PROGNOSE_ZIEN)
@require_safe
def gemeente(request: HttpRequest, gemeente: str) -> HttpResponse:
    """One municipality; of another than one's own there is nothing."""
    wie = machtiging(request)
    if wie.gemeente not in ("", gemeente):
        raise Http404("Deze prognose is er niet voor u.")
    return _toon(request, gemeente, boven=reverse("prognose") if wie.regio else "")


def _toon(request: HttpRequest, code: str, *, boven: str = "") -> HttpResponse:
    wie = machtiging(request)
    name = regio.namen().get(code, code) if code else "de regio"
    days = queries.peildata(on_behalf_of=wie)
    form = Peilfilter({"peildatum": days[0].isoformat() if days else ""} | request.GET.dict())
    form.kies("peildatum", [(day.isoformat(), dag_kort(day)) for day in days], alle=False)
    asked = form.gekozen().get("peildatum", days[0].isoformat() if days else "")
    found = queries.prognose(date.fromisoformat(asked), code, on_behalf_of=wie) if asked else None
    if found is None:
        if boven and code not in regio.namen():
            raise Http404("Deze gemeente is er niet.")
        return toon(request, _leeg(name, form, days))
    trail = (Kruimel("Prognose", boven), Kruimel(name)) if boven else ()
    return toon(request, _blad(found, name, form, wie), trail)


def _leeg(name: str, form: Peilfilter, days: Sequence[date]) -> Blad:
    text = (
        "Er is nog geen prognose. Zij wordt op de eerste van elke maand gemaakt zodra er declaraties zijn toegekend. "
        "Wie het programma draait kan dat ook nu doen met de opdracht jeugdregio prognose."
        if not days
        else "Op deze peildatum was er voor deze gemeente nog niets toegekend of toegewezen. Kies een latere."
    )
    parts = (*((Deel(filter=form),) if days else ()), Deel("Nog niets te tonen", (text,)))
    return Blad(f"Prognose van {name}", INLEIDING, parts)


def _blad(found: Prognosebeeld, name: str, form: Peilfilter, wie: Machtiging) -> Blad:
    year = found.peildatum.year
    return Blad(
        f"Prognose {year} van {name}",
        INLEIDING,
        (
            Deel(filter=form),
            Deel("Verloop van het jaar", grafiek=grafiek(found)),
            _verandering(found),
            Deel("Per segment", tabel=_segmenten(found)),
            *((Deel("Per gemeente", tabel=_gemeenten(found)),) if not found.gemeente else ()),
            *((_plafonds(found.peildatum, wie),) if not found.gemeente else ()),
            _begrippen(),
        ),
        boven=f"Peildatum {dag_kort(found.peildatum)}",
        cijfers=_figures(found, wie),
        feiten=(("Gemaakt op", moment_kort(found.gemaakt_op), ""), ("Versie van de methode", found.versie, "")),
    )


def _figures(found: Prognosebeeld, wie: Machtiging) -> tuple[Kerncijfer, ...]:
    whole = found.totaal
    band = whole.band
    report = ""
    if wie.mag(Recht.MAANDRAPPORT_ZIEN) and found.gemeente:
        report = reverse("maandrapport", args=[found.gemeente, Maand.van(found.peildatum).vorige])
    tight = whole.budget_cent is not None and band.midden_cent > whole.budget_cent
    budget = f"budget {cent(whole.budget_cent)}" if whole.budget_cent is not None else "geen budget vastgelegd"
    return (
        Kerncijfer("Verwacht", bedrag_kort(band.midden_cent), budget, UITLEG, toon="negatief" if tight else "positief"),
        Kerncijfer(
            "Band",
            f"{bedrag_kort(band.laag_cent)} tot {bedrag_kort(band.hoog_cent)}",
            "P10 tot P90",
            UITLEG,
        ),
        Kerncijfer("Toegekend", bedrag_kort(whole.geboekt_cent), "voor hulp in dit jaar", UITLEG, url=report),
        Kerncijfer("Nog te declareren", bedrag_kort(whole.nog_te_declareren_cent), "hulp is al geleverd", UITLEG),
        Kerncijfer(
            "Budget op",
            dag_kort(whole.uitgeput_op) if whole.uitgeput_op else "niet dit jaar",
            "als het gaat zoals verwacht",
            UITLEG,
            toon="negatief" if whole.uitgeput_op else "positief",
        ),
    )


def _verandering(found: Prognosebeeld) -> Deel:
    why = found.verklaring
    if why is None or found.vorig_midden_cent is None:
        return Deel(
            "Wat veranderde sinds vorige maand",
            ("Van een maand eerder in dit jaar is er geen prognose om mee te vergelijken.",),
        )
    rows: tuple[tuple[Cel | str, ...], ...] = (
        ("Verwacht een maand eerder", cent(found.vorig_midden_cent)),
        (Cel("Prijs", url=UITLEG), cent(why.prijs_cent)),
        (Cel("Volume", url=UITLEG), cent(why.volume_cent)),
        (Cel("Mix", url=UITLEG), cent(why.mix_cent)),
        (Cel("Vertraging", url=UITLEG), cent(why.vertraging_cent)),
    )
    foot = (Cel("Verwacht nu", onder=f"verandering {cent(why.som_cent)}"), cent(found.totaal.band.midden_cent))
    heads = (Kolom("Deel"), Kolom("Bedrag", "getal"))
    return Deel(
        "Wat veranderde sinds vorige maand",
        tabel=Tabel("Waarom de prognose veranderde", heads, rows, voet=foot, bijschrift_zichtbaar=False),
    )


def _bedragen(one: Jaarstand) -> tuple[str, ...]:
    return (
        cent(one.geboekt_cent),
        cent(one.nog_te_declareren_cent),
        cent(one.nog_te_komen_cent),
        cent(one.band.midden_cent),
        cent(one.band.laag_cent),
        cent(one.band.hoog_cent),
    )


def _segmenten(found: Prognosebeeld) -> Tabel:
    return Tabel(
        "Segmenten",
        (Kolom("Segment"), *(Kolom(name, "getal") for name in BEDRAG)),
        tuple((one.segment, *_bedragen(one)) for one in found.per_segment),
        voet=("Samen", *_bedragen(found.totaal)),
        bijschrift_zichtbaar=False,
    )


def _gemeenten(found: Prognosebeeld) -> Tabel:
    names = regio.namen()
    rows: list[tuple[Cel | str, ...]] = [
        (
            Cel(
                names.get(one.gemeente, one.gemeente),
                url=f"{reverse('prognose-gemeente', args=[one.gemeente])}?peildatum={found.peildatum.isoformat()}",
            ),
            *_bedragen(one),
            cent(one.budget_cent),
            Cel(dag_kort(one.uitgeput_op), toon="negatief") if one.uitgeput_op else Cel("niet dit jaar"),
        )
        for one in sorted(found.per_gemeente, key=lambda one: names.get(one.gemeente, one.gemeente))
    ]
    whole = found.totaal
    return Tabel(
        "Gemeenten",
        (
            Kolom("Gemeente"),
            *(Kolom(name, "getal") for name in BEDRAG),
            Kolom("Budget", "getal"),
            Kolom("Budget op", "dag"),
        ),
        tuple(rows),
        voet=(
            "Regio",
            *_bedragen(whole),
            cent(whole.budget_cent),
            dag_kort(whole.uitgeput_op) if whole.uitgeput_op else "niet dit jaar",
        ),
        bijschrift_zichtbaar=False,
    )


def _plafonds(day: date, wie: Machtiging) -> Deel:
    """The ceilings as contract management follows them, on the same day."""
    names = aanbieders.namen()
    rows: list[tuple[Cel | str, ...]] = [
        (
            names.get(one.aanbieder, one.aanbieder),
            cent(one.plafond_cent),
            cent(one.gebruikt_cent),
            promille(one.gebruikt_promille),
            Cel(dag_kort(one.verwacht), toon="negatief") if one.verwacht else Cel("niet dit jaar"),
        )
        for one in contractbeheer.plafonds(day, on_behalf_of=wie)
        if one.verwacht or one.gebruikt_promille >= VOL
    ]
    heads = (
        Kolom("Aanbieder"),
        Kolom("Plafond", "getal"),
        Kolom("Gebruikt", "getal"),
        Kolom("Deel", "getal"),
        Kolom("Plafond bereikt", "dag"),
    )
    return Deel(
        "Plafonds van contracten",
        (
            (
                "Plafonds die dit jaar worden bereikt, of voor zeventig procent zijn gebruikt. Zoals contractbeheer ze "
                "volgt, met wat nu is geboekt: de dag waarop de eerste van twee rechte lijnen het plafond raakt."
            ),
        ),
        tabel=Tabel(
            "Plafonds",
            heads,
            tuple(rows),
            leeg="Geen plafond wordt dit jaar bereikt.",
            bijschrift_zichtbaar=False,
        ),
        links=(("Plafonds in contractbeheer", reverse("plafonds")),) if wie.mag(Recht.CONTRACTBEHEER_ZIEN) else (),
    )


def _begrippen() -> Deel:
    rows = tuple((one.naam, Cel(one.definitie, onder=f"Uit: {one.bron}")) for one in DEFINITIES)
    heads = (Kolom("Cijfer"), Kolom("Wat het is"))
    return Deel(
        "Wat de cijfers betekenen",
        anker="begrippen",
        tabel=Tabel("Begrippen van de prognose", heads, rows, bijschrift_zichtbaar=False),
    )
