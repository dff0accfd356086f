# SPDX-License-Identifier: EUPL-1.2
"""The caseload board: a column per state, per child its next deadline and what is missing; late ones first."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.schrijfwijze import telwoord
from jeugdregio.components.values import Cel, Deel, Kolom, Meter, Tabel, Toon
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.toegang import queries
from jeugdregio.toegang.mensen import ONBEKEND, namen
from jeugdregio.toegang.models import Aanmelding as Rij
from jeugdregio.toegang.pages.weergave import termijn
from jeugdregio.toegang.values import OPEN, Belasting, Bordkaart

VEEL = 50
"""So many cards in a column at most; the rest is counted."""


@dataclass(frozen=True)
class Kaart:
    """One child on the board."""

    naam: str
    url: str
    kanaal: str
    onderwerp: str
    termijn: tuple[str, Toon]
    bron: str
    ontbreekt: str
    overleg: bool


@dataclass(frozen=True)
class Kolomvak:
    """One state with its cards; `meer` is how many are not shown."""

    sleutel: str
    naam: str
    aantal: int
    kaarten: tuple[Kaart, ...]
    meer: int
    leeg: str


@dataclass(frozen=True)
class BordPagina:
    """The board of whoever looks, or of everyone."""

    titel: str
    inleiding: str
    alle: bool
    kolommen: tuple[Kolomvak, ...]
    oproepen: int
    belasting: tuple[Meter, ...]
    belasting_tabel: Tabel | None


LEEG = {
    "ontvangen": "Geen nieuwe aanmeldingen. Kies ‘Nieuwe aanmelding’ als er een vraag binnenkomt.",
    "in_onderzoek": "Niets in onderzoek. Open een kaart onder ‘Ontvangen’ om te beginnen.",
    "klaar_voor_besluit": "Niets wacht op een besluit. Maak eerst een onderzoek af.",
}


@vraagt(Recht.AANMELDEN)
@require_safe
def bord(request: HttpRequest) -> HttpResponse:
    """The board; `alle` shows that of the whole municipality."""
    wie, now = machtiging(request), timezone.now()
    today, everyone = timezone.localdate(now), request.GET.get("alle") == "ja"
    cards = queries.bord(alle=everyone, peildatum=today, on_behalf_of=wie)
    names = namen({card.aanmelding.persoon for card in cards}, on_behalf_of=wie)
    asked = {one.aanmelding_id for one in queries.overleg_open(on_behalf_of=wie)}
    columns = tuple(_column(state, cards, names, asked, today) for state in OPEN)
    shown = {card.url for column in columns for card in column.kaarten}
    gelezen(
        request,
        {
            card.aanmelding.persoon
            for card in cards
            if card.aanmelding.persoon and reverse("aanmelding", args=[card.aanmelding.id]) in shown
        },
    )
    late = sum(card.te_laat for card in cards)
    calls = sum(
        1
        for call in queries.oproepen(on_behalf_of=wie)
        if call.crisisdienst_op and call.gemeente == wie.gemeente and call.aanmelding_id is None
    )
    load = queries.belasting(moment=now, peildatum=today, on_behalf_of=wie) if _divides(wie) else []
    page = BordPagina(
        "Caseloadbord",
        f"{telwoord(len(cards), 'aanmelding loopt', 'aanmeldingen lopen')}, "
        f"{telwoord(late, 'is er te laat', 'zijn er te laat')}.",
        everyone,
        columns,
        calls,
        tuple(_meter(one, load) for one in load),
        _table(load) if load else None,
    )
    return render(request, "toegang/bord.html", {"page": page})


def _divides(wie: Machtiging) -> bool:
    return wie.mag(Recht.CASELOAD_BEHEREN)


def _column(state: str, cards: list[Bordkaart], names: dict[str, str], asked: set[int], today: date) -> Kolomvak:
    mine = sorted((card for card in cards if card.aanmelding.stand == state), key=lambda card: not card.te_laat)
    return Kolomvak(
        state,
        Rij.Stand(state).label,
        len(mine),
        tuple(_card(card, names, asked, today) for card in mine[:VEEL]),
        max(0, len(mine) - VEEL),
        LEEG[state],
    )


def _card(card: Bordkaart, names: dict[str, str], asked: set[int], today: date) -> Kaart:
    one, missing = card.aanmelding, card.ontbreekt
    more = f" En nog {len(missing) - 1}." if len(missing) > 1 else ""
    return Kaart(
        naam=names.get(one.persoon, "Jeugdige") if one.persoon else ONBEKEND,
        url=reverse("aanmelding", args=[one.id]),
        kanaal=one.regel.naam,
        onderwerp=Rij.Onderwerp(one.onderwerp).label,
        termijn=termijn(one, today),
        bron=one.uiterlijk_bron,
        ontbreekt=f"{missing[0]}{more}" if missing else "",
        overleg=one.id in asked,
    )


def _meter(one: Belasting, everyone: list[Belasting]) -> Meter:
    most = max((other.open for other in everyone), default=0) or 1
    late, rest = one.te_laat, one.open - one.te_laat
    return Meter(
        one.naam,
        (
            Deel("te laat", str(late), late * 1000 // most, "negatief"),
            Deel("op tijd", str(rest), rest * 1000 // most, "info"),
        ),
    )


def _table(load: list[Belasting]) -> Tabel:
    return Tabel(
        "Per medewerker",
        (Kolom("Medewerker"), Kolom("Aanmeldingen", "getal"), Kolom("Te laat", "getal"), Kolom("Kinderen", "getal")),
        tuple((Cel(one.naam), str(one.open), str(one.te_laat), str(one.kinderen)) for one in load),
    )
