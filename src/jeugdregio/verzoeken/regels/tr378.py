# SPDX-License-Identifier: EUPL-1.2
"""TR378: the municipality that an answer names as responsible exists in the list of the CBS."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR378 = Regel(
    code="TR378",
    retourcode="S300",
    niveau=4,
    source=ijw("TR378"),
    uitleg="De gemeentecode {gemeente} staat niet in de lijst van het CBS.",
    wat_te_doen="Vul de CBS-code in van de gemeente die verantwoordelijk is.",
    plaatsen=(
        Plaats(
            "JW319",
            "Woonplaatsbeginsel",
            schending="""
                k.gemeente <> ALL (%(cbs_gemeenten)s)
            """,
            feiten={"gemeente": "k.gemeente"},
        ),
    ),
)
