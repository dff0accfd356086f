# SPDX-License-Identifier: EUPL-1.2
"""
The BRP API of RvIG in the shape "Haal Centraal": Personen bevragen and Verblijfplaatshistorie bevragen, version 2.

Every question is a POST: a number of a person stands in the body, so it is in no address and in no log of a gateway.
No redirect is followed: a body with a number goes nowhere else. What the other side said is never repeated in an error.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

import requests

from jeugdregio.personen.lezen import lees_persoon, lees_verblijfplaatsen
from jeugdregio.personen.values import BrpGaf, BrpWeigert, NietBereikbaar, Persoon, Verblijfplaats

VELDEN = (
    "burgerservicenummer",
    "naam",
    "geboorte",
    "geslacht",
    "gemeenteVanInschrijving",
    "verblijfplaats",
    "ouders",
    "gezag",
    "overlijden",
)
"""What is asked of a person and no more: the law lets a municipality ask for what it needs."""
_GEWEIGERD: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "de vraag is niet goed gesteld",
    HTTPStatus.UNAUTHORIZED: "de sleutel klopt niet",
    HTTPStatus.FORBIDDEN: "er is geen autorisatie voor deze gegevens",
    HTTPStatus.NOT_FOUND: "op dit adres staat geen BRP",
    HTTPStatus.TOO_MANY_REQUESTS: "er zijn te veel vragen in korte tijd",
}
_STIL = range(500, 600)


@dataclass(frozen=True)
class HaalCentraal:
    """
    An adapter for one connection. `sleutel` goes as X-API-KEY, `certificaat` is a file for mutual TLS.

    `wachttijd` in seconds counts for connecting and for answering.
    """

    url: str
    historie_url: str
    sleutel: str = ""
    certificaat: str = ""
    wachttijd: float = 5.0
    post: Callable[..., requests.Response] = requests.post

    def personen(self, bsn: str, *, wie: str, doel: str) -> Persoon | None:
        """See `Personenbron`."""
        question = {"type": "RaadpleegMetBurgerservicenummer", "fields": [*VELDEN], "burgerservicenummer": [bsn]}
        return lees_persoon(self._ask(f"{self.url.rstrip('/')}/personen", question, wie, doel))

    def verblijfplaatsen(self, bsn: str, *, van: date, tot: date, wie: str, doel: str) -> tuple[Verblijfplaats, ...]:
        """See `Personenbron`; a period of one day is asked by its day."""
        where = f"{self.historie_url.rstrip('/')}/verblijfplaatshistorie"
        return lees_verblijfplaatsen(self._ask(where, vraag_historie(bsn, van, tot), wie, doel))

    def _ask(self, url: str, question: Mapping[str, Any], wie: str, doel: str) -> object:
        heads = {"Accept": "application/json", "X-DOELBINDING": _ascii(doel), "X-GEBRUIKER-ORGANISATIE": wie}
        if self.sleutel:
            heads["X-API-KEY"] = self.sleutel
        try:
            answer = self.post(
                url,
                json=question,
                headers=heads,
                timeout=self.wachttijd,
                cert=self.certificaat or None,
                allow_redirects=False,
            )
        except requests.RequestException:
            # Without its cause: what a library says of a request may hold what was in it.
            raise NietBereikbaar from None
        if answer.status_code in _STIL:
            raise NietBereikbaar
        if answer.status_code != HTTPStatus.OK:
            raise BrpWeigert(_GEWEIGERD.get(answer.status_code, f"antwoord {answer.status_code}"))
        try:
            return answer.json()
        except requests.JSONDecodeError:
            raise BrpGaf from None


def vraag_historie(bsn: str, van: date, tot: date) -> dict[str, str]:
    """The question for where someone was in [`van`, `tot`): by day when that is one."""
    if (tot - van).days == 1:
        return {"type": "RaadpleegMetPeildatum", "burgerservicenummer": bsn, "peildatum": van.isoformat()}
    return {
        "type": "RaadpleegMetPeriode",
        "burgerservicenummer": bsn,
        "datumVan": van.isoformat(),
        "datumTot": tot.isoformat(),
    }


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode("ascii")
