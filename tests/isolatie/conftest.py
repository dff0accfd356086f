# SPDX-License-Identifier: EUPL-1.2
"""What the walks over all addresses share."""

from typing import Any

import pytest
from django.http import QueryDict


@pytest.fixture
def asked(monkeypatch):
    """The names that a page looked up in its address since this was last emptied, whether they were there or not."""
    names: set[str] = set()
    for method in ("get", "getlist", "__getitem__", "__contains__"):
        original = getattr(QueryDict, method)

        def record(self: QueryDict, name: str, *more: object, _original: Any = original) -> object:
            names.add(name)
            return _original(self, name, *more)

        monkeypatch.setattr(QueryDict, method, record, raising=False)
    return names
