# SPDX-License-Identifier: EUPL-1.2
"""TR378: the municipality in the header exists in the list of the CBS (`b.gemeente_bestaat`)."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR378 = Regel(
    code="TR378",
    retourcode="S300",
    niveau=4,
    source=ijw("TR378"),
    uitleg="De gemeentecode {gemeente} staat niet in de lijst van het CBS.",
    wat_te_doen="Vul de CBS-code in van de gemeente die verantwoordelijk is en stuur het bericht opnieuw.",
    plaatsen=tuple(
        Plaats(
            bericht,
            "Header",
            schending="NOT b.gemeente_bestaat",
            feiten={"gemeente": "b.gemeente"},
        )
        for bericht in ("JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323")
    ),
)
