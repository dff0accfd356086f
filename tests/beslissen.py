# SPDX-License-Identifier: EUPL-1.2
"""An invented family with an application that is ready to be decided on, by the doors of the rooms that own them."""

from datetime import date, datetime, timedelta

from jeugdregio.gebruikers import caseload
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import actions as gezinnen
from jeugdregio.gezinnen import queries as gezinsvragen
from jeugdregio.gezinnen.values import NieuwGezag, NieuwLid
from jeugdregio.toegang import actions as toegang
from jeugdregio.toegang.values import Gebied, Nieuw, Stapregel


def klaar_voor_besluit(
    wie: Machtiging,
    *,
    bsn_kind: str,
    bsn_ouder: str,
    moment: datetime,
    kanaal: str = "eigen",
    gewenst: str = "45",
    geboren: date = date(2017, 5, 6),
    **anders: object,
) -> int:
    """The number of an application of a child with one parent, that everything was found out of and signed."""
    begin = moment.date() - timedelta(days=40)
    family = gezinnen.maak_gezin(
        "Van Dam",
        [
            NieuwLid("Sam van Dam", "jeugdige", geboortedatum=geboren, bsn=bsn_kind),
            NieuwLid("Kim van Dam", "ouder", geboortedatum=date(1988, 2, 3), bsn=bsn_ouder),
        ],
        moment=moment,
        on_behalf_of=wie,
    )
    found = gezinsvragen.gezin(family, on_behalf_of=wie)
    assert found is not None
    child, parent = found.leden
    gezinnen.leg_gezag_vast(
        child.id, NieuwGezag("een_ouder", date(2017, 5, 6), "BRP", houder=parent.id), on_behalf_of=wie
    )
    if not caseload.in_caseload(child.persoon, moment=moment, on_behalf_of=wie) and wie.account is not None:
        caseload.wijs_toe(
            child.persoon, aan=wie.account, vanaf=begin, reden="Nieuwe aanmelding", moment=moment, on_behalf_of=wie
        )
    number = toegang.meld_aan(
        Nieuw(
            kanaal=kanaal,
            onderwerp="psychisch",
            vraag="Sam gaat sinds de zomer niet naar school.",
            ontvangen_op=moment - timedelta(days=20),
            persoon=child.persoon,
            gezin_id=family,
            lid_id=child.id,
            gewenst=gewenst,
            **anders,  # type: ignore[arg-type]
        ),
        moment=moment,
        on_behalf_of=wie,
    )
    toegang.zet_stand(number, "in_onderzoek", moment=moment, on_behalf_of=wie)
    areas = {str(area): ("zorg", "Sam slaapt slecht en is vaak moe.") for area in Gebied}
    toegang.leg_gebieden_vast(number, areas, signalen=["jeugd"], moment=moment, on_behalf_of=wie)
    steps = [
        Stapregel("a", "deels", 3, "Oma helpt al."),
        Stapregel("b", "niet", 4, "De cursus paste niet bij de vraag."),
        Stapregel("c", "genoeg", 5, "Begeleiding thuis."),
    ]
    toegang.leg_stappen_vast(number, steps, moment=moment, on_behalf_of=wie)
    for one in gezinsvragen.ondertekenaars(child.id, peildatum=moment.date(), on_behalf_of=wie):
        if one.moet_tekenen and one.lid:
            toegang.onderteken(
                number, one.lid, wijze="schriftelijk", grond=one.artikel, moment=moment, on_behalf_of=wie
            )
    toegang.zet_stand(number, "klaar_voor_besluit", moment=moment, on_behalf_of=wie)
    return number


def main() -> None:
    """Make one in the played region, for a browser; prints its number. Django is set up."""
    from django.utils import timezone

    from tests.paginawereld import machtiging_van

    wie = machtiging_van("toegang.dalfsen")
    print(klaar_voor_besluit(wie, bsn_kind="999974002", bsn_ouder="999974014", moment=timezone.now()))
