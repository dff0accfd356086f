# SPDX-License-Identifier: EUPL-1.2
"""
Four eyes: one person proposes, another confirms, and only then it is done.

A proposal is frozen: nobody changes it, whoever confirms says by its fingerprint what was read, and what is carried out
is what was proposed. The database holds that maker and confirmer differ (`voorstel_vier_ogen`), that one person has one
account, and that a person moves nothing of a kind without a confirmed proposal of that kind (`gebruikers_vier_ogen`,
on the tables that migration 0001 of `beheer` names). Batch processing is no person.
"""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection

from jeugdregio.gebruikers.actions import NietToegestaan, reden_van
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.rechten import Recht
from jeugdregio.gebruikers.values import Machtiging


def vingerafdruk(soort: str, organisatie: str, inhoud: dict[str, Any]) -> str:
    """The SHA-256 of what is proposed, hexadecimal."""
    text = json.dumps([soort, organisatie, inhoud], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def stel_voor(
    soort: str, inhoud: dict[str, Any], *, recht: Recht, reden: str, moment: datetime, on_behalf_of: Machtiging
) -> Voorstel:
    """Propose something; raises `NietToegestaan` without the right, a person or a reason, or when it waits already."""
    person = _check(on_behalf_of, recht)
    mark = vingerafdruk(soort, on_behalf_of.organisatie, inhoud)
    with namens(on_behalf_of):
        if Voorstel.objects.filter(sha256=mark, besluit=Voorstel.Besluit.OPEN).exists():
            raise NietToegestaan("Dit is al voorgesteld en wacht op bevestiging door een ander.")
        return Voorstel.objects.create(
            **{on_behalf_of.soort.value: on_behalf_of.organisatie},
            soort=soort,
            inhoud=inhoud,
            sha256=mark,
            reden=reden_van(reden),
            voorgesteld_door_id=person,
            voorgesteld_op=moment,
        )


def bevestig(
    voorstel: int,
    gelezen: str,
    *,
    recht: Recht,
    voer_uit: Callable[[Voorstel], None],
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """
    Confirm a proposal and carry it out: both happen, or nothing. `gelezen` is the fingerprint of what was read.

    Raises `NietToegestaan` for the maker, without the right, when it was decided already, or when what is there is not
    what was read; and what `voer_uit` raises.
    """
    _check(on_behalf_of, recht)
    with namens(on_behalf_of):
        one = _open(voorstel)
        if one.voorgesteld_door_id == on_behalf_of.account:
            raise NietToegestaan("U hebt dit zelf voorgesteld. Een ander moet het bevestigen.")
        if not one.sha256 == gelezen == vingerafdruk(one.soort, on_behalf_of.organisatie, one.inhoud):
            raise NietToegestaan("Dit is niet wat u hebt gelezen. Ververs de pagina en lees het voorstel opnieuw.")
        _decide(one, Voorstel.Besluit.BEVESTIGD, "", moment, on_behalf_of)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('jr.voorstel', %s, true)", [str(one.pk)])
            voer_uit(one)
            cursor.execute("SELECT set_config('jr.voorstel', '', true)")


def wijs_af(voorstel: int, *, recht: Recht, toelichting: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Turn a proposal down, or take it back when it is one's own. Raises `NietToegestaan`."""
    _check(on_behalf_of, recht)
    with namens(on_behalf_of):
        one = _open(voorstel)
        own = one.voorgesteld_door_id == on_behalf_of.account
        besluit = Voorstel.Besluit.INGETROKKEN if own else Voorstel.Besluit.AFGEWEZEN
        _decide(one, besluit, reden_van(toelichting), moment, on_behalf_of)


def _check(wie: Machtiging, recht: Recht) -> int:
    """The person who asks."""
    if wie.account is None:
        raise NietToegestaan("Alleen een mens kan iets voorstellen of bevestigen.")
    if not wie.mag(recht):
        raise NietToegestaan(f"Uw rol heeft het recht ‘{recht.label}’ niet. Vraag een collega die het wel heeft.")
    return wie.account


def _open(voorstel: int) -> Voorstel:
    one = Voorstel.objects.select_for_update().filter(pk=voorstel, besluit=Voorstel.Besluit.OPEN).first()
    if one is None:
        raise NietToegestaan("Dit voorstel is er niet, of er is al over besloten.")
    return one


def _decide(one: Voorstel, besluit: str, toelichting: str, moment: datetime, wie: Machtiging) -> None:
    one.besluit, one.toelichting, one.besloten_op, one.besloten_door_id = besluit, toelichting, moment, wie.account
    one.save(update_fields=["besluit", "toelichting", "besloten_op", "besloten_door"])
