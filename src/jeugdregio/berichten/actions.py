# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. From bytes to a judged batch, and from a verdict to an answer.

- in: `open_deur` unpacks a delivery, `keur` judges form, `lees` gives columns, `stel_samen` makes a `Partij` of
  `Stuk`ken, `zet_klaar` brings it to the database, `toets_in_bericht` and `toets_kop` judge it;
- out: `retourbericht` and `antwoord_jw325` make the answers, `jw301` and `jw319` messages of
  a municipality, `jw305`, `jw307`, `jw315`, `jw317` and `jw323` messages of a provider, `schrijf` writes any message.
"""

from jeugdregio.berichten.deur import GRENZEN, GeweigerdAanDeDeur, open_deur
from jeugdregio.berichten.heen import ToeTeWijzen, Woonadres, jw301, jw319
from jeugdregio.berichten.klaarzetten import zet_klaar
from jeugdregio.berichten.lezen import keur, lees
from jeugdregio.berichten.ontleden import ontleed, ontleed_kop
from jeugdregio.berichten.partij import Kop, Partij, Stuk, stel_samen
from jeugdregio.berichten.regels.overlap import overlap
from jeugdregio.berichten.regels.tr056 import TR056
from jeugdregio.berichten.retour import (
    DECLARATIE_TOEGEKEND,
    IN_ORDE,
    AfgewezenClient,
    AfgewezenPrestatie,
    Antwoord325,
    Kop325,
    antwoord_jw325,
    retourbericht,
)
from jeugdregio.berichten.schrijven import OngeldigTeken, schrijf
from jeugdregio.berichten.toetsen import IN_DEZE_GOLF, KLASSEN, keur_af, neem_aan, toets_in_bericht, toets_kop
from jeugdregio.berichten.van_aanbieder import (
    Briefhoofd,
    Declaratieregel,
    Geleverd,
    Gevraagdproduct,
    Persoon,
    Verwijzer,
    Wijziging,
    jw305,
    jw307,
    jw315,
    jw317,
    jw317_nieuw,
    jw323,
)

__all__ = [
    "DECLARATIE_TOEGEKEND",
    "GRENZEN",
    "IN_DEZE_GOLF",
    "IN_ORDE",
    "KLASSEN",
    "TR056",
    "AfgewezenClient",
    "AfgewezenPrestatie",
    "Antwoord325",
    "Briefhoofd",
    "Declaratieregel",
    "Geleverd",
    "Gevraagdproduct",
    "GeweigerdAanDeDeur",
    "Kop",
    "Kop325",
    "OngeldigTeken",
    "Partij",
    "Persoon",
    "Stuk",
    "ToeTeWijzen",
    "Verwijzer",
    "Wijziging",
    "Woonadres",
    "antwoord_jw325",
    "jw301",
    "jw305",
    "jw307",
    "jw315",
    "jw317",
    "jw317_nieuw",
    "jw319",
    "jw323",
    "keur",
    "keur_af",
    "lees",
    "neem_aan",
    "ontleed",
    "ontleed_kop",
    "open_deur",
    "overlap",
    "retourbericht",
    "schrijf",
    "stel_samen",
    "toets_in_bericht",
    "toets_kop",
    "zet_klaar",
]
