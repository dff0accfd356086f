# SPDX-License-Identifier: EUPL-1.2
"""One provider with its contracts and conditions in all regions, side by side (S17)."""

from collections import defaultdict
from datetime import date, timedelta

from django.conf import settings

from jeugdregio.contractbeheer.models import Regiovoorwaarde
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.money import euro
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

EIGEN_ONDERWERPEN = ("Looptijd", "Bekostiging", "Plafond")
EEN_DAG = timedelta(days=1)


def voorwaarden(peildatum: date, aanbieder: str, *, on_behalf_of: Machtiging) -> list[Regiovoorwaarde]:
    """What other regions agreed with this provider and holds on a day."""
    with namens(on_behalf_of):
        rows = Regiovoorwaarde.objects.filter(regio=settings.REGIO, aanbieder=aanbieder, geldig__contains=peildatum)
        return list(rows.order_by("onderwerp", "jeugdregio"))


def naast_elkaar(peildatum: date, aanbieder: str, *, on_behalf_of: Machtiging) -> dict[str, dict[str, str]]:
    """
    {subject: {region: condition}}; the own region comes from its contracts, others from what was entered.

    A region without a condition on a subject is absent: that is unknown, not none.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    own: dict[str, list[str]] = defaultdict(list)
    for one in contracten.contracten(settings.REGIO, aanbieder, op=peildatum, on_behalf_of=on_behalf_of):
        last = "geen einde" if one.tot == date.max else f"{one.tot - EEN_DAG:%d-%m-%Y}"
        own["Looptijd"].append(f"{one.van:%d-%m-%Y} tot en met {last}")
        own["Bekostiging"].append(one.bekostiging)
        own["Plafond"].append("geen" if one.plafond_cent is None else f"{euro(one.plafond_cent)} per jaar")
    for subject in EIGEN_ONDERWERPEN:
        if own[subject]:
            found[subject][settings.REGIO_NAAM] = "; ".join(dict.fromkeys(own[subject]))
    for row in voorwaarden(peildatum, aanbieder, on_behalf_of=on_behalf_of):
        text = row.voorwaarde if row.bedrag_cent is None else f"{row.voorwaarde}: {euro(row.bedrag_cent)}"
        found[row.onderwerp][row.jeugdregio] = f"{text} per {row.eenheid}" if row.eenheid else text
    return dict(found)


def accounthouder(peildatum: date, aanbieder: str, *, on_behalf_of: Machtiging) -> str:
    """The region that speaks with this provider on behalf of the others; empty when that was not recorded."""
    rows = voorwaarden(peildatum, aanbieder, on_behalf_of=on_behalf_of)
    return next((row.jeugdregio for row in rows if row.accounthouder), "")
