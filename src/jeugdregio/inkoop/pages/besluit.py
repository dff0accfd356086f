# SPDX-License-Identifier: EUPL-1.2
"""The decision on an application, as the letter that the provider gets."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jeugdregio.components.antwoord import PDF, bestand
from jeugdregio.gebruikers.values import Recht
from jeugdregio.gebruikers.verzoek import machtiging, vraagt
from jeugdregio.inkoop import queries
from jeugdregio.inkoop.brief import maak_besluitbrief


@vraagt(Recht.INKOOP_ZIEN, Recht.INSCHRIJVEN)
@require_safe
def brief(request: HttpRequest, nummer: int) -> HttpResponse:
    """The PDF; of an application of another, and of one without a decision, there is none."""
    one = queries.aanvraag(nummer, on_behalf_of=machtiging(request))
    decided = getattr(one, "gunning", None)
    if one is None or decided is None:
        raise Http404("Over deze aanvraag is geen besluit.")
    pdf = maak_besluitbrief(
        decided, queries.naam(one.aanbieder), regio=settings.REGIO_NAAM, moment=timezone.localtime()
    )
    return bestand(pdf, PDF, f"besluit-{nummer}.pdf")
