# SPDX-License-Identifier: EUPL-1.2
"""The question why someone opens a child outside the own caseload; every page of one child asks it the same way."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jeugdregio.components.formulieren import ZonderBsn
from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.logboek.actions import leeslijst

VELD = "reden_openen"


class Redenformulier(ZonderBsn):
    """Why someone opens a child outside the own caseload."""

    reden = forms.CharField(
        label="Waarom opent u dit dossier?",
        help_text="Schrijf in één zin waarvoor u het nodig hebt. Uw reden komt in het logboek, en wie toezicht houdt "
        "leest het mee.",
        min_length=10,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class RedenPagina:
    """The question that comes before the page."""

    titel: str
    formulier: Redenformulier


def vraag_reden(request: HttpRequest, wie: Machtiging, persoon: str, *, elke_post: bool = False) -> HttpResponse | None:
    """
    The question why, when it has to be answered first; nothing when the page may be shown.

    A POST counts as its answer with the hidden mark of that form, or where the page has no other (`elke_post`). The
    reason goes with the lines in the read log.
    """
    now = timezone.now()
    if caseload.in_caseload(persoon, moment=now, on_behalf_of=wie):
        return None
    said = caseload.doel(persoon, moment=now, on_behalf_of=wie)
    answers = request.method == "POST" and (elke_post or VELD in request.POST)
    if said and not answers:
        leeslijst(request).doel = said
        return None
    form = Redenformulier(request.POST if answers else None)
    if form.is_valid():
        try:
            caseload.noem_doel(persoon, reden=form.cleaned_data["reden"], moment=now, on_behalf_of=wie)
        except NietToegestaan as refusal:
            form.add_error("reden", str(refusal))
        else:
            return redirect(request.get_full_path())
    page = RedenPagina("Dit dossier zit niet in uw caseload", form)
    return render(request, "logboek/reden.html", {"page": page}, status=422 if form.is_bound else 200)
