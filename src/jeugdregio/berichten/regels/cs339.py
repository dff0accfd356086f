# SPDX-License-Identifier: EUPL-1.2
"""CS339: in euros (unit 83) the amount is the volume, both in eurocents."""

from jeugdregio.regels.values import Plaats, Regel, ijw

CS339 = Regel(
    code="CS339",
    retourcode="0001",
    niveau=2,
    source=ijw("CS339"),
    uitleg=("Het bedrag ({bedrag} eurocent) is niet gelijk aan het volume in euro's ({volume} eurocent)."),
    wat_te_doen=("Maak bedrag en volume gelijk; bij de eenheid euro is het volume het bedrag in eurocenten."),
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="k.eenheid = '83' AND k.ingediend_bedrag_bedrag <> k.geleverd_volume",
            feiten={"bedrag": "k.ingediend_bedrag_bedrag", "volume": "k.geleverd_volume"},
        ),
    ),
)
