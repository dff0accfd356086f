# SPDX-License-Identifier: EUPL-1.2
"""Test kit: procedures from draft to publication in one line, for whatever has to follow."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten.values import Productgegevens
from jeugdregio.gebruikers.values import Machtiging, Rol, verwerking
from jeugdregio.inkoop import actions
from jeugdregio.inkoop.models import Aanvraag, Bewijs, Gunning
from jeugdregio.inkoop.values import Eis, Gunningsvoorstel, Inschrijving, Prijs, Proceduregegevens, Tariefregel

REGIO = "IJSSELLAND"
GEMEENTE = "0193"
A, B, C = "71000001", "71000002", "71000003"
UUR = Prijs("45", "45B04", "04", "Begeleiding per uur", tarief_cent=60_00, per_uur=True)
TOP = Prijs("45", "45C04", "04", "Behandeling per uur", tarief_cent=None, per_uur=True)
PROCEDURE = Proceduregegevens(
    code="proef",
    naam="Proef",
    soort="open_house",
    omschrijving="Wat er wordt gevraagd.",
    perceel="Ambulant",
    bekostiging="PxQ",
    variant="inspanning",
    van=date(2026, 1, 1),
    tot=date(2030, 1, 1),
    bron="test",
    eisen=(Eis("kwaliteit", "De aanbieder heeft een keurmerk.", "het certificaat"),),
    prijslijst=(UUR, TOP),
)
OVERRIDES: dict[str, dict[str, Any]] = {
    "raam_plafond": {"plafond_promille": 600, "plafond_lezing": "elk", "referentiejaar": "2012"},
    "overgang": {"eisen": (), "overgangsdag": date(2014, 12, 31)},
    "eenmalig": {"eisen": ()},
    "innovatie": {"gemeente": GEMEENTE, "limiet": 1, "limiet_bron": "college van 3 maart 2026 (verzonnen)"},
    "subsidie": {"prijslijst": ()},
}


def om_twaalf(day: date) -> datetime:
    """Noon on a day."""
    return timezone.make_aware(datetime.combine(day, time(12)))


@dataclass
class Inkoop:
    """The region that buys, and those who sell; every action is on behalf of the processing unless said otherwise."""

    wie: Machtiging = field(default_factory=lambda: verwerking(REGIO))

    def __post_init__(self) -> None:
        contracten.leg_standaardclausules_vast(REGIO)
        contracten.leg_producten_vast(
            REGIO, [Productgegevens(p.categorie, p.code, p.omschrijving, p.eenheid, "inspanning") for p in (UUR, TOP)]
        )

    def publiceer(self, soort: str = "open_house", day: date = date(2026, 1, 5), **fields: Any) -> str:
        """A published procedure of this kind; gives its code."""
        made = replace(
            PROCEDURE, soort=soort, **{"code": soort.replace("_", "-"), **OVERRIDES.get(soort, {}), **fields}
        )
        code = actions.maak_procedure(made, on_behalf_of=self.wie)
        actions.leg_tekst_vast(code, "Artikel 1\nBetalen binnen 60 dagen.", aanleiding="concept", on_behalf_of=self.wie)
        actions.publiceer(code, moment=om_twaalf(day), on_behalf_of=self.wie)
        return code

    def ronde(
        self, code: str, van: date, tot: date | None, ingang: date | None = None, soort: str = "toetreding"
    ) -> int:
        """A round, planned when the procedure began."""
        at = om_twaalf(date(2026, 1, 5))
        made = actions.plan_ronde(code, soort, van=van, tot=tot, ingang=ingang, moment=at, on_behalf_of=self.wie)
        return int(made.pk)

    def dien_in(self, code: str, day: date, aanbieder: str = A, wie: Machtiging | None = None, **what: Any) -> Aanvraag:
        """An application, with the evidence that is asked for."""
        given = Inschrijving(
            **{"aanbieder": aanbieder, "producten": ("45B04",), "bewijzen": (("kwaliteit", "certificaat"),), **what}
        )
        return actions.dien_in(code, given, moment=om_twaalf(day), on_behalf_of=wie or self.wie)

    def keur_goed(self, aanvraag: Aanvraag) -> None:
        """All evidence is convincing."""
        for one in Bewijs.objects.filter(aanvraag=aanvraag):
            actions.beoordeel_bewijs(one.pk, "voldoet", on_behalf_of=self.wie)

    def voorstel(self, aanvraag: Aanvraag, van: date, tot: date, **fields: Any) -> Gunningsvoorstel:
        """What would be decided: admitted at the price of the list."""
        line = Tariefregel(UUR.categorie, UUR.code, UUR.eenheid, UUR.tarief_cent, UUR.per_uur)
        return Gunningsvoorstel(
            **{
                "aanvraag": aanvraag.pk,
                "toegelaten": True,
                "redenen": "Voldoet aan de eisen.",
                "van": van,
                "tot": tot,
                "looptijd_reden": "Zoals de regels zeggen.",
                "tarieven": (line,),
                **fields,
            }
        )

    def gun(self, wat: Gunningsvoorstel, day: date) -> Gunning:
        """The decision."""
        return actions.gun(wat, moment=om_twaalf(day), on_behalf_of=self.wie)

    def sluit(self, gunning: Gunning, day: date) -> str:
        """The contract; gives its number."""
        return contracten.sluit_contract(
            gunning.pk, contractmanager="M. van Voorbeeld (verzonnen)", moment=om_twaalf(day), on_behalf_of=self.wie
        )


def aanbieder(agb: str) -> Machtiging:
    """Someone of this provider."""
    return Machtiging(rol=Rol.AANBIEDER, aanbieder=agb)


def gemeente(code: str = GEMEENTE) -> Machtiging:
    """A contract manager of this municipality."""
    return Machtiging(rol=Rol.CONTRACTMANAGER, gemeente=code)
