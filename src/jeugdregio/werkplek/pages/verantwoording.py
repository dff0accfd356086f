# SPDX-License-Identifier: EUPL-1.2
"""What production statements ask of whoever looks, on the start page."""

from django.urls import reverse

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import getal
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.regio import queries as regio
from jeugdregio.verantwoording import queries
from jeugdregio.werkplek.pages.blokken import HOOGSTENS, Blok, Dag, Regel


def verantwoordingswerk(wie: Machtiging, dag: Dag) -> Blok | None:
    """Statements to confirm for a provider, contested ones for a municipality; nothing when nothing waits."""
    waiting = queries.wachtend(on_behalf_of=wie)
    found = [one for one in queries.bevindingen(on_behalf_of=wie) if wie.aanbieder and one.open]
    if not waiting and not found:
        return None
    names, towns = aanbieders.namen(), regio.namen()
    return Blok(
        "Verantwoording die op u wacht",
        (
            *(
                Regel(
                    f"Crediteer {one.referentie}, gevonden bij controle",
                    f"{reverse('productieverantwoordingen')}#controle",
                    stand="te laat" if one.uiterlijk < dag.vandaag else f"tot en met {dag_kort(one.uiterlijk)}",
                    toon="negatief" if one.uiterlijk < dag.vandaag else "neutraal",
                )
                for one in found[:HOOGSTENS]
            ),
            *(
                Regel(
                    f"Bevestig of betwist: {towns.get(one.gemeente, one.gemeente)}"
                    if wie.aanbieder
                    else f"Antwoord {names.get(one.aanbieder, one.aanbieder)}",
                    reverse("productieverantwoording", args=[one.verantwoording]),
                    "" if wie.aanbieder else getal(one.aantal),
                    "te laat" if one.uiterlijk < dag.vandaag else f"voor {dag_kort(one.uiterlijk)}",
                    "negatief" if one.uiterlijk < dag.vandaag else "neutraal",
                )
                for one in waiting[:HOOGSTENS]
            ),
        ),
        verder=(f"Alle verantwoordingen ({getal(len(waiting))} wachten)", reverse("productieverantwoordingen")),
    )
