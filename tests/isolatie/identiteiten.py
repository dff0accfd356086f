# SPDX-License-Identifier: EUPL-1.2
"""Everyone who tries something in the trial of rows: a database role, and on whose behalf it says to work."""

from dataclasses import dataclass

from jeugdregio.gebruikers.isolatie import CONTEXT
from jeugdregio.inrichting import rollen

A, B, X, Y, R, V, W = "0193", "0148", "71000001", "71000002", "IJSSELLAND", "STEM", "ANDERS"
P, Q = "V01000001", "V71000001"
"""Who refers; the second is provider X, as the one that referred."""
G, H = "G1", "G2"
"""Two of a family."""


@dataclass(frozen=True)
class Identiteit:
    """A database role, and on whose behalf it says to work; all empty is nobody."""

    naam: str
    rol: str = rollen.APP
    gemeente: str = ""
    aanbieder: str = ""
    regio: str = ""
    functie: str = ""
    """What someone does there (`jr.rol`)."""
    account: str = ""
    vertrouwen: str = ""
    praktijk: str = ""
    gezinslid: str = ""

    @property
    def namens(self) -> str:
        """What this identity says it works for."""
        return self.gemeente or self.aanbieder or self.regio or self.vertrouwen or self.praktijk or self.gezinslid

    @property
    def context(self) -> list[str]:
        """What it tells the database, in the order of CONTEXT; what no identity is, is empty."""
        said = {**vars(self), "namens": self.namens, "rol": self.functie}
        return [str(said.get(name.removeprefix("jr."), "")) for name in CONTEXT]

    @property
    def eigen(self) -> int:
        """The row that is its own, when there is one."""
        second = {B, Y, W, Q, H}
        return 1 if self.namens in second else 0


IDENTITEITEN = (
    Identiteit("niemand"),
    Identiteit("gemeente A", gemeente=A, functie="toegang"),
    Identiteit("gemeente B", gemeente=B, functie="controller"),
    Identiteit("privacy van B", gemeente=B, functie="privacy"),
    Identiteit("aanbieder X", aanbieder=X, functie="aanbieder"),
    Identiteit("aanbieder Y", aanbieder=Y, functie="aanbieder"),
    Identiteit("gemeente A, afgeschermd", gemeente=A, functie="toegang_geheim"),
    Identiteit("gemeente B, afgeschermd", gemeente=B, functie="toegang_geheim"),
    Identiteit("aanbieder X, afgeschermd", aanbieder=X, functie="aanbieder_geheim"),
    Identiteit("gemeente A, bestuur", gemeente=A, functie="bestuur"),
    Identiteit("gemeente A, tweede toetser", gemeente=A, functie="toetser"),
    Identiteit("gemeente A, zonder rol", gemeente=A),
    Identiteit("gemeente A, zegt cijfers", gemeente=A, functie="cijfers"),
    Identiteit("regio", regio=R, functie="controller"),
    Identiteit("iemand", account="2"),
    Identiteit("beheerder van A", gemeente=A, functie="beheerder", account="3"),
    Identiteit("beheerder van Y", aanbieder=Y, functie="beheerder"),
    Identiteit("beheerder van de regio", regio=R, functie="beheerder"),
    Identiteit("stappen van de regio", regio=R, functie="verwerking"),
    Identiteit("vertrouwenspersoon van V", vertrouwen=V, functie="vertrouwenspersoon"),
    Identiteit("vertrouwenspersoon van W", vertrouwen=W, functie="vertrouwenspersoon"),
    Identiteit("beheerder van V", vertrouwen=V, functie="beheerder"),
    Identiteit("regio, zegt vertrouwenspersoon", regio=R, functie="vertrouwenspersoon"),
    Identiteit("vertrouwenspersoon leest", rol=rollen.REGIO, vertrouwen=V, functie="vertrouwenspersoon"),
    Identiteit("vertrouwenspersoon vernietigt", rol=rollen.VERNIETIGING, vertrouwen=V, functie="vertrouwenspersoon"),
    Identiteit("verwijzer P", praktijk=P, functie="verwijzer"),
    Identiteit("verwijzer Q", praktijk=Q, functie="verwijzer"),
    Identiteit("beheerder van P", praktijk=P, functie="beheerder"),
    Identiteit("verwijzer leest", rol=rollen.REGIO, praktijk=P, functie="verwijzer"),
    Identiteit("verwijzer vernietigt", rol=rollen.VERNIETIGING, praktijk=P, functie="verwijzer"),
    Identiteit("gezinslid G", gezinslid=G, functie="gezinslid"),
    Identiteit("gezinslid H", gezinslid=H, functie="gezinslid"),
    Identiteit("gezinslid G, zonder rol", gezinslid=G),
    Identiteit("gemeente A, zegt gezinslid", gemeente=A, functie="gezinslid"),
    Identiteit("gezinslid leest", rol=rollen.REGIO, gezinslid=G, functie="gezinslid"),
    Identiteit("gezinslid vernietigt", rol=rollen.VERNIETIGING, gezinslid=G, functie="gezinslid"),
    Identiteit("niemand leest", rol=rollen.REGIO),
    Identiteit("iemand leest", rol=rollen.REGIO, account="2"),
    Identiteit("regio leest", rol=rollen.REGIO, regio=R, functie="controller"),
    Identiteit("beheerder leest", rol=rollen.REGIO, regio=R, functie="beheerder"),
    Identiteit("privacy van B leest", rol=rollen.REGIO, gemeente=B, functie="privacy"),
    Identiteit("toegang van A leest", rol=rollen.REGIO, gemeente=A, functie="toegang"),
    Identiteit("controller van A leest", rol=rollen.REGIO, gemeente=A, functie="controller"),
    Identiteit("cijfers van de regio", rol=rollen.REGIO, regio=R, functie="cijfers"),
    Identiteit("cijfers van gemeente A", rol=rollen.REGIO, gemeente=A, functie="cijfers"),
    Identiteit("verwerking", rol=rollen.VERWERKING, regio=R, functie="verwerking"),
    Identiteit("niemand vernietigt", rol=rollen.VERNIETIGING),
    Identiteit("gemeente A vernietigt", rol=rollen.VERNIETIGING, gemeente=A, functie="privacy"),
    Identiteit("gemeente B vernietigt", rol=rollen.VERNIETIGING, gemeente=B, functie="privacy"),
    Identiteit("regio vernietigt", rol=rollen.VERNIETIGING, regio=R, functie="privacy"),
    Identiteit("audit", rol=rollen.AUDIT),
    Identiteit("eigenaar", rol=rollen.EIGENAAR),
)
