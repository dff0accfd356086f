# SPDX-License-Identifier: EUPL-1.2
"""A line of the bank that fits nothing by itself: say what it is, and confirm what another said."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.betalingen import actions, queries
from jeugdregio.betalingen.models import Koppeling
from jeugdregio.betalingen.pages.formulieren import Koppelbesluit, Koppelformulier
from jeugdregio.betalingen.pages.opmaak import BOVEN, GEBEURTENIS, TOON, UITKOMST, doe, leesbaar
from jeugdregio.betalingen.values import Bankmelding, Koppelregel
from jeugdregio.components.blad import Blad, Deel, in_cent, in_euro, toon
from jeugdregio.components.schrijfwijze import dag_kort, in_groepen
from jeugdregio.components.templatetags.componenten import NO_VALUE, cent, datum
from jeugdregio.components.values import Cel, Kerncijfer, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.regio import queries as regio

SOORT = dict(Koppeling.Soort.choices)
STAND = dict(Koppeling.Stand.choices)
GEEN = (
    "Er staat niets open waar deze afschrijving bij kan horen: geen terugboeking van dit bedrag, en geen gemeente die "
    "nog iets krijgt."
)
TERUG = "Geef het kenmerk mee als u terugbetaalt: dan vindt het afschrift (camt.053) de terugboeking."


@vraagt(Recht.BETALINGEN_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def bankregel(request: HttpRequest, nummer: int) -> HttpResponse:
    """The page; a POST proposes what the line is, or decides about a proposal."""
    wie, step = machtiging(request), request.POST.get("doe", "")
    one = queries.bankregel(nummer, on_behalf_of=wie)
    if one is None:
        raise Http404("Deze regel van de bank is er niet.")
    rows = queries.koppelingen(bankregel=nummer, on_behalf_of=wie)
    waits = {str(row.id): _zin(row) for row in rows if row.stand == "voorgesteld"}
    goals = _doelen(one, wie)
    new = Koppelformulier(
        request.POST if step == "koppel" else None,
        doelen=goals,
        initial={"bedrag": in_euro(one.open_cent)},
    )
    decide = Koppelbesluit(request.POST if step == "besluit" else None, voorstellen=waits)
    fault = _doe(request, step, one, new, decide, rows, wie)
    if step and not fault and not new.errors and not decide.errors:
        return redirect("bankregel", nummer)
    parts = [Deel("Wat het is", (TERUG,), tabel=koppeltabel(rows, "Wat het is"), anker="koppelingen")]
    if wie.mag(Recht.BETALEN):
        if waits:
            text = ("Wie het voorstelde, bevestigt het niet.",)
            parts.append(Deel("Besluit", text, formulier=decide, doe="besluit", knop="Besluit"))
        if one.koppelbaar and not goals:
            parts.append(Deel("Zeg wat het is", (GEEN,), anker="koppel"))
        elif one.koppelbaar:
            parts.append(Deel("Zeg wat het is", formulier=new, doe="koppel", knop="Stel voor", anker="koppel"))
    page = Blad(
        f"Regel van de bank {nummer}",
        "De bank meldde dit, en het past vanzelf nergens bij. Een van u zegt wat het is, een ander bevestigt.",
        tuple(parts),
        boven=BOVEN,
        feiten=_feiten(one),
        cijfers=(
            Kerncijfer("Bedrag", cent(one.bedrag_cent), GEBEURTENIS[one.gebeurtenis]),
            Kerncijfer("Nog niet gekoppeld", cent(one.open_cent), url="#koppel" if one.koppelbaar else "#koppelingen"),
        ),
        fout=fault,
    )
    up = Kruimel("Betaalronden", reverse("betaalronden"))
    return toon(request, page, (up, Kruimel(f"Regel {nummer}")), fout=bool(new.errors or decide.errors))


def _feiten(one: Bankmelding) -> tuple[tuple[str, str, str], ...]:
    return (
        ("Dag", datum(one.dag), ""),
        ("Van of aan", one.naam or NO_VALUE, ""),
        ("Rekening", leesbaar(one.iban) or NO_VALUE, ""),
        ("Tekst", one.tekst or NO_VALUE, ""),
        ("Kenmerk", one.kenmerk or NO_VALUE, ""),
        ("Waarom het hier staat", UITKOMST[one.uitkomst], ""),
    )


def _doelen(one: Bankmelding, wie: Machtiging) -> dict[str, str]:
    """What the line can be, what has as much open as the line first."""
    towns, names = regio.namen(), {**aanbieders.namen(), "": "Verrekening tussen gemeenten"}
    claims = [*queries.vorderingen(on_behalf_of=wie), *queries.vorderingen(gemeenten=True, on_behalf_of=wie)]
    claims = [row for row in claims if row.open_cent > 0 and row.kant == one.gebeurtenis]
    claims.sort(key=lambda row: (row.open_cent != one.open_cent, names.get(row.aanbieder, row.aanbieder), row.id))
    found = {
        f"vordering {row.id}": f"{names.get(row.aanbieder, row.aanbieder)}, {towns.get(row.gemeente, row.gemeente)}, "
        f"{in_groepen(row.kenmerk, 4)}, nog {cent(row.open_cent)}"
        for row in claims
    }
    if one.gebeurtenis == "terug":
        return {**found, "terugboeken 0": "Niet van ons: terug te boeken"}
    back = {
        f"teruggeboekt {row.id}": f"Terugboeking {in_groepen(row.kenmerk, 4)}, {cent(row.bedrag_cent)}"
        for row in queries.koppelingen(on_behalf_of=wie)
        if (row.soort, row.stand, row.bedrag_cent) == ("terugboeken", "bevestigd", one.bedrag_cent)
    }
    return {**back, **found}


def _doe(
    request: HttpRequest,
    step: str,
    one: Bankmelding,
    new: Koppelformulier,
    decide: Koppelbesluit,
    rows: list[Koppelregel],
    wie: Machtiging,
) -> str:
    now = timezone.now()
    if step == "koppel":
        if not new.is_valid():
            return ""
        kind, _, number = new.cleaned_data["doel"].partition(" ")
        propose = partial(
            actions.stel_koppeling_voor,
            one.id,
            kind,
            doel=int(number) or None,
            bedrag_cent=in_cent(new.cleaned_data["bedrag"]),
            reden=new.cleaned_data["reden"],
            moment=now,
            on_behalf_of=wie,
        )
        return doe(request, propose, "Het voorstel wacht op een tweede persoon.")
    if step != "besluit":
        return "Kies wat u wilt doen." if step else ""
    if not decide.is_valid():
        return ""
    number, confirm = int(decide.cleaned_data["koppeling"]), decide.cleaned_data["besluit"] == "bevestig"
    choose = partial(
        actions.besluit_koppeling,
        number,
        bevestigen=confirm,
        bedrag_cent=next(row.bedrag_cent for row in rows if row.id == number),
        moment=now,
        on_behalf_of=wie,
    )
    return doe(request, choose, "Het besluit is vastgelegd.")


def _zin(row: Koppelregel) -> str:
    mark = f" {in_groepen(row.kenmerk, 4)}" if row.soort != "terugboeken" else ""
    return f"{cent(row.bedrag_cent)} {SOORT[row.soort]}{mark}"


def koppeltabel(rows: list[Koppelregel], naam: str, *, leeg: str = "Niemand zei nog wat het is.") -> Tabel:
    """What was said of bank lines, where that stands, and the reference."""
    return Tabel(
        naam,
        (
            Kolom("Kenmerk"),
            Kolom("Wat"),
            Kolom("Bedrag", "getal"),
            Kolom("Van", "dag"),
            Kolom("Waarom"),
            Kolom("Stand"),
        ),
        tuple(
            (
                Cel(in_groepen(row.kenmerk, 4), url=reverse("bankregel", args=[row.bankregel])),
                SOORT[row.soort],
                cent(row.bedrag_cent),
                dag_kort(row.dag) if row.dag else NO_VALUE,
                row.reden,
                _stand(row),
            )
            for row in rows
        ),
        leeg=leeg,
        bijschrift_zichtbaar=False,
    )


def _stand(row: Koppelregel) -> Cel:
    if row.soort != "terugboeken" or row.stand != "bevestigd":
        return Cel(STAND[row.stand], toon=TOON[row.stand])
    if row.teruggeboekt_op:
        return Cel("teruggeboekt", toon="positief", onder=f"op {dag_kort(row.teruggeboekt_op)}")
    return Cel("terug te boeken", toon="waarschuwing")
