# SPDX-License-Identifier: EUPL-1.2
"""One task that can be ticked off: what it is about, who looked before, and the reason."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.components.values import Cel, Kolom, Kruimel, Tabel
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.ontvangst import queries
from jeugdregio.ontvangst.pages.reden import RedenFormulier
from jeugdregio.ontvangst.werk import GEWEIGERD
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.verzoeken import actions
from jeugdregio.verzoeken import queries as verzoeken


@dataclass(frozen=True)
class Taak:
    """A task of the asker's own organisation; `url` is where it can be looked at."""

    titel: str
    regel: str
    nummer: int
    feit: str
    uitleg: str
    wat_te_doen: str
    url: str
    toewijzing: tuple[str, int] | None = None


@dataclass(frozen=True)
class NazienPagina:
    """The task and the form."""

    taak: Taak
    eerder: Tabel | None
    formulier: RedenFormulier


@vraagt(Recht.FEIT_NAZIEN)
@require_http_methods(["GET", "HEAD", "POST"])
def nazien(request: HttpRequest, regel: str, feit: str) -> HttpResponse:
    """One task of the asker's own organisation; a POST ticks it off with a reason."""
    wie = machtiging(request)
    if wie.regio:
        raise PermissionDenied("Alleen de organisatie zelf vinkt haar werk af.")
    task = _task(regel, feit, wie)
    if task is None:
        raise Http404("Dit staat niet (meer) op uw lijst. Het is al nagezien, of er is intussen iets veranderd.")
    form = RedenFormulier(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.vink_af(
            regel,
            task.nummer,
            feit,
            door=request.user.get_username(),
            reden=form.cleaned_data["reden"],
            moment=timezone.now(),
            on_behalf_of=wie,
        )
        messages.success(request, f"{task.titel} is nagezien. Verandert er iets, dan komt het terug.")
        return redirect("werk")
    if task.toewijzing:
        gelezen(request, toewijzingen.personen([task.toewijzing], on_behalf_of=wie))
    page = NazienPagina(task, _before(task, wie), form)
    trail = (Kruimel("Werk", reverse("werk")), Kruimel(task.titel))
    context = {"page": page, "kruimels": trail}
    return render(request, "ontvangst/nazien.html", context, status=422 if form.errors else 200)


def _task(regel: str, feit: str, wie: Machtiging) -> Taak | None:
    today = timezone.localdate()
    if regel == GEWEIGERD:
        every = queries.werk_met_een_termijn(peildatum=today, on_behalf_of=wie)
        refused = next((one for one in every if one.feit == feit and feit), None)
        if refused is None:
            return None
        return Taak(
            f"Geweigerd bestand {refused.kenmerk}",
            regel,
            refused.nummer,
            feit,
            "Dit bestand is aan de deur geweigerd. Daarop komt geen retourbericht.",
            "Bekijk waarom, herstel het en lever het opnieuw aan.",
            f"{reverse('aanleveren-uitkomst')}?bestanden={refused.nummer}",
        )
    again = verzoeken.na_te_zien(peildatum=today, on_behalf_of=wie) if wie.gemeente else []
    one = next((n for n in again if (n.afspraak.regel, n.feit) == (regel, feit)), None)
    if one is None:
        return None
    return Taak(
        f"Toewijzing {one.toewijzing_nummer}" if one.toewijzing_nummer else "Nieuw product",
        regel,
        one.toewijzing_nummer,
        feit,
        one.afspraak.uitleg,
        one.afspraak.wat_te_doen,
        reverse("toewijzing-inzien", args=[one.gemeente, one.toewijzing_nummer]) if one.toewijzing_nummer else "",
        (one.gemeente, one.toewijzing_nummer) if one.toewijzing_nummer else None,
    )


def _before(task: Taak, wie: Machtiging) -> Tabel | None:
    found = verzoeken.afgevinkt(task.regel, task.nummer, on_behalf_of=wie) if task.nummer else []
    if not found:
        return None
    return Tabel(
        "Eerder nagezien, voor er iets veranderde",
        (Kolom("Wanneer"), Kolom("Door"), Kolom("Reden")),
        tuple((Cel(datum(one.gezien_op)), one.door, one.reden) for one in found),
    )
