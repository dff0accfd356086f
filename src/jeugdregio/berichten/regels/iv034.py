# SPDX-License-Identifier: EUPL-1.2
"""
IV034: the header names the version of the schema that was used, so one of a schema of this release.

The standard gives no code. A message made with another schema was checked against other rules, so it gets what every
message gets that does not keep to the rules within it: 0001 on the whole (ADR 0008). Another BerichtVersie or
-Subversie does not pass the schema itself, and an older release has another namespace: both have no retourbericht.
"""

from jeugdregio.berichten.values import AANVAARDE_XSD_VERSIES
from jeugdregio.regels.values import Plaats, Regel, ijw

_KNOWN = ", ".join(f"'{version}'" for version in sorted(AANVAARDE_XSD_VERSIES))

IV034 = Regel(
    code="IV034",
    retourcode="0001",
    niveau=2,
    source=ijw("IV034"),
    uitleg="XsdVersie {basisschema} (basisschema) en {bericht} (bericht) horen niet bij iJw 3.2.",
    wat_te_doen="Maak het bericht met het schema van iJw 3.2; XsdVersie is 0.1.0 of 1.0.0.",
    plaatsen=tuple(
        Plaats(
            bericht,
            "Header",
            schending=f"b.xsd_basis NOT IN ({_KNOWN}) OR b.xsd_bericht NOT IN ({_KNOWN})",
            feiten={"basisschema": "b.xsd_basis", "bericht": "b.xsd_bericht"},
        )
        for bericht in ("JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323")
    ),
)
