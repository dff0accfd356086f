# SPDX-License-Identifier: EUPL-1.2
"""From an allocation to the child as it is called where its number may not stand (`core.bsn.persoon`), and back."""

from collections.abc import Collection

from django.db import connection

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

_OF_AN_ALLOCATION = """
    SELECT DISTINCT encode(sha256(c.bsn), 'hex') FROM toewijzingen_toewijzing t
    JOIN toewijzingen_client c ON c.gemeente = t.gemeente AND c.id = t.client_id
    WHERE t.nummer = %s AND NOT t.verwijderd AND %s IN (t.gemeente, t.aanbieder)
"""
_NAMES = """
    SELECT DISTINCT ON (persoon) persoon, concat_ws(' ', nullif(voornamen, ''), nullif(voorvoegsel, ''), achternaam)
    FROM (SELECT encode(sha256(bsn), 'hex') AS persoon, * FROM toewijzingen_client WHERE %s IN (gemeente, aanbieder)) c
    WHERE persoon = ANY (%s) ORDER BY persoon, id DESC
"""


def persoon_van_toewijzing(nummer: int, *, on_behalf_of: Machtiging) -> str:
    """The child of an allocation of the own organisation; empty when there is none, or more than one."""
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_OF_AN_ALLOCATION, [nummer, on_behalf_of.organisatie])
        found = [child for (child,) in cursor.fetchall()]
    return found[0] if len(found) == 1 else ""


def namen_van_personen(personen: Collection[str], *, on_behalf_of: Machtiging) -> dict[str, str]:
    """The names of these children, as far as the own organisation knows them."""
    with namens(on_behalf_of), connection.cursor() as cursor:
        cursor.execute(_NAMES, [on_behalf_of.organisatie, list(personen)])
        return dict(cursor.fetchall())
