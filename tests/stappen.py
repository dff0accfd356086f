# SPDX-License-Identifier: EUPL-1.2
"""Going round the intake: statements as both roles that write for the region, which the database has to refuse."""

import pytest
from django.db import Error, connection

from jeugdregio.gebruikers.isolatie import als_verwerking, namens
from jeugdregio.gebruikers.values import verwerking
from tests.wereld_oordeel import REGIO


def execute(statement: str) -> None:
    """As the processing of a batch; something has to change."""
    with als_verwerking(REGIO), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0


def refused(statement: str, why: str) -> None:
    """Refused by the processing, and by the application on behalf of the region."""
    with pytest.raises(Error, match=why):
        execute(statement)
    with pytest.raises(Error, match=why), namens(verwerking(REGIO)), connection.cursor() as cursor:
        cursor.execute(statement)
