# SPDX-License-Identifier: EUPL-1.2
"""TR416: in one message there is at most one debit per allocation, product period, category and code."""

from jeugdregio.regels.values import Plaats, Regel, ijw

TR416 = Regel(
    code="TR416",
    retourcode="0001",
    niveau=2,
    source=ijw("TR416"),
    uitleg="Er staan twee debetprestaties in voor dezelfde toewijzing, periode en hetzelfde product.",
    wat_te_doen="Tel de prestaties bij elkaar op en dien één regel in.",
    plaatsen=(
        Plaats(
            "JW323",
            "Prestatie",
            onder="""
                SELECT bericht, max(nr)
                FROM partij_jw323_prestatie
                WHERE ingediend_bedrag_debet_credit = 'D'
                GROUP BY bericht, toewijzing_nummer, product_periode_begindatum, product_periode_einddatum,
                         product_categorie, product_code
                HAVING count(*) > 1
            """,
        ),
    ),
)
