# SPDX-License-Identifier: EUPL-1.2
"""What can be done in a plan, as forms."""

from datetime import date

from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import actions
from jeugdregio.gezinnen.pages import planformulieren as f
from jeugdregio.gezinnen.pages.handelingen import Handeling
from jeugdregio.gezinnen.values import Gezin, NieuwDoel, NieuwTeamlid, Plan, Teamrol

NIEUWE_VERSIE = (
    "Is het plan samen met het gezin veranderd? Maak dan een nieuwe versie. Iedereen die moet tekenen, tekent opnieuw."
)


def open_handeling(gezin: int, wie: Machtiging, today: date) -> Handeling:
    """Open the plan of a family."""

    def go(data: dict[str, object]) -> int:
        who = NieuwTeamlid(str(data["naam"]), Teamrol.GENERALIST, str(data["organisatie"]), _day(data["vanaf"]))
        return actions.open_plan(gezin, generalist=who, peildatum=who.vanaf, on_behalf_of=wie)

    return Handeling(
        "open", "Open het gezinsplan", f.Openformulier, go, "Open het plan", "Het plan is open.", begin={"vanaf": today}
    )


def handelingen(family: Gezin, plan: Plan, wie: Machtiging, today: date) -> list[Handeling]:
    """Everything that can be done in an open plan, in the order of the page."""
    return [
        *_goals(family, plan, wie, today),
        *_around(family, plan, wie, today),
        *_team(plan, wie, today),
        *_closing(family, plan, wie, today),
    ]


def _goals(family: Gezin, plan: Plan, wie: Machtiging, today: date) -> list[Handeling]:
    people = [(one.id, one.naam) for one in family.leden if one.uit_gezin_op is None]
    running = [(one.id, one.doel[:90]) for one in plan.doelen if one.is_open]
    acts = [
        Handeling(
            "doel",
            "Een doel stellen",
            f.Doelformulier,
            lambda data: actions.stel_doel(
                plan.id,
                NieuwDoel(**{**data, "lid": int(data["lid"]) if data["lid"] else None}),
                peildatum=today,
                on_behalf_of=wie,
            ),
            "Stel dit doel",
            keuzes={"lid": people},
            leeg={"lid": "Het hele gezin"},
            begin={"schaal_van": 0, "schaal_tot": 10},
        )
    ]
    if running:
        acts += [
            Handeling(
                "score",
                "Een score invoeren",
                f.Scoreformulier,
                lambda data: actions.scoor_doel(
                    int(data["doel"]),
                    data["score"],
                    gemeten_op=data["gemeten_op"],
                    eind=data["eind"],
                    toelichting=data["toelichting"],
                    on_behalf_of=wie,
                ),
                "Voer de score in",
                keuzes={"doel": running},
                begin={"gemeten_op": today},
            ),
            Handeling(
                "verval",
                "Een doel laten vervallen",
                f.Vervalformulier,
                lambda data: actions.laat_doel_vervallen(
                    int(data["doel"]), reden=data["reden"], peildatum=today, on_behalf_of=wie
                ),
                "Laat vervallen",
                keuzes={"doel": running},
            ),
        ]
    return acts


def _around(family: Gezin, plan: Plan, wie: Machtiging, today: date) -> list[Handeling]:
    youths = [(one.id, one.naam) for one in family.jeugdigen]
    open_ = [(one.id, f"{one.afspraak[:70]} ({one.wie})") for one in plan.afspraken if one.klaar_op is None]
    acts = [
        Handeling(
            "afspraak",
            "Een afspraak toevoegen",
            f.Afspraakformulier,
            lambda data: actions.spreek_af(plan.id, **data, peildatum=today, on_behalf_of=wie),
        )
    ]
    if open_:
        acts.append(
            Handeling(
                "klaar",
                "Een afspraak afronden",
                f.Klaarformulier,
                lambda data: actions.rond_afspraak_af(int(data["afspraak"]), peildatum=today, on_behalf_of=wie),
                "Rond af",
                keuzes={"afspraak": open_},
            )
        )
    acts += [
        Handeling(
            "netwerk",
            "Iemand in het netwerk zetten",
            f.Netwerkformulier,
            lambda data: actions.zet_netwerk(plan.id, **data, on_behalf_of=wie),
        ),
        Handeling(
            "school",
            "School in het plan zetten",
            f.Schoolformulier,
            lambda data: actions.zet_school(
                plan.id, int(data["lid"]), **{k: v for k, v in data.items() if k != "lid"}, on_behalf_of=wie
            ),
            keuzes={"lid": youths},
        ),
        Handeling(
            "terug",
            "De weg terug afspreken",
            f.Terugformulier,
            lambda data: actions.regel_weg_terug(plan.id, **data, on_behalf_of=wie),
            begin={"weg_terug": plan.weg_terug, "lichter": plan.lichter, "weg_terug_op": plan.weg_terug_op},
        ),
    ]
    return acts


def _team(plan: Plan, wie: Machtiging, today: date) -> list[Handeling]:
    team = [(one.id, f"{one.naam} ({one.rolwoord})") for one in plan.team if one.tot is None]
    planned = [(one.id, f"{one.gepland_op:%d-%m-%Y}") for one in plan.evaluaties if one.gehouden_op is None]
    acts = [
        Handeling(
            "team",
            "Iemand in het team zetten",
            f.Teamformulier,
            lambda data: actions.zet_teamlid(plan.id, NieuwTeamlid(**data), on_behalf_of=wie),
            "Zet in het team",
            begin={"vanaf": today},
        ),
        Handeling(
            "weg",
            "Iemand uit het team halen",
            f.Wegformulier,
            lambda data: actions.beeindig_teamlid(
                int(data["teamlid"]), per=data["per"], reden=data["reden"], on_behalf_of=wie
            ),
            "Haal uit het team",
            keuzes={"teamlid": team},
        ),
        Handeling(
            "evaluatie",
            "Een evaluatie plannen",
            f.Evaluatieformulier,
            lambda data: actions.plan_evaluatie(plan.id, data["gepland_op"], on_behalf_of=wie),
            "Plan de evaluatie",
        ),
    ]
    if planned:
        acts.append(
            Handeling(
                "gehouden",
                "Een evaluatie vastleggen",
                f.Gehoudenformulier,
                lambda data: actions.houd_evaluatie(
                    int(data["evaluatie"]), gehouden_op=data["gehouden_op"], uitkomst=data["uitkomst"], on_behalf_of=wie
                ),
                keuzes={"evaluatie": planned},
                begin={"gehouden_op": today},
            )
        )
    return acts


def _closing(family: Gezin, plan: Plan, wie: Machtiging, today: date) -> list[Handeling]:
    people = [(one.id, one.naam) for one in family.leden if one.uit_gezin_op is None]
    return [
        Handeling(
            "teken",
            "Een handtekening vastleggen",
            f.Tekenformulier,
            lambda data: actions.teken(
                plan.id,
                versie=plan.versie,
                lid=int(data["lid"]) if data["lid"] else None,
                naam=data["naam"],
                instelling=data["instelling"],
                getekend_op=data["getekend_op"],
                on_behalf_of=wie,
            ),
            keuzes={"lid": people},
            leeg={"lid": "Iemand van een instelling"},
            begin={"getekend_op": today},
        ),
        Handeling(
            "versie",
            "Een nieuwe versie maken",
            f.Nieuwformulier,
            lambda _: actions.vernieuw_plan(plan.id, on_behalf_of=wie),
            "Maak een nieuwe versie",
            uitleg=NIEUWE_VERSIE,
        ),
        Handeling(
            "sluit",
            "Het plan sluiten",
            f.Sluitformulier,
            lambda data: actions.sluit_plan(plan.id, reden=data["reden"], peildatum=today, on_behalf_of=wie),
            "Sluit het plan",
            "Het plan is gesloten.",
            uitleg="Elk doel heeft dan een eindscore of is vervallen. Het team stopt op dezelfde dag.",
        ),
    ]


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value
