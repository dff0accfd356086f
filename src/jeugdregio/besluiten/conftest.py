# SPDX-License-Identifier: EUPL-1.2
"""A decision in the played region, with invented people."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from django.conf import settings

from jeugdregio.besluiten import actions
from jeugdregio.besluiten.values import (
    TOEKENNING,
    ZIN,
    Bekendmaking,
    Jeugdige,
    Ontvanger,
    Ontwerp,
    Voorziening,
)
from jeugdregio.contracten import queries as contracten
from jeugdregio.contracten.values import Tariefgegevens
from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.values import Machtiging
from tests.paginawereld import REGIO, machtiging_van

DAG = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ONTVANGEN = date(2026, 10, 5)
_NUMMERS = count(1)


class Zaak:
    """One request about a child of its own, and everything a test does with it."""

    def __init__(self, wie: Machtiging, product: Tariefgegevens, bsn: str) -> None:
        sealed = zegel(settings.BSN_KEY).verzegel(bsn)
        self.wie, self.product, self.bsn = wie, product, bsn
        self.kind = Jeugdige(
            lid_id=7,
            verzegeld=sealed,
            geboortedatum=date(2014, 5, 6),
            geslacht="2",
            achternaam="Dam",
            voorvoegsel="van",
            voornamen="Sam",
            adres=("Verzonnenstraat 12", "9999XX Zwolle"),
        )
        self.gegevens = Bekendmaking(
            self.kind,
            (Ontvanger(8, "Kim van Dam", ("Verzonnenstraat 12", "9999XX Zwolle")),),
            "Dalfsen",
            "De Aanbieder",
        )
        self.aanvraag = actions.open_aanvraag(
            aanmelding=900_000 + next(_NUMMERS),
            gezin=3,
            lid=7,
            persoon=persoon(sealed),
            kanaal="eigen",
            ontvangen_op=ONTVANGEN,
            on_behalf_of=wie,
        )

    def voorziening(self, **anders: Any) -> Voorziening:
        """Two hours a week of a product under contract."""
        return replace(
            Voorziening(
                vorm=ZIN,
                categorie=self.product.categorie,
                omschrijving="Begeleiding thuis",
                van=date(2026, 12, 1),
                tot=date(2027, 6, 1),
                aanbieder=self.product.aanbieder,
                code=self.product.code,
                volume=2,
                eenheid=self.product.eenheid,
                frequentie="4",
            ),
            **anders,
        )

    def ontwerp(self, **anders: Any) -> Ontwerp:
        """A grant."""
        given: dict[str, Any] = {
            "soort": TOEKENNING,
            "grondslag": "artikel 2.3 van de Jeugdwet",
            "motivering": "Sam heeft hulp nodig om weer naar school te gaan.",
            "beoordeling": (("Gezondheid", "Sam slaapt slecht."),),
            "voorzieningen": (self.voorziening(),),
        }
        return Ontwerp(**(given | anders))

    def stel_op(self, **anders: Any) -> int:
        """A draft."""
        return actions.stel_op(self.aanvraag, self.ontwerp(**anders), moment=MOMENT, on_behalf_of=self.wie)

    def klaar(self, *redenen: str, **anders: Any) -> int:
        """A decision that was handed over."""
        number = self.stel_op(**anders)
        actions.leg_voor(number, redenen, on_behalf_of=self.wie)
        return number

    def maak_bekend(self, nummer: int, *, dag: date = DAG, moment: datetime = MOMENT) -> None:
        """Make it known."""
        actions.maak_bekend(nummer, self.gegevens, regio=REGIO, peildatum=dag, moment=moment, on_behalf_of=self.wie)

    def bekend(self, **anders: Any) -> int:
        """A decision that was made known."""
        number = self.klaar(**anders)
        self.maak_bekend(number)
        return number


def _bsn(nummer: int) -> str:
    """A number of the test range that passes the eleven test."""
    for last in range(10):
        digits = f"9999{nummer:04d}{last}"
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0:
            return digits
    return _bsn(nummer + 1)


@pytest.fixture
def nieuwe_zaak(gespeeld: None) -> Callable[[], Zaak]:
    """Make requests, each about another child of Zwolle."""
    wie = machtiging_van("toegang.dalfsen")
    known = contracten.tarieven(REGIO, on_behalf_of=wie, op=DAG)
    product = next(one for one in known if one.categorie and one.eenheid == "04")
    return lambda: Zaak(wie, product, _bsn(3000 + next(_NUMMERS) * 7))


@pytest.fixture
def zaak(nieuwe_zaak: Callable[[], Zaak]) -> Zaak:
    """One request."""
    return nieuwe_zaak()


@contextmanager
def geweigerd(door: type[Exception], tekst: str) -> Iterator[None]:
    """The block is refused, in these words."""
    with pytest.raises(door, match=tekst):
        yield
