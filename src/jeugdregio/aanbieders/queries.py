# SPDX-License-Identifier: EUPL-1.2
"""DOOR. The register of providers is public within the region."""

from django.db.models import Q

from jeugdregio.aanbieders.models import Aanbieder
from jeugdregio.aanbieders.values import Organisatie


def namen() -> dict[str, str]:
    """The name of every provider by its AGB code."""
    return dict(Aanbieder.objects.values_list("agb", "naam"))


def naam(agb: str) -> str:
    """The name of one provider; a code that is not in the register stands for itself."""
    return Aanbieder.objects.filter(agb=agb).values_list("naam", flat=True).first() or agb


def aanbieder(agb: str) -> Aanbieder | None:
    """The provider with this AGB code, or None."""
    return Aanbieder.objects.filter(agb=agb).first()


def zoek(tekst: str, *, hoogstens: int = 20) -> list[Organisatie]:
    """The providers with this AGB code or KvK number, or of which the name has the text in it, by name."""
    found = Aanbieder.objects.filter(Q(agb=tekst) | Q(kvk=tekst) | Q(naam__icontains=tekst))
    return [
        Organisatie(row.agb, row.kvk, row.naam, row.get_rechtsvorm_display())
        for row in found.order_by("naam", "agb")[:hoogstens]
    ]


def organisatie(agb: str) -> Organisatie | None:
    """One provider with those it works for and those that work for it, or None."""
    row = Aanbieder.objects.filter(agb=agb).first()
    if row is None:
        return None
    return Organisatie(
        row.agb,
        row.kvk,
        row.naam,
        row.get_rechtsvorm_display(),
        hoofdaannemers=tuple(row.hoofdaannemers.order_by("naam").values_list("agb", "naam")),
        onderaannemers=tuple(
            Aanbieder.objects.filter(werkt_voor__hoofdaannemer=row).order_by("naam").values_list("agb", "naam")
        ),
    )
