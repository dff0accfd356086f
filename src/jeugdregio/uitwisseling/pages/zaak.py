# SPDX-License-Identifier: EUPL-1.2
"""One case with its decisions and letters as a file, for the system that takes it over or for whoever asked for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.logboek.actions import gelezen
from jeugdregio.uitwisseling import queries


@vraagt(Recht.PERSOON_UITVOEREN)
@require_safe
def zaakbestand(request: HttpRequest, nummer: int) -> HttpResponse:
    """The zip; the child in it goes to the read log."""
    wie = machtiging(request)
    found = queries.bundel(nummer, peildatum=timezone.localdate(), on_behalf_of=wie)
    if found is None:
        raise Http404("Deze aanmelding is er niet, of niet voor uw organisatie.")
    if found.aanmelding.persoon:
        gelezen(request, [found.aanmelding.persoon])
    response = HttpResponse(queries.pak_in(found), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="zaak-{found.aanmelding.id}.zip"'
    return response
