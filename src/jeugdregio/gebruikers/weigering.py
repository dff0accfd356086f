# SPDX-License-Identifier: EUPL-1.2
"""What the database refuses by a rule, said in words that help whoever asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError
from psycopg.errors import RestrictViolation, UniqueViolation


@contextmanager
def in_woorden(fout: type[Exception], grenzen: Mapping[str, str], *, dubbel: str = "") -> Iterator[None]:
    """
    Raise `fout` with a Dutch text for what a trigger refuses (its own words) or a constraint that is in `grenzen`.

    `dubbel` is said of whatever is there already and has no words of its own. Any other refusal is raised as it is. Put
    it around the transaction: inside one, nothing can be done after a refusal.
    """
    try:
        yield
    except IntegrityError as refusal:
        cause: Any = refusal.__cause__
        if isinstance(cause, RestrictViolation):
            raise fout(str(cause.diag.message_primary)) from refusal
        said = grenzen.get(cause.diag.constraint_name or "") or (dubbel if isinstance(cause, UniqueViolation) else "")
        if not said:
            raise
        raise fout(said) from refusal
