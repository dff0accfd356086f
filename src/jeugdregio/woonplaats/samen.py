# SPDX-License-Identifier: EUPL-1.2
"""
What municipalities of the region owe each other by claims, taken together by the region (room `boekhouding`).

Nothing of a child leaves this: numbers of claims and amounts. Works as the processing of the region.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet, Sum

from jeugdregio.core.money import Cent
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.woonplaats.models import Vorderingsregel, Woonplaatsvordering
from jeugdregio.woonplaats.values import NietTeVorderen, TeVerrekenen

Stand, Correctie = Woonplaatsvordering.Stand, Vorderingsregel.Correctie


def te_verrekenen(tot: datetime) -> list[TeVerrekenen]:
    """
    The claims between municipalities of the region that were acknowledged before a moment and are not settled.

    And what the creditor of a settled claim has to pay back, corrected before it: that one is below zero.
    """
    with namens(verwerking(settings.REGIO)):
        claims = Woonplaatsvordering.objects.filter(extern=False, besloten_op__lt=tot)
        lines = Vorderingsregel.objects.filter(vordering__extern=False)
        left = _sums(lines.filter(correctie="", vordering__stand=Stand.ERKEND))
        back = _sums(lines.filter(correctie=Correctie.TERUG, gecorrigeerd_op__lt=tot))
        found = [_post(one, left.get(one.pk, 0)) for one in claims.filter(stand=Stand.ERKEND)]
        found += [_post(one, -back[one.pk], terug=True) for one in claims.filter(stand=Stand.VERREKEND, pk__in=back)]
    return sorted(found, key=lambda one: (one.kenmerk, one.terug))


def verreken_samen(posten: Iterable[TeVerrekenen], *, tot: datetime, moment: datetime) -> None:
    """
    Mark these as settled, in the transaction of the caller, who books them.

    Raises `NietTeVorderen` when one of them changed since it was read.
    """
    with namens(verwerking(settings.REGIO)):
        for one in sorted(posten, key=lambda one: (one.vordering, one.terug)):
            claim = Woonplaatsvordering.objects.select_for_update().get(pk=one.vordering)
            state = Stand.VERREKEND if one.terug else Stand.ERKEND
            lines = claim.regels.filter(correctie=Correctie.TERUG if one.terug else "")
            if one.terug:
                lines = lines.filter(gecorrigeerd_op__lt=tot)
            cents = lines.aggregate(cents=Sum("bedrag_cent"))["cents"] or 0
            if claim.stand != state or (-cents if one.terug else cents) != one.bedrag_cent:
                raise NietTeVorderen(
                    f"Vordering {one.kenmerk} is intussen veranderd. Stel de verrekening opnieuw voor."
                )
            if one.terug:
                lines.update(correctie=Correctie.TERUGBETAALD)
            else:
                claim.stand, claim.verrekend_op = Stand.VERREKEND, moment
                claim.save(update_fields=["stand", "verrekend_op"])


def _sums(lines: "QuerySet[Vorderingsregel]") -> dict[int, int]:
    return dict(lines.order_by().values_list("vordering").annotate(cents=Sum("bedrag_cent")))


def _post(one: Woonplaatsvordering, cents: int, *, terug: bool = False) -> TeVerrekenen:
    mark = f"WV-{one.gemeente}-{one.nummer:04}"
    return TeVerrekenen(one.pk, mark, one.gemeente, one.van, Cent(cents), terug)
