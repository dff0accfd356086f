# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What the register holds about a provider. Periods are half-open: `tot` is the first day after, None is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models


class Rechtsvorm(models.TextChoices):
    """The legal form of a provider (Handelsregister)."""

    STICHTING = "stichting", "stichting"
    BV = "bv", "besloten vennootschap (bv)"
    NV = "nv", "naamloze vennootschap (nv)"
    COOPERATIE = "cooperatie", "coöperatie"
    VERENIGING = "vereniging", "vereniging"
    MAATSCHAP = "maatschap", "maatschap"
    VOF = "vof", "vennootschap onder firma (vof)"
    EENMANSZAAK = "eenmanszaak", "eenmanszaak"
    ONBEKEND = "onbekend", "onbekend"


class Eenheid(models.TextChoices):
    """What a count counts."""

    AANBIEDER = "aanbieder", "aanbieders, elk één keer"
    VERMELDING = "vermelding", "regels op lijsten"
    UITVOERDER = "uitvoerder", "uitvoerders: de leden in plaats van hun coöperatie"


@dataclass(frozen=True)
class Inschrijving:
    """A provider (`agb`: eight digits) and, for a subcontractor, the AGB codes of whom it works for."""

    agb: str
    kvk: str
    naam: str
    rechtsvorm: Rechtsvorm = Rechtsvorm.ONBEKEND
    gecertificeerd: bool = False
    hoofdaannemers: Sequence[str] = ()
    cooperaties: Sequence[str] = ()
    begonnen_op: date | None = None
    gemeld_op: date | None = None


@dataclass(frozen=True)
class Organisatie:
    """A provider as it is shown; those it works for and those that work for it are (AGB code, name)."""

    agb: str
    kvk: str
    naam: str
    rechtsvorm: str = ""
    hoofdaannemers: tuple[tuple[str, str], ...] = ()
    onderaannemers: tuple[tuple[str, str], ...] = ()
