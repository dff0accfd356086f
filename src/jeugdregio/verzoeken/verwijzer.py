# SPDX-License-Identifier: EUPL-1.2
"""What a referrer reads: how it goes with the own referrals, and nothing else."""

from django.db.models import QuerySet

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.verzoeken.models import Verwijzing
from jeugdregio.verzoeken.values import Verwijzingstand


def verwijzingen(*, on_behalf_of: Machtiging) -> list[Verwijzingstand]:
    """The referrals of whoever asks, newest first; without those of a child whose whereabouts are secret."""
    with namens(on_behalf_of):
        return [_stand(row) for row in _eigen(on_behalf_of).order_by("-gevraagd_op", "-bericht_id", "nr")]


def verwijzing(bericht_id: int, nr: int, *, on_behalf_of: Machtiging) -> Verwijzingstand | None:
    """One referral, or None when there is none with these numbers for whoever asks."""
    with namens(on_behalf_of):
        found = _eigen(on_behalf_of).filter(bericht_id=bericht_id, nr=nr).first()
        return _stand(found) if found else None


def _eigen(wie: Machtiging) -> QuerySet[Verwijzing]:
    return Verwijzing.objects.filter(praktijk=wie.praktijk).exclude(praktijk="")


def _stand(row: Verwijzing) -> Verwijzingstand:
    return Verwijzingstand(
        bericht_id=row.bericht_id,
        nr=row.nr,
        persoon=row.persoon,
        jeugdige=row.jeugdige,
        geboortedatum=row.geboortedatum,
        categorie=row.categorie,
        gevraagd_op=row.gevraagd_op,
        toegewezen=(row.toegewezen.lower, row.toegewezen.upper) if row.toegewezen else None,
        begin=row.begin,
        einde=row.einde,
        gemeentestand=row.gemeentestand,
    )
