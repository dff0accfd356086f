# SPDX-License-Identifier: EUPL-1.2
"""The block of a start page with what people have a right to: requests, complaints and calamities with a term."""

from django.urls import reverse
from django.utils import timezone

from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.rechtsbescherming import queries
from jeugdregio.werkplek.pages.blokken import HOOGSTENS, Blok, Dag, Regel


def rechtswerk(wie: Machtiging, dag: Dag) -> Blok:
    """What is due first: requests about a file, steps of complaints and calamities, and rules to look at."""
    found: list[tuple[object, Regel]] = []
    if wie.mag(Recht.BETROKKENEN):
        found += [
            (one.uiterlijk, _line(one.soortnaam, reverse("rechtsverzoek", args=[one.nummer]), one.uiterlijk, dag))
            for one in queries.verzoeken(on_behalf_of=wie, alleen_open=True)
        ]
    if wie.mag(Recht.KLACHTEN):
        seen: set[int] = set()
        for case, step in queries.open_stappen(on_behalf_of=wie):
            due = timezone.localdate(step.uiterlijk) if step.uiterlijk else step.uiterlijk_dag
            if due is None or case.nummer in seen:
                continue
            seen.add(case.nummer)
            url = reverse("melding", args=[case.nummer])
            found.append((due, _line(f"{case.soortnaam}: {step.naam.lower()}", url, due, dag)))
        rules = queries.te_toetsen(dag.vandaag, on_behalf_of=wie)
        if rules:
            line = Regel("Regels die een jaar gelden: hielpen ze?", reverse("geleerd"), str(rules), toon="waarschuwing")
            found.append((dag.vandaag, line))
    found.sort(key=lambda pair: str(pair[0]))
    return Blok(
        "Rechten van gezinnen",
        tuple(line for _, line in found[:HOOGSTENS]),
        leeg="Er loopt geen verzoek over een dossier, klacht of calamiteit met een termijn.",
        verder=("Alle verzoeken over het dossier", reverse("rechtsverzoeken")),
    )


def _line(text: str, url: str, due: object, dag: Dag) -> Regel:
    late = str(due) < str(dag.vandaag)
    return Regel(text, url, stand="te laat" if late else dag_kort(due), toon="negatief" if late else "neutraal")  # type: ignore[arg-type]
