# SPDX-License-Identifier: EUPL-1.2
"""One municipality in one year: the three bookings as a picture, the arithmetic line by line, and what can be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.blad import Blad, Deel
from jeugdregio.components.lijst import Lijst, Veld
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel, Toon
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.grootboek.values import BANK, KOSTEN_PGB, ONTVANGEN_VOOR_PGB, REKENINGEN, VOORSCHOT_SVB
from jeugdregio.pgb import actions, queries
from jeugdregio.pgb.models import Ketenboeking, Pgbvoorschot
from jeugdregio.pgb.pages.formulieren import Afrekenbesluit, Afrekenvoorstel, Voorschotbesluit
from jeugdregio.pgb.pages.overzicht import BOVEN, WIJZEN, ZIEN, doe
from jeugdregio.pgb.values import Afrekenregel, Ketenjaar, Ketenregel, Voorschotregel
from jeugdregio.regio import queries as regio

SOORTEN: Mapping[str, str] = {str(code): str(text) for code, text in Ketenboeking.Soort.choices}
STANDEN: Mapping[str, str] = {str(code): str(text) for code, text in Pgbvoorschot.Stand.choices}
TOON: Mapping[str, Toon] = {
    "voorgesteld": "waarschuwing", "ontvangen": "info", "doorbetaald": "positief", "terug": "neutraal",
    "afgewezen": "neutraal",
}  # fmt: skip


@dataclass
class Formulieren:
    """What can be done now; None is not possible."""

    voorschot: Voorschotbesluit | None = None
    voorstel: Afrekenvoorstel | None = None
    besluit: Afrekenbesluit | None = None

    @property
    def fout(self) -> bool:
        """Whether one of them was filled in wrongly."""
        return any(one is not None and bool(one.errors) for one in (self.voorschot, self.voorstel, self.besluit))


@vraagt(*ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def ketenjaar(request: HttpRequest, gemeente: str, jaartal: int) -> HttpResponse:
    """The page; a POST decides about an advance, or about the settlement."""
    wie, step = machtiging(request), request.POST.get("doe", "")
    known = {(one.gemeente, one.jaar): one for one in queries.jaren(on_behalf_of=wie)}
    one = known.get((gemeente, jaartal))
    if one is None:
        raise Http404("Van deze gemeente is over dit jaar niets bekend, of het is niet voor u.")
    advances = queries.voorschotten(gemeente, jaartal, on_behalf_of=wie)
    settled = queries.afrekening(gemeente, jaartal, on_behalf_of=wie)
    sheets = _forms(request, step, one, advances, settled, wie)
    fault = _doe(request, step, sheets, one, advances, settled, wie)
    if step and not fault and not sheets.fout:
        return redirect(request.path)
    bookings = _regels(queries.regels(gemeente, jaartal, on_behalf_of=wie), one)
    if file := bookings.als_bestand(request):
        return file
    name = regio.namen().get(gemeente, gemeente)
    page = Blad(
        f"Pgb van {name} in {jaartal}",
        "Drie boekingen: de gemeente betaalt de regio, de regio betaalt de SVB, en de SVB verantwoordt wat zij uitgaf.",
        (
            *([Deel("Afrekening", _afrekentekst(settled), anker="afrekening")] if settled else []),
            Deel(
                "De rekensom",
                ("Per rekening wat erbij kwam, wat eraf ging en wat er staat.",),
                tabel=rekensom(one),
                anker="rekensom",
            ),
            Deel("Voorschotten", tabel=_voorschotten(advances), anker="voorschotten"),
            *_delen(sheets),
            Deel("Elke boeking", lijst=bookings.blad(request), anker="boekingen"),
        ),
        boven=BOVEN,
        fout=fault,
    )
    context = {
        "page": page,
        "keten": _keten(one),
        "kruimels": (Kruimel(BOVEN, reverse("pgb")), Kruimel(f"{name} {jaartal}")),
    }
    return render(request, "pgb/jaar.html", context, status=422 if fault or sheets.fout else 200)


def _forms(
    request: HttpRequest,
    step: str,
    one: Ketenjaar,
    advances: list[Voorschotregel],
    settled: Afrekenregel | None,
    wie: Machtiging,
) -> Formulieren:
    if not wie.mag(Recht.BETALEN) or one.wijze:
        return Formulieren()
    live = {
        str(row.id): f"{row.maand}, {cent(row.bedrag_cent)}, {STANDEN[row.stand]}"
        for row in advances
        if row.stand in ("voorgesteld", "ontvangen", "doorbetaald")
    }
    return Formulieren(
        Voorschotbesluit(request.POST if step == "voorschot" else None, keuzes=live) if live else None,
        Afrekenvoorstel(request.POST if step == "voorstel" else None) if settled is None else None,
        Afrekenbesluit(request.POST if step == "besluit" else None) if settled else None,
    )


def _doe(
    request: HttpRequest,
    step: str,
    sheets: Formulieren,
    one: Ketenjaar,
    advances: list[Voorschotregel],
    settled: Afrekenregel | None,
    wie: Machtiging,
) -> str:
    now = timezone.now()
    if step == "voorschot" and sheets.voorschot:
        if not sheets.voorschot.is_valid():
            return ""
        number, what = int(sheets.voorschot.cleaned_data["voorschot"]), sheets.voorschot.cleaned_data["besluit"]
        cents = next(row.bedrag_cent for row in advances if row.id == number)
        steps: dict[str, Callable[..., None]] = {
            "ontvangen": partial(actions.besluit_voorschot, ontvangen=True, bedrag_cent=cents),
            "afwijzen": partial(actions.besluit_voorschot, ontvangen=False, bedrag_cent=cents),
            "door": actions.betaal_door,
            "terug": actions.draai_terug,
        }
        return doe(request, partial(steps[what], number, moment=now, on_behalf_of=wie), "Het besluit is vastgelegd.")
    if step == "voorstel" and sheets.voorstel:
        if not sheets.voorstel.is_valid():
            return ""
        propose = partial(
            actions.stel_afrekening_voor,
            one.gemeente,
            one.jaar,
            sheets.voorstel.cleaned_data["wijze"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, propose, "Het voorstel wacht op een tweede persoon.")
    if step == "besluit" and sheets.besluit and settled:
        if not sheets.besluit.is_valid():
            return ""
        set_ = sheets.besluit.cleaned_data["besluit"] == "vaststellen"
        decide = partial(actions.besluit_afrekening, settled.id, vaststellen=set_, moment=now, on_behalf_of=wie)
        return doe(request, decide, "Het besluit is vastgelegd.")
    return "Dit kan nu niet meer. Kijk hieronder wat er wel kan." if step else ""


def _delen(sheets: Formulieren) -> list[Deel]:
    parts = []
    if sheets.voorschot:
        text = ("Wie een voorschot voorstelde, besluit er niet over.",)
        parts.append(
            Deel("Besluit over een voorschot", text, formulier=sheets.voorschot, doe="voorschot", knop="Besluit")
        )
    if sheets.voorstel:
        parts.append(Deel("Reken het jaar af", formulier=sheets.voorstel, doe="voorstel", knop="Stel voor"))
    if sheets.besluit:
        parts.append(Deel("Besluit over de afrekening", formulier=sheets.besluit, doe="besluit", knop="Besluit"))
    return parts


def _keten(one: Ketenjaar) -> tuple[Kerncijfer, ...]:
    came = f"en {cent(one.mee_cent)} kwam mee uit {one.jaar - 1}" if one.mee_cent else "voorschot"
    rest = {"terug": "de rest is terug naar de gemeente", "mee": f"gaat mee naar {one.jaar + 1}"}
    return (
        Kerncijfer("1. Gemeente aan regio", cent(one.storting_cent), came, url="#boekingen"),
        Kerncijfer(
            "2. Regio aan SVB",
            cent(one.doorbetaling_cent),
            f"nog bij de regio: {cent(one.bij_regio_cent)}",
            url="#boekingen",
        ),
        Kerncijfer("3. SVB aan budgethouders", cent(one.verantwoord_cent), "verantwoord door de SVB", url="#boekingen"),
        Kerncijfer(
            "Over bij de SVB",
            cent(one.bij_svb_cent),
            rest.get(one.wijze, "nog niet afgerekend"),
            url="#rekensom",
            toon="negatief" if one.bij_svb_cent < 0 else "positief",
        ),
    )


def rekensom(one: Ketenjaar) -> Tabel:
    """The accounts line by line: what was added, what was taken, and what stands there (debit is above nought)."""
    lines = (
        (BANK, "Ontvangen van de gemeente en van de SVB", one.storting_cent + one.van_svb_cent, ""),
        (BANK, "Betaald aan de SVB en aan de gemeente", -one.doorbetaling_cent - one.naar_gemeente_cent, "som"),
        (VOORSCHOT_SVB, f"Meegekomen uit {one.jaar - 1}", one.mee_cent, ""),
        (VOORSCHOT_SVB, "Doorbetaald aan de SVB", one.doorbetaling_cent, ""),
        (VOORSCHOT_SVB, "Verantwoord door de SVB", -one.verantwoord_cent, ""),
        (VOORSCHOT_SVB, "Terug van de SVB", -one.van_svb_cent, "som"),
        (ONTVANGEN_VOOR_PGB, f"Meegekomen uit {one.jaar - 1}", -one.mee_cent, ""),
        (ONTVANGEN_VOOR_PGB, "Ontvangen van de gemeente", -one.storting_cent, ""),
        (ONTVANGEN_VOOR_PGB, "Terug naar de gemeente", one.naar_gemeente_cent, "som"),
        (KOSTEN_PGB, "Verantwoord door de SVB", one.verantwoord_cent, "som"),
    )
    totals = {
        BANK: one.bij_regio_cent,
        VOORSCHOT_SVB: one.bij_svb_cent,
        ONTVANGEN_VOOR_PGB: -one.van_gemeente_cent,
        KOSTEN_PGB: one.verantwoord_cent,
    }
    rows: list[tuple[Cel | str, ...]] = []
    for account, text, cents, last in lines:
        total = cent(totals[account]) if last else ""
        rows.append((f"{account} {REKENINGEN[account]}", text, cent(cents), total))
    return Tabel(
        "Rekensom",
        (
            Kolom("Rekening"),
            Kolom("Wat"),
            Kolom("Bedrag", "getal", "onder nul: eraf"),
            Kolom("Staat er", "getal", "onder nul: credit"),
        ),
        tuple(rows),
        voet=("Samen", "altijd nul", "", cent(sum(totals.values()))),
        bijschrift_zichtbaar=False,
    )


def _afrekentekst(one: Afrekenregel) -> tuple[str, ...]:
    how = "gaat terug naar de gemeente" if one.wijze == "terug" else f"gaat mee naar {one.jaar + 1}"
    said = f"Over bij de SVB: {cent(one.over_cent)}. Dat {how}."
    state = "Vastgesteld: in dit jaar verandert niets meer." if one.stand == "vastgesteld" else WACHT
    return (said, state)


WACHT = "Dit is een voorstel. Een ander dan wie het voorstelde, moet besluiten."


def _voorschotten(rows: list[Voorschotregel]) -> Tabel:
    return Tabel(
        "Voorschotten",
        (Kolom("Maand"), Kolom("Bedrag", "getal"), Kolom("Stand"), Kolom("Afspraak")),
        tuple(
            (str(one.maand), cent(one.bedrag_cent), Cel(STANDEN[one.stand], toon=TOON[one.stand]), one.bron)
            for one in rows
        ),
        leeg="Er is geen voorschot.",
        bijschrift_zichtbaar=False,
    )


def _regels(rows: list[Ketenregel], one: Ketenjaar) -> Lijst[Ketenregel]:
    return Lijst(
        "Elke boeking",
        (
            Veld("nummer", "Nummer", lambda row: row.id, "getal"),
            Veld("soort", "Wat", lambda row: SOORTEN[row.soort]),
            Veld("maand", "Maand", lambda row: str(row.maand)),
            Veld("boekmaand", "Geboekt in", lambda row: str(row.boekmaand)),
            Veld("debet", "Debet", lambda row: f"{row.debet} {REKENINGEN[row.debet]}"),
            Veld("credit", "Credit", lambda row: f"{row.credit} {REKENINGEN[row.credit]}"),
            Veld("bedrag", "Bedrag", lambda row: abs(row.bedrag_cent), "bedrag"),
            Veld("herstelt", "Draait terug", lambda row: row.herstelt or NO_VALUE),
        ),
        rows,
        bestand=f"pgb-{one.gemeente}-{one.jaar}",
        leeg=f"Er is nog niets geboekt ({WIJZEN[one.wijze]}).",
        bijschrift_zichtbaar=False,
    )
