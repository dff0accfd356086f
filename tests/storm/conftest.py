# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import verwerking
from tests.eigen_database import met_database
from tests.wereld import Wereld
from tests.wereld_oordeel import REGIO


@pytest.fixture
def wereld(
    make_database: Callable[[str], str], worker_id: str, django_db_blocker: Any, django_db_setup: None
) -> Iterator[Wereld]:
    """A drawn world in a database of its own, in which everything really commits."""
    with met_database(make_database(f"jeugdregio_storm_{worker_id}"), django_db_blocker):
        with namens(verwerking(REGIO)):
            world = Wereld()
        yield world
