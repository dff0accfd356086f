# SPDX-License-Identifier: EUPL-1.2
"""
What a line of a declaratie is judged on: one wide row per line, with everything it refers to.

Grain: one row per prestatie of the wave. Look-ups that many lines share (tariff, product list, first and last
day of the month) are made once per combination and batch in `partij_afspraak`.
"""

AFSPRAAK = """
    regio text, aanbieder text, categorie text, code text, gedeclareerd text, begin date,
    eenheid text, per_uur boolean, uurtarief boolean, tarief_cent bigint, verwacht_tarief_cent bigint,
    in_lijst boolean, maand_begin date, maand_laatste date, profiel text, stopreden text,
    telt_eerste boolean, telt_laatste boolean
"""

# A tariff is that of the product code (TR418): a wrong category is for TR339 and TR381 to refuse, a wrong unit
# for TR341. The one in the declared unit and category comes first, then one per hour, then any.
AFSPRAKEN = """
    INSERT INTO partij_afspraak
    SELECT DISTINCT ON (x.regio, x.aanbieder, x.categorie, x.code, x.eenheid, x.begin)
        x.regio, x.aanbieder, x.categorie, x.code, x.eenheid, x.begin,
        y.eenheid, y.per_uur, y.uurtarief, y.tarief_cent,
        CASE WHEN y.uurtarief AND x.eenheid = '01' THEN (2 * y.tarief_cent + 60) / 120 ELSE y.tarief_cent END,
        p.code IS NOT NULL,
        date_trunc('month', x.begin)::date, (date_trunc('month', x.begin) + interval '1 month')::date - 1,
        w.profiel, w.stopreden, m.eerste, m.laatste
    FROM (
        SELECT DISTINCT b.regio, b.aanbieder, k.product_categorie AS categorie, k.product_code AS code, k.eenheid,
            k.product_periode_begindatum AS begin
        FROM partij_jw323_prestatie k JOIN partij_bericht b ON b.bericht = k.bericht
        WHERE b.niveau IS NULL
    ) x
    LEFT JOIN contracten_v_product p ON p.regio = x.regio AND p.code = x.code AND p.categorie = x.categorie
    LEFT JOIN contracten_v_tarief y ON y.regio = x.regio AND y.aanbieder = x.aanbieder AND y.code = x.code
        AND y.geldig @> x.begin
    LEFT JOIN contracten_v_betaaldeel w ON w.regio = x.regio AND w.code = x.code AND w.categorie = x.categorie
        AND w.stopreden <> ''
    LEFT JOIN contracten_v_maandafspraak m ON m.regio = x.regio AND m.categorie = x.categorie AND m.code = x.code
        AND m.geldig @> x.begin
    ORDER BY x.regio, x.aanbieder, x.categorie, x.code, x.eenheid, x.begin,
        y.eenheid = x.eenheid DESC, y.categorie = x.categorie DESC, y.uurtarief DESC, y.eenheid
"""

# History is looked up row by row: a join would read it whole once statistics lag behind a bulk load.
GRONDSLAG = """
    {regels} k
    JOIN partij_bericht b ON b.bericht = k.bericht AND b.golf = %(golf)s AND b.niveau IS NULL
    JOIN partij_jw323_declaratie d ON d.bericht = k.bericht
    JOIN partij_jw323_client c ON c.bericht = k.bericht AND c.nr = k.client
    LEFT JOIN toewijzingen_v_product t ON t.gemeente = b.gemeente AND t.nummer = k.toewijzing_nummer
        AND t.aanbieder = b.aanbieder
    LEFT JOIN partij_afspraak a ON a.regio = b.regio AND a.aanbieder = b.aanbieder
        AND a.categorie = k.product_categorie AND a.code = k.product_code AND a.gedeclareerd = k.eenheid
        AND a.begin = k.product_periode_begindatum
    LEFT JOIN LATERAL (
        SELECT p.referentie FROM declaraties_prestatie p
        WHERE d.kan_dubbel IS NOT FALSE AND p.gemeente = b.gemeente AND p.aanbieder = b.aanbieder
            AND p.referentie = k.product_referentie_referentie_nummer AND NOT p.dubbel
        LIMIT 1
    ) r ON true
    LEFT JOIN LATERAL (
        SELECT p.referentie, p.gecrediteerd, p.bericht_id, p.nr FROM declaraties_prestatie p
        WHERE k.product_referentie_vorig_referentie_nummer IS NOT NULL
            AND p.gemeente = b.gemeente AND p.aanbieder = b.aanbieder
            AND p.referentie = k.product_referentie_vorig_referentie_nummer AND NOT p.dubbel
            AND p.dc = 'D' AND p.toegekend AND p.client_id = c.client_id
            AND p.toewijzing_nummer = k.toewijzing_nummer AND p.categorie = k.product_categorie
            AND p.code = k.product_code AND p.begin = k.product_periode_begindatum
            AND p.tot = k.product_periode_einddatum + 1 AND p.volume = k.geleverd_volume AND p.eenheid = k.eenheid
            AND p.tarief_cent IS NOT DISTINCT FROM k.product_tarief AND p.bedrag_cent = k.ingediend_bedrag_bedrag
        LIMIT 1
    ) v ON true
    LEFT JOIN LATERAL (
        SELECT p.referentie, p.bericht_id, p.nr FROM declaraties_prestatie p
        WHERE k.ingediend_bedrag_debet_credit = 'D'
            AND p.gemeente = b.gemeente AND p.toewijzing_id = t.id AND p.begin = k.product_periode_begindatum
            AND p.tot = k.product_periode_einddatum + 1 AND p.categorie = k.product_categorie
            AND p.code = k.product_code AND p.dc = 'D' AND p.toegekend AND NOT p.gecrediteerd
        LIMIT 1
    ) o ON true
"""


# The references of a provider mostly count up: when none is known between the first and the last of a message, none
# of them is looked up.
KAN_DUBBEL = """
    UPDATE partij_jw323_declaratie d
    SET kan_dubbel = EXISTS (
        SELECT FROM declaraties_prestatie p
        WHERE p.gemeente = m.gemeente AND p.aanbieder = m.aanbieder AND NOT p.dubbel
            AND p.referentie BETWEEN m.eerste AND m.laatste
    )
    FROM (
        SELECT k.bericht, b.gemeente, b.aanbieder, min(k.product_referentie_referentie_nummer) AS eerste,
            max(k.product_referentie_referentie_nummer) AS laatste
        FROM partij_jw323_prestatie k
        JOIN partij_bericht b ON b.bericht = k.bericht AND b.golf = %(golf)s AND b.niveau IS NULL
        GROUP BY k.bericht, b.gemeente, b.aanbieder
    ) m
    WHERE m.bericht = d.bericht
"""


def grondslag(regels: str = "partij_jw323_prestatie") -> str:
    """The FROM clause of a judgement of these lines; see the docstring of `declaraties.regels` for the aliases."""
    return GRONDSLAG.format(regels=regels)
