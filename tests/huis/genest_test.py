# SPDX-License-Identifier: EUPL-1.2
"""Identities that are easily mixed up: one inside another, and an empty one beside an empty column."""

import pytest
from django.db import ProgrammingError, connection

from jeugdregio.berichten.models import Bestand
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking


def context() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('jr.aanbieder', true), current_setting('jr.regio', true)")
        return cursor.fetchone()


@pytest.mark.django_db
class TestNested:
    PROVIDER = Machtiging(rol=Rol.AANBIEDER, aanbieder="99900001")

    def test_the_outer_identity_comes_back(self):
        with namens(self.PROVIDER):
            with namens(verwerking("IJSSELLAND")):
                assert context() == ("", "IJSSELLAND")
            assert context() == ("99900001", "")

    def test_and_comes_back_after_a_fault(self):
        with namens(self.PROVIDER):
            with pytest.raises(ZeroDivisionError), namens(verwerking("IJSSELLAND")):
                1 / 0  # noqa: B018
            assert context() == ("99900001", "")


def deliver(aanbieder: str) -> None:
    Bestand.objects.create(
        afzender=aanbieder,
        aanbieder=aanbieder,
        gemeente="",
        kanaal="test",
        sha256=b"1" * 32,
        omvang_bytes=1,
        inhoud=b"x",
        ontvangen_op="2026-10-01T12:00:00Z",
    )


@pytest.mark.django_db
class TestEmpty:
    """A file of a provider has no municipality, and neither has another provider."""

    def provider(self, agb: str) -> Machtiging:
        return Machtiging(rol=Rol.AANBIEDER, aanbieder=agb)

    def test_another_provider_does_not_see_it(self):
        with namens(self.provider("99900001")):
            deliver("99900001")
            assert Bestand.objects.count() == 1
        with namens(self.provider("99900002")):
            assert Bestand.objects.count() == 0

    def test_another_provider_can_not_deliver_in_its_name(self):
        with pytest.raises(ProgrammingError), namens(self.provider("99900002")):
            deliver("99900001")

    def test_a_municipality_does_not_see_it_either(self):
        with namens(self.provider("99900001")):
            deliver("99900001")
        with namens(Machtiging(rol=Rol.TOEGANG, gemeente="0193")):
            assert Bestand.objects.count() == 0
