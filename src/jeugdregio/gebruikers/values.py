# SPDX-License-Identifier: EUPL-1.2
"""DOOR: on whose behalf something is read or written."""

from dataclasses import dataclass, field

from jeugdregio.gebruikers.rechten import Recht, standaardrechten
from jeugdregio.gebruikers.rollen import GEHEIM, GEWOON, Rol, Soort

__all__ = ["GEHEIM", "Machtiging", "Recht", "Rol", "Soort", "verwerking"]


@dataclass(frozen=True)
class Machtiging:
    """
    The verified identity behind a transaction. Exactly one of the six organisations is filled.

    `gemeente` is a CBS code of four digits, `aanbieder` an AGB code of eight digits, `regio` the code of
    the regional body, `vertrouwen` that of an organisation of trust persons, `praktijk` a V and the AGB
    code of who refers, `gezinslid` a G and the number of someone of a family. The database decides with these which
    rows exist for whoever holds this.
    `account` and `aanstelling` say which person that is, and in which appointment; None for a program.
    `geheim`: also the rows of children whose whereabouts are secret. Made with a role for those (`GEHEIM`), `rol` is
    the usual one, for the work is the same.
    """

    rol: Rol
    gemeente: str = ""
    aanbieder: str = ""
    regio: str = ""
    account: int | None = None
    geheim: bool = False
    aanstelling: int | None = field(default=None, compare=False)
    vertrouwen: str = ""
    praktijk: str = ""
    gezinslid: str = ""
    rechten: frozenset[Recht] | None = field(default=None, compare=False)
    """What was decided for this role (`queries.herken`); None where no person works: then the defaults count."""

    def __post_init__(self) -> None:
        if self.rol in GEWOON:
            object.__setattr__(self, "geheim", True)
            object.__setattr__(self, "rol", GEWOON[self.rol])
        assert not self.geheim or self.rol in GEHEIM, "deze rol ziet geen afgeschermde dossiers"
        filled = [soort for soort in Soort if getattr(self, soort.value)]
        assert len(filled) == 1, "een machtiging hoort bij precies één organisatie"

    @property
    def organisatie(self) -> str:
        """The code of the organisation this acts for."""
        code: str = getattr(self, self.soort.value)
        return code

    @property
    def rol_voor_database(self) -> str:
        """What the database is told of the role (`jr.rol`)."""
        return (GEHEIM[self.rol] if self.geheim else self.rol).value

    @property
    def soort(self) -> Soort:
        """The kind of that organisation."""
        return next(soort for soort in Soort if getattr(self, soort.value))

    def mag(self, recht: Recht) -> bool:
        """Whether whoever holds this has a right."""
        return recht in self.toegestaan

    @property
    def toegestaan(self) -> frozenset[Recht]:
        """Every right of whoever holds this."""
        return standaardrechten(self.soort, self.rol) if self.rechten is None else self.rechten


def verwerking(regio: str) -> Machtiging:
    """The batch processing of a region: reads and writes the rows of all its organisations."""
    return Machtiging(rol=Rol.VERWERKING, regio=regio)
