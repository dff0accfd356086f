# SPDX-License-Identifier: EUPL-1.2
"""What a generalist goes through, as data: areas, signals, the steps a-b-c, six levels of support, and placements."""

from django.db import models


class Gebied(models.TextChoices):
    """What a generalist of the CJG looks at: three areas of judgement, housing and money (S83; 004 §2.7)."""

    GEZONDHEID = "gezondheid", "Gezondheid en lichaam"
    SOCIAAL = "sociaal", "Omgang met anderen, school en vrije tijd"
    PSYCHISCH = "psychisch", "Welbevinden en psyche"
    HUISVESTING = "huisvesting", "Wonen"
    FINANCIEN = "financien", "Geld"


class Oordeel(models.TextChoices):
    """What came of it: each area is judged, or it is said that it was not talked about."""

    GOED = "goed", "Gaat goed"
    ZORG = "zorg", "Zorgen"
    NIET_BESPROKEN = "niet_besproken", "Niet besproken"


class Signaalsoort(models.TextChoices):
    """Which kind of expertise a question asks for (S83)."""

    GGZ = "ggz", "GGz"
    LVB = "lvb", "LVB"
    JEUGD = "jeugd", "Opvoeden en opgroeien"


class Stap(models.TextChoices):
    """In this order (S79; 004 §2.6): individual help only after the first two did not do."""

    A = "a", "Eigen kracht en netwerk"
    B = "b", "Vrij toegankelijke hulp"
    C = "c", "Individuele voorziening"


class Uitkomst(models.TextChoices):
    """How a step ended."""

    GENOEG = "genoeg", "Genoeg: meer is niet nodig"
    DEELS = "deels", "Helpt, maar is niet genoeg"
    NIET = "niet", "Kan niet of past niet"


class Trede(models.IntegerChoices):
    """The six levels of support (004 §2.1)."""

    PREVENTIEF = 1, "Preventieve voorzieningen"
    EIGEN_KRACHT = 2, "Eigen kracht"
    NETWERK = 3, "Sociaal netwerk"
    COLLECTIEF = 4, "Algemene voorzieningen"
    LICHT = 5, "Lichte individuele hulp"
    ZWAAR = 6, "Zware individuele hulp"


TREDEN_VAN = {
    Stap.A: (Trede.EIGEN_KRACHT, Trede.NETWERK),
    Stap.B: (Trede.PREVENTIEF, Trede.COLLECTIEF),
    Stap.C: (Trede.LICHT, Trede.ZWAAR),
}
"""Which levels a step can lead to."""


class Plek(models.TextChoices):
    """Where a child can live when it cannot stay at home, the nearest to home first (S90; 004 §2.4)."""

    NETWERK = "netwerk", "Bij familie of bekenden (netwerkpleegzorg)"
    PLEEGZORG = "pleegzorg", "In een pleeggezin"
    GEZINSHUIS = "gezinshuis", "In een gezinshuis"
    RESIDENTIEEL = "residentieel", "In een instelling"


EERST_BEKEKEN = (Plek.NETWERK, Plek.PLEEGZORG)
"""What must have been looked at before a child goes to a family home or an institution."""
NA_PLEEGZORG = (Plek.GEZINSHUIS, Plek.RESIDENTIEEL)
MET_VERBLIJF = ("35", "36", "37", "38", "43", "44")
"""Product categories in which a child lives elsewhere; then the wanted place has to be named."""
GI_CATEGORIEEN = ("47", "48", "49")
"""What a certified institution carries out itself: the measure; everything else is extra help (S89)."""


class Functie(models.IntegerChoices):
    """The five basic functions of a local team (S93; KPMG 30-9-2019, named in 002 §2.1.2)."""

    VEILIG = 1, "Veilige leefomgeving"
    SIGNALEREN = 2, "Tijdig signaleren van de vraag"
    VINDBAAR = 3, "Vindbare en toegankelijke hulp"
    BREED = 4, "Handelen met een brede blik"
    LEREN = 5, "Leren en verbeteren"
