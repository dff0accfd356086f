# SPDX-License-Identifier: EUPL-1.2
"""TR314: the reference of a line is used once by a provider.

References of lines that were refused count as used; those of a message that was refused as a whole do not (OP286).
Of two lines in one message the first keeps the reference, credits before debits (OP366)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR314 = Regel(
    code="TR314",
    retourcode="8021",
    niveau=3,
    source=ijw("TR314"),
    uitleg="Referentienummer {referentie} is al eerder gebruikt.",
    wat_te_doen="Geef de prestatie een nieuw referentienummer.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="r.referentie IS NOT NULL",
            feiten={"referentie": "k.product_referentie_referentie_nummer"},
        ),
    ),
)
