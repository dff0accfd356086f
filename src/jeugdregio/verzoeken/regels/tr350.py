# SPDX-License-Identifier: EUPL-1.2
"""TR350: an unchanged product refers to a current allocation of this child at this provider."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR350 = Regel(
    code="TR350",
    retourcode="9350",
    niveau=3,
    source=ijw("TR350"),
    uitleg="Er is geen actuele toewijzing met nummer {nummer} voor deze jeugdige bij deze aanbieder.",
    wat_te_doen="Controleer het toewijzingnummer in het laatste toewijzingsbericht van de gemeente.",
    plaatsen=(
        Plaats(
            "JW317",
            "OngewijzigdProduct",
            schending="""
                t.id IS NULL
            """,
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
