# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from jeugdregio.gebruikers.actions import geef_rol
from jeugdregio.gebruikers.queries import machtigingen
from jeugdregio.gebruikers.values import Machtiging, Rol

MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)


def works(name: str, gemeente: str = "0193", rol: Rol = Rol.TOEGANG) -> Machtiging:
    """Someone with this role at a municipality, as who logs in."""
    account = geef_rol(
        name,
        rol=rol,
        bij={"gemeente": gemeente},
        vanaf=date(2026, 1, 1),
        regio=settings.REGIO,
        moment=MOMENT,
        wie=f"Mens {name}",
    )
    (found,) = machtigingen(account.pk, moment=MOMENT)
    return found


@pytest.fixture
def zwolle(db: None) -> Machtiging:
    """A worker of the access in one municipality."""
    return works("zwolle")


@pytest.fixture
def deventer(db: None) -> Machtiging:
    """A worker of the access in another."""
    return works("deventer", "0150")
