# SPDX-License-Identifier: EUPL-1.2
"""The contract file: out as a workbook, and in again in two steps: look at what it changes, then propose it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jeugdregio.components import inleespagina
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.inlezen import MEESTE_BYTES, MEESTE_RIJEN
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.rekenblad import TE_GROOT, OnleesbaarBestand
from jeugdregio.components.schrijfwijze import dag_kort, verschil_cent
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, getal
from jeugdregio.components.values import Cel, Kolom, Kruimel, Lijstblad, Tabel, Toon
from jeugdregio.components.werkboek import JA_NEE
from jeugdregio.contracten.bestand.bladen import BLADEN, TARIEVEN
from jeugdregio.contracten.bestand.inlezen import (
    NietInTeLezen,
    Voorbeeld,
    contractbestand_als_voorstel,
    contractsjabloon,
    lees_contractbestand,
    schrijf_contractbestand,
    tellingen_van,
    wijzigingen_van,
)
from jeugdregio.contracten.bestand.vergelijken import Telling, Wijziging
from jeugdregio.contracten.values import minuuttarief, telt_per_uur
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt

SOORT = "contractbestand"
ONEVEN = "Let op: uurtarieven die per minuut niet op hele centen uitkomen"
HOOGSTENS_CELLEN = 200
HOOGSTENS_VOORSTELLEN = 20
STANDEN: dict[str, Toon] = {"open": "waarschuwing", "bevestigd": "positief"}


class Redenformulier(ZonderBsn):
    """Why it is proposed; only asked once one proposes."""

    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=400,
        help_text="Nodig om voor te stellen. Wie bevestigt, leest dit.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@dataclass(frozen=True)
class InlezenPagina:
    """The form, what is wrong or what would change, what was proposed, and the help with the columns."""

    formulier: Redenformulier
    fouten: tuple[str, ...]
    rijen: Tabel | None
    verandert: tuple[Tabel, ...]
    voorstellen: Tabel
    bladen: tuple[Tabel, ...]
    grenzen: str


@dataclass(frozen=True)
class BestandPagina:
    """A proposal: its state, what changes per sheet and in money, and every row."""

    titel: str
    stand: tuple[str, Toon]
    feiten: tuple[tuple[str, str], ...]
    tellingen: Tabel
    geld: Tabel | None
    blad: Lijstblad
    voorstel_url: str


@dataclass(frozen=True)
class Celwijziging:
    """One cell that changes, or a whole row that is new: where it stands, of what, and the text before and after."""

    blad: str
    rij: int
    sleutel: str
    kolom: str
    oud: str
    nieuw: str


@vraagt(Recht.CONTRACTEN_ZIEN)
@require_safe
def uitvoer(request: HttpRequest) -> HttpResponse:
    """The whole file as far as whoever asks may see it."""
    data = schrijf_contractbestand(settings.REGIO, on_behalf_of=machtiging(request))
    return inleespagina.werkboek(data, f"contractbestand-{timezone.localdate().isoformat()}")


@vraagt(Recht.CONTRACTEN_INLEZEN)
@require_safe
def sjabloon(request: HttpRequest) -> HttpResponse:
    """The sheets to fill in."""
    del request
    return inleespagina.werkboek(contractsjabloon(), "contractbestand-sjabloon")


@vraagt(Recht.CONTRACTEN_INLEZEN)
@require_http_methods(["GET", "HEAD", "POST"])
def inlezen(request: HttpRequest) -> HttpResponse:
    """The page; a POST shows what a file changes, or with `doe=voorstellen` proposes it."""
    wie = machtiging(request)
    form, wrong, seen = Redenformulier(request.POST or None), "", None
    if request.method == "POST" and form.is_valid():
        try:
            data, name = _ontvang(request)
            seen = lees_contractbestand(data, settings.REGIO, peildatum=timezone.localdate(), on_behalf_of=wie)
            what = contractbestand_als_voorstel(seen, naam=name, data=data)
            if request.POST.get("doe") == "voorstellen":
                made = vier_ogen.stel_voor(
                    SOORT,
                    what,
                    recht=Recht.CONTRACTEN_INLEZEN,
                    reden=form.cleaned_data["reden"],
                    moment=timezone.now(),
                    on_behalf_of=wie,
                )
                messages.success(request, "Het voorstel staat klaar. Een ander moet het bevestigen.")
                return redirect("contractbestand-voorstel", nummer=made.pk)
        except (OnleesbaarBestand, NietInTeLezen, NietToegestaan) as refusal:
            wrong = str(refusal)
    faults = seen.fouten if seen else ()
    page = InlezenPagina(
        form,
        (wrong,) if wrong else (),
        inleespagina.fouten(faults) if faults else None,
        _verandert(seen) if seen and not faults else (),
        _proposals(wie),
        tuple(map(inleespagina.kolommen, BLADEN)),
        f"Hoogstens {MEESTE_BYTES // 1_000_000} MB, en {getal(MEESTE_RIJEN)} rijen per blad.",
    )
    trail = (Kruimel("Contracten", reverse("contracten")), Kruimel("Contractbestand"))
    refused = bool(wrong or faults or form.errors)
    return render(request, "contracten/inlezen.html", {"page": page, "kruimels": trail}, status=422 if refused else 200)


@vraagt(Recht.CONTRACTEN_INLEZEN)
@require_safe
def voorstel(request: HttpRequest, nummer: int) -> HttpResponse:
    """What one proposal changes, cell by cell."""
    wie = machtiging(request)
    with namens(wie):
        one = Voorstel.objects.filter(pk=nummer, soort=SOORT).select_related("voorgesteld_door").first()
    if one is None:
        raise Http404("Dit voorstel is er niet.")
    found = _cells(wijzigingen_van(one.inhoud), nummer)
    if file := found.als_bestand(request):
        return file
    page = BestandPagina(
        titel=f"Contractbestand {one.inhoud['bestand']}",
        stand=(one.get_besluit_display(), STANDEN.get(one.besluit, "neutraal")),
        feiten=(
            ("Reden", one.reden),
            ("Voorgesteld door", one.voorgesteld_door.first_name or one.voorgesteld_door.username),
            ("Vingerafdruk van het bestand", one.inhoud["sha256"][:16]),
        ),
        tellingen=_counts(tellingen_van(one.inhoud)),
        geld=_money([(name, before, after) for name, before, after in one.inhoud["geld"]]),
        blad=found.blad(request),
        voorstel_url=reverse("voorstel", args=[nummer]),
    )
    trail = (
        Kruimel("Contracten", reverse("contracten")),
        Kruimel("Contractbestand", reverse("contractbestand")),
        Kruimel(f"Voorstel {nummer}"),
    )
    return render(request, "contracten/voorstel.html", {"page": page, "kruimels": trail})


def _ontvang(request: HttpRequest) -> tuple[bytes, str]:
    file = request.FILES.get("rekenblad")
    if file is None:
        raise OnleesbaarBestand("Kies eerst een bestand.")
    if (file.size or 0) > MEESTE_BYTES:
        raise OnleesbaarBestand(TE_GROOT)
    return file.read(), file.name or "contractbestand.xlsx"


def _verandert(seen: Voorbeeld) -> tuple[Tabel, ...]:
    found = seen.vergelijking
    money = _money(found.geld)
    cells = list(_celwijzigingen(found.wijzigingen))
    heads = (Kolom("Blad"), Kolom("Rij", "getal"), Kolom("Van wat"), Kolom("Kolom"), Kolom("Was"), Kolom("Wordt"))
    shown = tuple(
        (one.blad, getal(one.rij), one.sleutel, one.kolom, one.oud or NO_VALUE, one.nieuw or NO_VALUE)
        for one in cells[:HOOGSTENS_CELLEN]
    )
    more = f" (de eerste {HOOGSTENS_CELLEN} van {getal(len(cells))})" if len(cells) > HOOGSTENS_CELLEN else ""
    table = Tabel(f"Cellen die veranderen{more}", heads, shown)
    per_minute = _per_minuut(found.van(TARIEVEN))
    return (
        _counts(found.tellingen),
        *((money,) if money else ()),
        *((per_minute,) if per_minute else ()),
        *((table,) if cells else ()),
    )


def _per_minuut(rows: Sequence[Wijziging]) -> Tabel | None:
    """Hourly tariffs that are no whole cents per minute (TO-23): no fault, but mostly a slip of the pen."""
    found = [
        (one, minuuttarief(one.nieuw["Tarief"]))
        for one in rows
        if telt_per_uur(one.nieuw["Eenheid"], one.nieuw["Per uur"]) and one.nieuw["Tarief"] is not None
    ]
    odd = [(one, minute) for one, minute in found if not minute.past]
    more = f" (de eerste {HOOGSTENS_CELLEN} van {getal(len(odd))})" if len(odd) > HOOGSTENS_CELLEN else ""
    heads = (
        Kolom("Rij", "getal"),
        Kolom("Product"),
        Kolom("Per uur", "getal"),
        Kolom("Per minuut", "getal", "Afgerond op hele centen (IV081)."),
        Kolom("Zestig minuten", "getal", "Zestig keer het afgeronde bedrag."),
    )
    shown = tuple(
        (getal(one.rij), one.nieuw["Code"], cent(one.nieuw["Tarief"]), cent(minute.cent), cent(60 * minute.cent))
        for one, minute in odd[:HOOGSTENS_CELLEN]
    )
    return Tabel(f"{ONEVEN}{more}", heads, shown) if odd else None


def _counts(counts: Sequence[Telling]) -> Tabel:
    heads = (Kolom("Blad"), Kolom("Nieuw", "getal"), Kolom("Gewijzigd", "getal"), Kolom("Blijft gelijk", "getal"))
    rows = tuple((one.blad, getal(one.nieuw), getal(one.gewijzigd), getal(one.gelijk)) for one in counts)
    return Tabel("Rijen in het bestand", heads, rows)


def _money(money: Sequence[tuple[str, int, int]]) -> Tabel | None:
    heads = (Kolom("Bedrag"), Kolom("Was samen", "getal"), Kolom("Wordt samen", "getal"), Kolom("Verschil", "getal"))
    rows = tuple((name, cent(before), cent(after), verschil_cent(after - before)) for name, before, after in money)
    return Tabel("Bedragen die veranderen, samen over de rijen", heads, rows) if rows else None


def _celwijzigingen(changes: Sequence[Wijziging]) -> list[Celwijziging]:
    """A line per cell that changes, and one for each row that is new."""
    found: list[Celwijziging] = []
    for one in changes:
        kinds = {kolom.naam: kolom.soort for kolom in one.blad.kolommen}
        after = {name: _toon(value, kinds[name]) for name, value in one.nieuw.items()}
        of = " ".join(after[name] for name in one.blad.sleutel)
        if one.oud is None:
            rest = "; ".join(f"{name}: {after[name]}" for name in kinds if after[name] and name not in one.blad.sleutel)
            found.append(Celwijziging(one.blad.naam, one.rij, of, "hele rij", "", rest))
        else:
            found += [
                Celwijziging(one.blad.naam, one.rij, of, name, _toon(one.oud[name], kinds[name]), after[name])
                for name in one.velden
            ]
    return found


def _toon(value: object, soort: str) -> str:
    """A cell as people write it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return JA_NEE[value]
    if isinstance(value, date):
        return dag_kort(value)
    return cent(int(str(value))) if soort == "bedrag" else str(value)


def _cells(changes: Sequence[Wijziging], nummer: int) -> Lijst[Celwijziging]:
    return Lijst(
        "Cellen die veranderen",
        (
            Veld("blad", "Blad", lambda one: one.blad),
            Veld("rij", "Rij", lambda one: one.rij, "getal"),
            Veld("wat", "Van wat", lambda one: one.sleutel),
            Veld("kolom", "Kolom", lambda one: one.kolom),
            Veld("oud", "Was", lambda one: one.oud, uitleg="Leeg: de rij is nieuw, of er stond niets."),
            Veld("nieuw", "Wordt", lambda one: one.nieuw),
        ),
        _celwijzigingen(changes),
        bestand=f"contractbestand-{nummer}",
    )


def _proposals(wie: Machtiging) -> Tabel:
    with namens(wie):
        rows = list(
            Voorstel.objects.filter(soort=SOORT)
            .select_related("voorgesteld_door")
            .only(
                "pk", "reden", "besluit", "voorgesteld_op", "voorgesteld_door__first_name", "voorgesteld_door__username"
            )
            .order_by("-pk")[:HOOGSTENS_VOORSTELLEN]
        )
    return Tabel(
        "Eerder voorgesteld",
        (Kolom("Voorstel"), Kolom("Door"), Kolom("Op", "dag"), Kolom("Stand")),
        tuple(
            (
                Cel(one.reden, url=reverse("contractbestand-voorstel", args=[one.pk])),
                one.voorgesteld_door.first_name or one.voorgesteld_door.username,
                dag_kort(timezone.localdate(one.voorgesteld_op)),
                Cel(one.get_besluit_display(), toon=STANDEN.get(one.besluit, "neutraal")),
            )
            for one in rows
        ),
        leeg="Er is nog geen contractbestand voorgesteld.",
    )
