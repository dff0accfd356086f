# SPDX-License-Identifier: EUPL-1.2
"""How time is written, and the period that is looked at."""

from datetime import date

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.filters import Keuzefilter
from jeugdregio.components.schrijfwijze import maandnaam
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Balk, Balken, Kruimel
from jeugdregio.core.money import round_half_up
from jeugdregio.core.periode import Maand
from jeugdregio.lasten import queries
from jeugdregio.lasten.values import Kant, Wie
from jeugdregio.regio import queries as regio

UUR, MINUUT = 3600, 60
KEUZEMAANDEN = 18
BOVEN = "Lasten"
KRUIMEL = "Lasten"


class Maandfilter(Keuzefilter):
    """The last of the twelve months."""

    maand = forms.ChoiceField(label="Twaalf maanden tot en met", help_text="De maand waarin berichten binnenkwamen.")


def periode(request: HttpRequest) -> tuple[Maandfilter, Maand, date, date]:
    """The form, the last month, and [first, last) of the twelve; without a choice up to the last whole month."""
    last = Maand.van(timezone.localdate()).vorige
    months = [last]
    while len(months) < KEUZEMAANDEN:
        months.append(months[-1].vorige)
    form = Maandfilter({"maand": str(last)} | request.GET.dict())
    form.kies("maand", [(str(one), maandnaam(one)) for one in months], alle=False)
    chosen = Maand.lees(form.gekozen().get("maand", str(last)))
    return form, chosen, *queries.jaar_tot(chosen)


def uren(seconds: int) -> str:
    """Hours, whole above a hundred and else with one decimal; below an hour in minutes."""
    if abs(seconds) < UUR:
        return minuten(seconds)
    return f"{getal(seconds / UUR, 0 if abs(seconds) >= 100 * UUR else 1)} uur"


def uren_verschil(seconds: int) -> str:
    """The same with a sign."""
    return f"{'+' if seconds > 0 else ''}{uren(seconds)}" if seconds else "gelijk"


def minuten(seconds: int) -> str:
    """Minutes with one decimal where it has one."""
    whole = seconds % MINUUT == 0
    return f"{getal(seconds / MINUUT, 0 if whole else 1)} min"


def verschil(number: int) -> str:
    """A number with a sign."""
    return f"+{getal(number)}" if number > 0 else getal(number)


def naam(wie: Wie, places: dict[str, str], providers: dict[str, str]) -> str:
    """Of an organisation."""
    side, code = wie
    if side is Kant.REGIO:
        return "Regio"
    return (places if side is Kant.GEMEENTE else providers).get(code, code)


def namen() -> tuple[dict[str, str], dict[str, str]]:
    """Of municipalities, and of providers."""
    return regio.namen(), aanbieders.namen()


def adres(wie: Wie, maand: Maand) -> str:
    """The page of one organisation."""
    side, code = wie
    path = reverse("lasten-regio") if side is Kant.REGIO else reverse(f"lasten-{side}", args=[code])
    return f"{path}?maand={maand}"


def balken(titel: str, links: str, rechts: str, rows: list[tuple[str, int, str, str]], *, verschillen: bool) -> Balken:
    """Bars of (name, seconds, words, address), to the scale of the longest; of differences more work stands out."""
    most = max((abs(seconds) for _, seconds, _, _ in rows), default=0) or 1
    return Balken(
        titel,
        links,
        rechts,
        tuple(
            Balk(
                name,
                uren_verschil(seconds) if verschillen else uren(seconds),
                round_half_up(seconds * 1000, most),
                "info" if not verschillen else "waarschuwing" if seconds > 0 else "positief",
                words,
                url,
            )
            for name, seconds, words, url in rows
        ),
    )


def kruimels(*verder: Kruimel) -> tuple[Kruimel, ...]:
    """The way back."""
    return (Kruimel(KRUIMEL, reverse("lasten")), *verder)
