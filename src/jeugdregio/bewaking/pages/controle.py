# SPDX-License-Identifier: EUPL-1.2
"""What was counted and when, the stop on payments, and how it is lifted."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.bewaking import actions, queries
from jeugdregio.bewaking.actions import LEESLOGBOEK
from jeugdregio.bewaking.values import Stop, Telling
from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.components.values import Cel, Kolom, Tabel
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.ontvangst.queries import INVARIANTEN, Invariant


class OpheffenFormulier(ZonderBsn):
    """Why a stop is lifted."""

    reden = forms.CharField(
        label="Reden om de stop op te heffen",
        max_length=400,
        help_text="Wat was er, en wat is eraan gedaan? Dit blijft bewaard met uw naam.",
    )


@dataclass(frozen=True)
class ControlePagina:
    """The last count of each invariant, the counts before it, and what was wrong with the last request."""

    titel: str
    inleiding: str
    stop: Stop | None
    formulier: OpheffenFormulier | None
    laatste: Tabel | None
    eerder: Tabel | None
    fout: str


@vraagt(Recht.CONTROLE_ZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def controle(request: HttpRequest, ook: tuple[Invariant, ...] = ()) -> HttpResponse:
    """
    The page; a POST with `reden` proposes to lift the stop: another person confirms it.

    `ook` are the invariants of rooms above this one, that `config.urls` knows.
    """
    wie = machtiging(request)
    form, fault = OpheffenFormulier(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.stel_opheffen_voor(reden=form.cleaned_data["reden"], moment=timezone.now(), on_behalf_of=wie)
        except (actions.NietOpTeHeffen, NietToegestaan) as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Het voorstel staat klaar. Een ander van de regio moet het bevestigen.")
            return redirect("voorstel", nummer=made)
    page = _page(wie, form, fault, ook)
    return render(request, "bewaking/controle.html", {"page": page}, status=422 if fault or form.errors else 200)


def _page(wie: Machtiging, form: OpheffenFormulier, fout: str, ook: tuple[Invariant, ...]) -> ControlePagina:
    stop = queries.betaalstop(on_behalf_of=wie)
    counts = queries.tellingen(on_behalf_of=wie)
    return ControlePagina(
        titel="Controle",
        inleiding="Wat altijd waar is van geld en berichten, nageteld in de database. Klopt er iets niet, dan staan "
        "betalen en afsluiten stil tot iemand van de regio de stop opheft.",
        stop=stop,
        formulier=form if stop and counts and counts[0].goed else None,
        laatste=_last(counts[0], ook) if counts else None,
        eerder=_before(counts) if len(counts) > 1 else None,
        fout=fout,
    )


def _last(count: Telling, ook: tuple[Invariant, ...]) -> Tabel:
    rows = []
    for invariant in (*INVARIANTEN, *ook, LEESLOGBOEK):
        wrong = count.fouten.get(invariant.code, 0)
        badge = Cel("Klopt niet", toon="negatief") if wrong else Cel("Klopt", toon="positief")
        rows.append((invariant.wat, invariant.soort.capitalize(), badge, getal(wrong)))
    columns = (Kolom("Wat altijd waar is"), Kolom("Over"), Kolom("Uitkomst"), Kolom("Rijen fout", "getal"))
    return Tabel(f"Laatste controle, {_when(count)}", columns, tuple(rows))


def _before(counts: list[Telling]) -> Tabel:
    rows = tuple(
        (
            _when(count),
            Cel("Alles klopt", toon="positief") if count.goed else Cel(f"{len(count.fouten)} fout", toon="negatief"),
            getal(count.geteld),
            getal(count.duur_ms),
        )
        for count in counts
    )
    columns = (Kolom("Moment"), Kolom("Uitkomst"), Kolom("Geteld", "getal"), Kolom("Duur (ms)", "getal"))
    return Tabel("Controles tot nu toe", columns, rows)


def _when(count: Telling) -> str:
    return f"{timezone.localtime(count.gedaan_op):%d-%m-%Y %H:%M}"
