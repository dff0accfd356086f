# SPDX-License-Identifier: EUPL-1.2
"""TR063: a deletion (status 3) needs an earlier delivery with the same key that was not deleted yet."""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.levering import SAME_START_KEY, SAME_STOP_KEY

TR063 = Regel(
    code="TR063",
    retourcode="9063",
    niveau=3,
    source=ijw("TR063"),
    uitleg="Er is geen eerdere aanlevering met begindatum {begin} op toewijzing {nummer} om te verwijderen.",
    wat_te_doen="Verwijder alleen wat eerder precies zo is aangeleverd en goedgekeurd.",
    plaatsen=tuple(
        Plaats(
            bericht,
            klasse,
            schending=f"k.status_aanlevering = '3' AND NOT EXISTS"
            f" (SELECT FROM toewijzingen_{table} a WHERE {key.format(a='a')})",
            feiten={"begin": "k.begindatum", "nummer": "k.toewijzing_nummer"},
        )
        for bericht, klasse, table, key in (
            ("JW305", "StartProduct", "start", SAME_START_KEY),
            ("JW307", "StopProduct", "stop", SAME_STOP_KEY),
        )
    ),
)
