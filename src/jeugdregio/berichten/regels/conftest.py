# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterator

import pytest
from django.db import connection

from jeugdregio.berichten.regels.proef import Proef


@pytest.fixture
def proef(als_regio: None) -> Iterator[Proef]:
    """Rows in the temporary tables of a batch, to try a rule on."""
    with connection.cursor() as cursor:
        yield Proef(cursor)
