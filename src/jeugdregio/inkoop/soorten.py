# SPDX-License-Identifier: EUPL-1.2
"""
The kinds of procedure, as data: what each kind lets a provider do, how one gets in, and how it ends.

A kind is a line here, not a class. What the sources do not say (a number of days, a limit) is not here but on the
procedure itself, with its source.
"""

from dataclasses import dataclass
from enum import StrEnum

from jeugdregio.core.source import Source


class Toetreding(StrEnum):
    """When one can get in."""

    RONDEN = "ronden"
    DOORLOPEND = "doorlopend"
    AANLEIDING = "aanleiding"


class Rechtsbescherming(StrEnum):
    """What a refused provider can do, and what therefore has to wait."""

    AWB = "awb"
    OPSCHORTING = "opschorting"
    GEEN = "geen"


@dataclass(frozen=True)
class Proceduresoort:
    """
    One kind. `ronden_per_jaar` is None without a limit; `max_maanden` without one.

    `offerte`: providers name an amount. `alleen_grote`: only those classed as large may (S24). `plafond`: the amount
    becomes a ceiling. `selectie`: requirements decide who gets in; without it a contract is a duty (S26).
    """

    code: str
    naam: str
    uitleg: str
    toetreding: Toetreding
    rechtsbescherming: Rechtsbescherming
    contractsoort: str
    source: Source
    vragenronden: int = 0
    ronden_per_jaar: int | None = None
    max_maanden: int | None = 48
    offerte: bool = False
    alleen_grote: bool = False
    plafond: bool = False
    selectie: bool = True
    met_reden: bool = False
    onderaannemers: bool = False
    per_gemeente: bool = False
    alleen_inkoper: bool = False
    """The region enters the application; a provider cannot."""

    @property
    def doorlopend(self) -> bool:
        """Whether one can get in on any day."""
        return self.toetreding is not Toetreding.RONDEN


def _soort(*args: str, bron: tuple[str, str], **kwargs: object) -> Proceduresoort:
    code, naam, uitleg, contract = args
    return Proceduresoort(code, naam, uitleg, contractsoort=contract, source=Source(*bron), **kwargs)  # type: ignore[arg-type]


_NOTITIE, _SCAN, _VISIE = "inkoopnotitie jeugdhulp 2015", "praktijkscan IJsselland 2020", "regiovisie 2017-2020"
ALLE = (
    _soort(
        "subsidie",
        "Subsidie met hoofd- en onderaannemers",
        "De regio geeft een hoofdaannemer een beschikking. Onderaannemers krijgen hun geld van de hoofdaannemer.",
        "beschikking",
        bron=(_NOTITIE, "par. 3.1"),
        toetreding=Toetreding.RONDEN,
        rechtsbescherming=Rechtsbescherming.AWB,
        onderaannemers=True,
        max_maanden=None,
    ),
    _soort(
        "raam_plafond",
        "Raamovereenkomst met plafond na offerte",
        "Grote aanbieders doen een offerte en onderhandelen over een plafond. Kleine stellen vragen over het contract.",
        "raam",
        bron=(_NOTITIE, "par. 3.2"),
        toetreding=Toetreding.RONDEN,
        rechtsbescherming=Rechtsbescherming.OPSCHORTING,
        vragenronden=1,
        offerte=True,
        alleen_grote=True,
        plafond=True,
    ),
    _soort(
        "raam_pxq",
        "Raamovereenkomst prijs maal aantal",
        "Twee ronden met vragen en wijzigingsvoorstellen, dan één contract voor iedereen, zonder plafond.",
        "raam",
        bron=(_NOTITIE, "par. 3.3"),
        toetreding=Toetreding.RONDEN,
        rechtsbescherming=Rechtsbescherming.OPSCHORTING,
        vragenronden=2,
    ),
    _soort(
        "semi_open",
        "Semi-open raamovereenkomst",
        "Twee keer per jaar kunnen nieuwe aanbieders meedoen. Wie zich ertussen meldt, wacht op de volgende ronde.",
        "raam",
        bron=(_SCAN, "par. 2.3.1"),
        toetreding=Toetreding.RONDEN,
        rechtsbescherming=Rechtsbescherming.OPSCHORTING,
        vragenronden=1,
        ronden_per_jaar=2,
    ),
    _soort(
        "open_house",
        "Open house",
        "Wie aan de eisen voldoet, doet mee. Aanmelden kan op elke dag; de regio kiest niet tussen aanbieders.",
        "raam",
        bron=(_SCAN, "par. 2.3.1"),
        toetreding=Toetreding.DOORLOPEND,
        rechtsbescherming=Rechtsbescherming.GEEN,
        vragenronden=1,
    ),
    _soort(
        "overgang",
        "Contractplicht voor overgangscliënten",
        "Een aanbieder die op de peildag kinderen uit de regio in zorg had, krijgt een contract, ook als hij laat is.",
        "overeenkomst",
        bron=(_NOTITIE, "par. 2.2 en 3.3"),
        toetreding=Toetreding.AANLEIDING,
        rechtsbescherming=Rechtsbescherming.GEEN,
        selectie=False,
        met_reden=True,
    ),
    _soort(
        "eenmalig",
        "Eenmalig contract buiten de regio",
        "Voor één situatie, zoals een verhuizing. Waar het kan met de prijs van het profiel, anders met een reden.",
        "eenmalig",
        bron=(_SCAN, "par. 2.3.1"),
        toetreding=Toetreding.AANLEIDING,
        rechtsbescherming=Rechtsbescherming.GEEN,
        selectie=False,
        met_reden=True,
        alleen_inkoper=True,
    ),
    _soort(
        "innovatie",
        "Innovatieruimte van een gemeente",
        "Een gemeente laat nieuwe aanbieders toe tot een aantal dat zij zelf vaststelt.",
        "overeenkomst",
        bron=(_NOTITIE, "par. 2.1; " + _VISIE + ", par. 4.3"),
        toetreding=Toetreding.AANLEIDING,
        rechtsbescherming=Rechtsbescherming.GEEN,
        per_gemeente=True,
    ),
)
SOORTEN = {soort.code: soort for soort in ALLE}
