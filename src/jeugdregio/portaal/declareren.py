# SPDX-License-Identifier: EUPL-1.2
"""Make a JW323 of the lines that a provider chose, and send it."""

from collections.abc import Sequence

from jeugdregio.berichten.actions import Briefhoofd, Declaratieregel, jw323
from jeugdregio.core.bsn import BsnZegel
from jeugdregio.core.periode import Maand
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.declaraties.values import Toegekend
from jeugdregio.portaal.values import Gekozen
from jeugdregio.portaal.verzenden import Afzending, Verzonden, nummers, verstuur
from jeugdregio.toewijzingen.values import Kind

Credit = tuple[Kind, Toegekend]


def declareer(
    afzending: Afzending, gemeente: str, maand: Maand, gekozen: Sequence[Gekozen], terug: Sequence[Credit]
) -> Verzonden:
    """Send the declaratie over a month with these lines. Raises NietVerstuurd, OngeldigTeken."""

    def make() -> bytes:
        zegel = afzending.zegel
        message, claim, *references = nummers(2 + len(gekozen) + len(terug))
        lines = [_credit(one, ref, zegel) for one, ref in zip(terug, references[: len(terug)], strict=True)]
        lines += [_debit(one, ref, zegel) for one, ref in zip(gekozen, references[len(terug) :], strict=True)]
        return jw323(
            Briefhoofd(afzending.wie.aanbieder, gemeente, message, afzending.peildatum),
            nummer=claim,
            begin=maand.begin,
            einde=maand.laatste_dag,
            regels=lines,
        )

    return verstuur(afzending, f"JW323-{gemeente}-{maand}.xml", make)


def _debit(one: Gekozen, reference: str, zegel: BsnZegel) -> Declaratieregel:
    product = one.product
    return Declaratieregel(
        bsn=zegel.ontzegel(one.regel.toewijzing.kind.bsn),
        referentie=reference,
        vorige_referentie="",
        toewijzing_nummer=one.regel.toewijzing.nummer,
        categorie=product.categorie,
        code=product.code,
        begin=one.regel.begin,
        einde=one.regel.einde,
        volume=one.volume,
        eenheid=product.eenheid,
        tarief_cent=declaraties.verwacht_tarief_cent(product.tarief, product.eenheid),
        bedrag_cent=declaraties.verwacht_bedrag_cent(product.tarief, one.volume, product.eenheid),
    )


def _credit(one: Credit, reference: str, zegel: BsnZegel) -> Declaratieregel:
    """Equal in everything to the line that it takes back (TR323)."""
    child, line = one
    return Declaratieregel(
        bsn=zegel.ontzegel(child.bsn),
        referentie=reference,
        vorige_referentie=line.referentie,
        toewijzing_nummer=line.toewijzing_nummer,
        categorie=line.categorie,
        code=line.code,
        begin=line.begin,
        einde=line.einde,
        volume=line.volume,
        eenheid=line.eenheid,
        tarief_cent=line.tarief_cent,
        bedrag_cent=line.bedrag_cent,
        dc="C",
    )
