# SPDX-License-Identifier: EUPL-1.2
"""The caseload board: open applications with what is missing, and how much each worker has."""

from collections import Counter
from datetime import date, datetime

from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Account
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.toegang import lezen
from jeugdregio.toegang.gereed import ontbreekt
from jeugdregio.toegang.values import Belasting, Bordkaart


def bord(*, alle: bool, peildatum: date, on_behalf_of: Machtiging) -> list[Bordkaart]:
    """
    The open applications of whoever asks, or of the whole municipality; late ones first, then by last day.

    An application that nobody has belongs to everyone.
    """
    found = lezen.open_aanmeldingen(on_behalf_of=on_behalf_of)
    if not alle:
        found = [one for one in found if one.behandelaar in (None, on_behalf_of.account)]
    missing = ontbreekt(found, on_behalf_of=on_behalf_of)
    return [Bordkaart(one, missing[one.id], one.is_te_laat(peildatum)) for one in found]


def belasting(*, moment: datetime, peildatum: date, on_behalf_of: Machtiging) -> list[Belasting]:
    """How much each worker of the own municipality has, the busiest first."""
    found = lezen.open_aanmeldingen(on_behalf_of=on_behalf_of)
    applications = Counter(one.behandelaar for one in found if one.behandelaar)
    late = Counter(one.behandelaar for one in found if one.behandelaar and one.is_te_laat(peildatum))
    with namens(on_behalf_of):
        children = Counter(caseload.lopende(moment=moment).values_list("account_id", flat=True))
        accounts = Account.objects.filter(pk__in=set(children) | set(applications))
        names = {one.pk: one.get_full_name() or one.get_username() for one in accounts}
    return sorted(
        (Belasting(pk, name, children[pk], applications[pk], late[pk]) for pk, name in names.items()),
        key=lambda one: (-one.open, -one.kinderen, one.naam),
    )
