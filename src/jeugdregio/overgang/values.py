# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Figures of the transition of 2015, per provider; amounts are cents."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Omzetgegevens:
    """What a provider earned in the region in a year."""

    aanbieder: str
    jaar: int
    omzet_cent: int
    residentieel: bool
    bron: str
    verzonnen: bool = False


@dataclass(frozen=True)
class Instroomgegevens:
    """Trajectories that began in the second half of a year, and how many of them were explained."""

    aanbieder: str
    jaar: int
    aantal: int
    bron: str
    verklaard: int = 0
    toelichting: str = ""
    verzonnen: bool = False


@dataclass(frozen=True)
class Uitgavegegevens:
    """Spending of a book year; `eerder_cent` of it began in the year before."""

    aanbieder: str
    jaar: int
    uitgaven_cent: int
    eerder_cent: int
    bron: str
    verzonnen: bool = False


@dataclass(frozen=True)
class Jeugdaandeelgegevens:
    """What curative mental care cost in a year, and the part of it for young people."""

    jaar: int
    cggz_cent: int
    jeugd_cent: int
    bron: str
    verzonnen: bool = False


@dataclass(frozen=True)
class Afspraak:
    """The most that is paid to a provider in a book year for what began in the year before."""

    aanbieder: str
    jaar: int
    maximum_cent: int
    bron: str
