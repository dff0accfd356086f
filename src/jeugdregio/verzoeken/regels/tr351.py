# SPDX-License-Identifier: EUPL-1.2
"""TR351: a product to be changed refers to a current allocation of this child at this provider."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR351 = Regel(
    code="TR351",
    retourcode="9351",
    niveau=3,
    source=ijw("TR351"),
    uitleg="Er is geen actuele toewijzing met nummer {nummer} voor deze jeugdige bij deze aanbieder.",
    wat_te_doen="Controleer het toewijzingnummer in het laatste toewijzingsbericht van de gemeente.",
    plaatsen=(
        Plaats(
            "JW317",
            "TeWijzigenProduct",
            schending="""
                t.id IS NULL
            """,
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
