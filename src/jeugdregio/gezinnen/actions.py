# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Keep families and their plans; one function is one transaction, and a refusal is a `Gezinsfout` in Dutch.

The database holds what has to be true: one open plan per family, one director at a time, a generalist from start to
end, and one signature per person.
"""

from jeugdregio.gezinnen.mensen import (
    haal_uit_gezin,
    houd_adres_geheim,
    leg_gezag_vast,
    leg_maatregel_vast,
    maak_gezin,
    voeg_lid_toe,
    wijzig_lid,
)
from jeugdregio.gezinnen.plannen import (
    beeindig_teamlid,
    houd_evaluatie,
    laat_doel_vervallen,
    noem_rol,
    open_plan,
    plan_evaluatie,
    regel_weg_terug,
    rond_afspraak_af,
    scoor_doel,
    sluit_plan,
    spreek_af,
    stel_doel,
    teken,
    vernieuw_plan,
    zet_netwerk,
    zet_school,
    zet_teamlid,
)
from jeugdregio.gezinnen.samenvoegen import voeg_samen
from jeugdregio.gezinnen.uit_brp import maak_gezin_uit_brp
from jeugdregio.gezinnen.values import Gezinsfout, PlanBestaatAl
from jeugdregio.gezinnen.vastleggen import houd_afgeschermd

__all__ = [
    "Gezinsfout",
    "PlanBestaatAl",
    "beeindig_teamlid",
    "haal_uit_gezin",
    "houd_adres_geheim",
    "houd_afgeschermd",
    "houd_evaluatie",
    "laat_doel_vervallen",
    "leg_gezag_vast",
    "leg_maatregel_vast",
    "maak_gezin",
    "maak_gezin_uit_brp",
    "noem_rol",
    "open_plan",
    "plan_evaluatie",
    "regel_weg_terug",
    "rond_afspraak_af",
    "scoor_doel",
    "sluit_plan",
    "spreek_af",
    "stel_doel",
    "teken",
    "vernieuw_plan",
    "voeg_lid_toe",
    "voeg_samen",
    "wijzig_lid",
    "zet_netwerk",
    "zet_school",
    "zet_teamlid",
]
