# SPDX-License-Identifier: EUPL-1.2
"""The plan on paper, in plain Dutch, with a line for everyone who must sign it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

from jeugdregio.components.schrijfwijze import dag_kort
from jeugdregio.components.templatetags.componenten import datum
from jeugdregio.documenten.actions import maak_pdf
from jeugdregio.gezinnen.values import Gezin, Ondertekenaar, Plan
from jeugdregio.regio import queries as regio

SJABLOON = Path(__file__).resolve().parents[1] / "gezinsplan.typ"


def gezinsplan_pdf(
    gezin: Gezin, plan: Plan, signers: Mapping[int, Sequence[Ondertekenaar]], *, moment: datetime
) -> bytes:
    """The open plan as PDF, fit for the archive and for a screen reader."""
    return maak_pdf(SJABLOON, gegevens(gezin, plan, signers, peildatum=timezone.localdate(moment)), moment=moment)


def gegevens(
    gezin: Gezin, plan: Plan, signers: Mapping[int, Sequence[Ondertekenaar]], *, peildatum: date
) -> dict[str, object]:
    """What stands in it, as text."""
    signed = {one.lid: one for one in plan.handtekeningen if one.versie == plan.versie}
    must: dict[tuple[int | None, str], Ondertekenaar] = {}
    for rows in signers.values():
        for who in rows:
            if who.moet_tekenen:
                must.setdefault((who.lid, who.naam), who)
    return {
        "gezin": gezin.naam,
        "gemeente": regio.namen().get(gezin.gemeente, gezin.gemeente),
        "datum": datum(peildatum),
        "sinds": datum(plan.geopend_op),
        "versie": plan.versie,
        "mensen": [
            [one.naam, one.relatie or one.soort, datum(one.geboortedatum) if one.geboortedatum else ""]
            for one in gezin.leden
            if one.uit_gezin_op is None
        ],
        "doelen": [
            {
                "doel": one.doel,
                "wie": one.wie or "het hele gezin",
                "indicator": one.indicator,
                "scores": f"Begin: {one.beginscore}. Nu: {one.nu}. Streven: {one.streefscore}, "
                f"op een schaal van {one.schaal_van} tot en met {one.schaal_tot}.",
                "uiterlijk": datum(one.uiterlijk),
            }
            for one in plan.doelen
            if one.vervallen_op is None
        ],
        "afspraken": [
            [
                one.afspraak,
                one.wie,
                dag_kort(one.uiterlijk) if one.uiterlijk else "",
                "klaar" if one.klaar_op else "open",
            ]
            for one in plan.afspraken
        ],
        "netwerk": [[f"{one.naam} ({one.relatie})", one.hulp] for one in plan.netwerk if one.gestopt_op is None],
        "school": [[one.wie, one.school, one.afspraken] for one in plan.school],
        "team": [[one.naam, one.rolwoord, one.organisatie] for one in plan.team if one.loopt(peildatum)],
        "weg_terug": [plan.weg_terug, plan.lichter, datum(plan.weg_terug_op)] if plan.heeft_weg_terug else [],
        "evaluaties": [datum(one.gepland_op) for one in plan.evaluaties if one.gehouden_op is None],
        "tekenen": [
            [who.naam, who.als, f"getekend op {dag_kort(signed[who.lid].getekend_op)}" if who.lid in signed else ""]
            for who in must.values()
        ],
    }
