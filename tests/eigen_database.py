# SPDX-License-Identifier: EUPL-1.2
"""A database of its own for a test that plays a whole history once and looks at the outcome many times."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from conftest import connect_django_to
from django.db import connections

SETTINGS = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def met_database(url: str, django_db_blocker: Any) -> Iterator[None]:
    """Let Django work in this database, with real commits, for as long as the block lasts."""
    with django_db_blocker.unblock():
        before = {key: connections["default"].settings_dict[key] for key in SETTINGS}
        connect_django_to(url)
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"].settings_dict.update(before)
