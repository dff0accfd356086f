# SPDX-License-Identifier: EUPL-1.2
"""TR385: an allocation with granted debits that were not credited is not deleted."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR385 = Regel(
    code="TR385",
    retourcode="9385",
    niveau=3,
    source=ijw("TR385"),
    uitleg="Op toewijzing {nummer} zijn {prestaties} prestaties toegekend die niet zijn gecrediteerd.",
    wat_te_doen="Laat de aanbieder de prestaties eerst crediteren en verwijder de toewijzing daarna.",
    plaatsen=(
        Plaats(
            "JW301",
            "ToegewezenProduct",
            schending="k.reden_wijziging = '13' AND s.prestaties > 0",
            feiten={"nummer": "k.toewijzing_nummer", "prestaties": "s.prestaties"},
        ),
    ),
)
