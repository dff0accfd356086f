# SPDX-License-Identifier: EUPL-1.2
"""
Which worker has which child, and why someone opened a child of a colleague.

A child is `persoon` (`core.bsn.persoon`). Only the own organisation sees its caseloads. Opening a child outside the own
caseload stays possible for whoever has the right, after saying why: `heeft_reden` asks, `noem_doel` keeps it.
"""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jeugdregio.gebruikers.actions import NietToegestaan, reden_van
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Caseload, Doel
from jeugdregio.gebruikers.queries import geldend
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.values import Machtiging

GELDIG = timedelta(hours=12)
"""How long a reason lasts: a working day."""


def in_caseload(persoon: str, *, moment: datetime, on_behalf_of: Machtiging) -> bool:
    """Whether whoever asks has this child now."""
    if on_behalf_of.regio:
        return False
    with namens(on_behalf_of):
        mine = Caseload.objects.filter(geldend(moment), account=on_behalf_of.account, persoon=persoon)
        return mine.filter(**_own(on_behalf_of)).exists()


def van_mij(*, moment: datetime, on_behalf_of: Machtiging) -> list[str]:
    """The children that whoever asks has now, as `persoon`, in order of since when."""
    if on_behalf_of.regio:
        return []
    with namens(on_behalf_of):
        mine = Caseload.objects.filter(geldend(moment), account=on_behalf_of.account, **_own(on_behalf_of))
        return list(mine.order_by("gezet_op", "pk").values_list("persoon", flat=True))


def doel(persoon: str, *, moment: datetime, on_behalf_of: Machtiging) -> str:
    """Why whoever asks opened this child today, in his own words; empty when that was not said."""
    if on_behalf_of.regio:
        return ""
    with namens(on_behalf_of):
        said = Doel.objects.filter(
            account=on_behalf_of.account, persoon=persoon, gezet_op__gt=moment - GELDIG, **_own(on_behalf_of)
        )
        return said.order_by("-gezet_op").values_list("reden", flat=True).first() or ""


def heeft_reden(persoon: str, *, moment: datetime, on_behalf_of: Machtiging) -> bool:
    """Whether a child may be opened without asking why: it is in the own caseload, or the reason was given today."""
    return in_caseload(persoon, moment=moment, on_behalf_of=on_behalf_of) or bool(
        doel(persoon, moment=moment, on_behalf_of=on_behalf_of)
    )


def noem_doel(persoon: str, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Keep why a child outside the own caseload is opened. Raises `NietToegestaan` without the right or a reason."""
    if not on_behalf_of.mag(Recht.BUITEN_CASELOAD):
        raise NietToegestaan("U kunt alleen kinderen van uw eigen caseload openen. Vraag het hun begeleider.")
    with namens(on_behalf_of):
        Doel.objects.create(
            account_id=_person(on_behalf_of),
            persoon=persoon,
            reden=reden_van(reden),
            gezet_op=moment,
            **_own(on_behalf_of),
        )


def wijs_toe(
    persoon: str, *, aan: int, vanaf: date, reden: str, moment: datetime, on_behalf_of: Machtiging
) -> Caseload:
    """
    Give a child to a worker (account) of the own organisation, from a day on; more than one worker may have it.

    Raises `NietToegestaan` without the right or a reason, or when this worker has this child already.
    """
    _check(on_behalf_of)
    with namens(on_behalf_of):
        try:
            with transaction.atomic():
                return Caseload.objects.create(
                    account_id=aan,
                    persoon=persoon,
                    periode=(vanaf, None),
                    reden=reden_van(reden),
                    door_id=on_behalf_of.account,
                    gezet_op=moment,
                    **_own(on_behalf_of),
                )
        except IntegrityError as refusal:
            raise NietToegestaan("Deze medewerker heeft dit kind al in de caseload.") from refusal


def beeindig(caseload: int, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """A worker has a child no longer, at once. Raises `NietToegestaan`."""
    _check(on_behalf_of)
    with namens(on_behalf_of):
        _end(caseload, reden, moment, on_behalf_of)


def draag_over(caseload: int, *, aan: int, reden: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """End it for one worker and begin it for another, in one transaction. Raises `NietToegestaan`."""
    _check(on_behalf_of)
    with namens(on_behalf_of):
        child = _end(caseload, reden, moment, on_behalf_of).persoon
        begin = timezone.localdate(moment)
        wijs_toe(child, aan=aan, vanaf=begin, reden=reden, moment=moment, on_behalf_of=on_behalf_of)


def lopende(*, moment: datetime) -> QuerySet[Caseload]:
    """Every caseload that counts now, in the transaction of the caller: those of its own organisation."""
    return Caseload.objects.filter(geldend(moment)).select_related("account").order_by("account__first_name", "pk")


def _end(caseload: int, reden: str, moment: datetime, wie: Machtiging) -> Caseload:
    one = Caseload.objects.filter(pk=caseload, beeindigd_op__isnull=True).first()
    if one is None:
        raise NietToegestaan("Dit staat niet (meer) in een caseload. Ververs de pagina.")
    one.beeindigd_op, one.einde_reden, one.beeindigd_door_id = moment, reden_van(reden), wie.account
    one.save(update_fields=["beeindigd_op", "einde_reden", "beeindigd_door"])
    return one


def _check(wie: Machtiging) -> None:
    if not wie.mag(Recht.CASELOAD_BEHEREN):
        raise NietToegestaan("Uw rol mag caseloads niet verdelen. Vraag een collega die dat wel mag.")


def _own(wie: Machtiging) -> dict[str, str]:
    if wie.regio:
        raise NietToegestaan("De regio heeft geen caseloads. Die zijn van gemeenten en aanbieders.")
    return {wie.soort.value: wie.organisatie}


def _person(wie: Machtiging) -> int:
    assert wie.account is not None, "alleen een mens heeft een reden"
    return wie.account
