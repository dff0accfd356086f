# SPDX-License-Identifier: EUPL-1.2
"""TR074: a first delivery (status 1) has a key that was not delivered before; deleting frees the key."""

from jeugdregio.regels.values import Plaats, Regel, ijw
from jeugdregio.toewijzingen.regels.levering import (
    DELETED_START_HERE,
    DELETED_STOP_HERE,
    SAME_START_KEY,
    SAME_STOP_KEY,
)

TR074 = Regel(
    code="TR074",
    retourcode="9074",
    niveau=3,
    source=ijw("TR074"),
    uitleg="Deze aanlevering met begindatum {begin} op toewijzing {nummer} is al eerder ontvangen.",
    wat_te_doen="Verwijder de eerdere aanlevering eerst als die moet worden vervangen.",
    plaatsen=tuple(
        Plaats(
            bericht,
            klasse,
            schending=f"k.status_aanlevering = '1' AND EXISTS (SELECT FROM toewijzingen_{table} a"
            f" WHERE {key.format(a='a')} AND NOT {deleted.format(a='a')})",
            feiten={"begin": "k.begindatum", "nummer": "k.toewijzing_nummer"},
        )
        for bericht, klasse, table, key, deleted in (
            ("JW305", "StartProduct", "start", SAME_START_KEY, DELETED_START_HERE),
            ("JW307", "StopProduct", "stop", SAME_STOP_KEY, DELETED_STOP_HERE),
        )
    ),
)
