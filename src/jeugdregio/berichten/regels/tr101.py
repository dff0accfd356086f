# SPDX-License-Identifier: EUPL-1.2
"""
TR101: within a message no logical key occurs twice; two absent elements are equal.

A key includes the keys of the classes above. The place of a parent (`client`, `relatie`) stands for its key:
a parent whose own key occurs twice is found by itself, and either way the whole message is refused.
"""

from jeugdregio.regels.values import Plaats, Regel, ijw

PRODUCT = "toewijzing_nummer, product_categorie, product_code"


def _tweemaal(bericht: str, klasse: str, key: str) -> Plaats:
    table = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in klasse)
    return Plaats(
        bericht,
        klasse,
        onder=f"""
            SELECT bericht, max(nr)
            FROM partij_{bericht.lower()}{table}
            GROUP BY bericht, {key}
            HAVING count(*) > 1
        """,
    )


TR101 = Regel(
    code="TR101",
    retourcode="0001",
    niveau=2,
    source=ijw("TR101"),
    uitleg="Een onderdeel staat twee keer in het bericht.",
    wat_te_doen="Haal de dubbele eruit, of pas de gegevens aan waaraan de onderdelen te herkennen zijn.",
    plaatsen=(
        _tweemaal("JW301", "Relatie", "client, nummer"),
        _tweemaal("JW301", "Contact", "client, relatie, soort"),
        _tweemaal("JW301", "ToegewezenProduct", "client, toewijzing_nummer"),
        _tweemaal("JW305", "StartProduct", f"client, {PRODUCT}, begindatum"),
        _tweemaal("JW307", "StopProduct", f"client, {PRODUCT}, begindatum, reden_beeindiging, einddatum"),
        _tweemaal("JW315", "AangevraagdProduct", "client, referentie_aanbieder"),
        _tweemaal("JW317", "Client", "bsn"),
        _tweemaal("JW317", "OngewijzigdProduct", "verzoek, toewijzing_nummer"),
        _tweemaal("JW317", "TeWijzigenProduct", "verzoek, toewijzing_nummer"),
        _tweemaal("JW317", "NieuwProduct", "verzoek, product_categorie, product_code, gewenste_ingangsdatum"),
        _tweemaal("JW323", "Client", "bsn"),
        _tweemaal(
            "JW323",
            "Prestatie",
            "client, product_referentie_referentie_nummer, product_referentie_vorig_referentie_nummer",
        ),
    ),
)
