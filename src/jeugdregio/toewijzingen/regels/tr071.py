# SPDX-License-Identifier: EUPL-1.2
"""TR071: a start is not deleted while there is a stop on it."""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.levering import SAME_START_KEY

TR071 = Regel(
    code="TR071",
    retourcode="9071",
    niveau=3,
    source=ijw("TR071"),
    uitleg="De start van {begin} op toewijzing {nummer} is al gestopt.",
    wat_te_doen="Verwijder eerst de stop en daarna de start.",
    plaatsen=(
        Plaats(
            "JW305",
            "StartProduct",
            schending=f"k.status_aanlevering = '3' AND EXISTS"
            f" (SELECT FROM toewijzingen_stop a WHERE {SAME_START_KEY.format(a='a')})",
            feiten={"begin": "k.begindatum", "nummer": "k.toewijzing_nummer"},
        ),
    ),
)
