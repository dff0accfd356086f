# SPDX-License-Identifier: EUPL-1.2
"""TR338: every line belongs to an allocation of this municipality to this provider."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR338 = Regel(
    code="TR338",
    retourcode="9338",
    niveau=3,
    source=ijw("TR338"),
    uitleg="Toewijzingnummer {nummer} is bij deze gemeente niet bekend voor deze aanbieder.",
    wat_te_doen="Neem het toewijzingnummer over uit het toewijzingsbericht en dien de prestatie opnieuw in.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            schending="t.id IS NULL",
            feiten={"nummer": "k.toewijzing_nummer"},
        ),
    ),
)
