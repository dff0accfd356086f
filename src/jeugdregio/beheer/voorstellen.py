# SPDX-License-Identifier: EUPL-1.2
"""
Every kind of proposal: the right it asks for, how it reads, and what is done when another confirms it.

A kind that moves money or rights is a line in `SOORTEN`; the reason and the two names come with the proposal itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.beheer import afsluitvoorstellen as afsluiting
from jeugdregio.beheer import boekvoorstellen as boek
from jeugdregio.beheer import budgetvoorstellen as budget
from jeugdregio.beheer import inkoopvoorstellen as inkoop
from jeugdregio.beheer import overgangsvoorstellen as overgang
from jeugdregio.beheer import regiovoorstellen as streek
from jeugdregio.beheer import teamvoorstellen as team
from jeugdregio.beheer import woonplaatsvoorstellen as woonplaats
from jeugdregio.beheer.contractvoorstellen import beslis_optie, toon_bestand, toon_optie
from jeugdregio.bewaking import actions as bewaking
from jeugdregio.bewaren import actions as bewaren
from jeugdregio.bewaren.values import PER_KLASSE, Klasse
from jeugdregio.components.schrijfwijze import periode
from jeugdregio.components.templatetags.componenten import cent, datum, getal
from jeugdregio.contracten import actions as contracten
from jeugdregio.contracten import queries as afspraken
from jeugdregio.contracten.values import Tariefgegevens, minuuttarief, telt_per_uur
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Aanstelling, Rechtbesluit, Voorstel
from jeugdregio.gebruikers.queries import geldend, rechten_van
from jeugdregio.gebruikers.rechten import Functie, Recht, standaardrechten
from jeugdregio.gebruikers.rollen import ROLLEN_VAN, Rol, Soort
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.prijzen import actions as prijzen
from jeugdregio.prijzen.values import METHODEN, Cijfer

Inhoud = dict[str, Any]


@dataclass(frozen=True)
class Uitvoering:
    """What carrying out needs to know: the proposal, who confirms it, and when."""

    voorstel: Voorstel
    wie: Machtiging
    moment: datetime

    @property
    def door(self) -> str:
        """The two accounts, for the record of what was done; `besloten_door` is set before it is carried out."""
        made, confirmed = self.voorstel.voorgesteld_door, self.voorstel.besloten_door
        assert confirmed is not None
        return f"{made.username} en {confirmed.username}"[:150]


@dataclass(frozen=True)
class Soortvoorstel:
    """One kind: `toon` gives what stands in it as (name, value), `voer_uit` does it, in the caller's transaction."""

    naam: str
    recht: Recht
    toon: Callable[[Inhoud], list[tuple[str, str]]]
    voer_uit: Callable[[Uitvoering], None]


def stel_voor(soort: str, inhoud: Inhoud, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> Voorstel:
    """Propose something of this kind. Raises `NietToegestaan`."""
    return vier_ogen.stel_voor(
        soort, inhoud, recht=SOORTEN[soort].recht, reden=reden, moment=moment, on_behalf_of=on_behalf_of
    )


def bevestig(voorstel: Voorstel, gelezen: str, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Confirm and carry out. Raises `NietToegestaan`, and turns every refusal of the room itself into one."""
    kind = SOORTEN[voorstel.soort]

    def do(one: Voorstel) -> None:
        try:
            kind.voer_uit(Uitvoering(one, on_behalf_of, moment))
        except WEIGERINGEN as refusal:
            raise NietToegestaan(str(refusal)) from refusal

    vier_ogen.bevestig(voorstel.pk, gelezen, recht=kind.recht, voer_uit=do, moment=moment, on_behalf_of=on_behalf_of)


def wijs_af(voorstel: Voorstel, *, toelichting: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Turn down, or take back one's own. Raises `NietToegestaan`."""
    recht = SOORTEN[voorstel.soort].recht
    vier_ogen.wijs_af(voorstel.pk, recht=recht, toelichting=toelichting, moment=moment, on_behalf_of=on_behalf_of)


def voorstellen(*, open_: bool, on_behalf_of: Machtiging, hoogstens: int = 200) -> list[Voorstel]:
    """What waits (`open_`) or was decided, newest first, of the kinds that whoever asks has the right for."""
    kinds = [code for code, kind in SOORTEN.items() if on_behalf_of.mag(kind.recht)]
    with namens(on_behalf_of):
        rows = Voorstel.objects.filter(soort__in=kinds).select_related("voorgesteld_door", "besloten_door")
        rows = rows.filter(besluit="open") if open_ else rows.exclude(besluit="open")
        return list(rows.order_by("-voorgesteld_op", "-pk")[:hoogstens])


def voorstel(nummer: int, *, on_behalf_of: Machtiging) -> Voorstel | None:
    """One of those, or None."""
    kinds = [code for code, kind in SOORTEN.items() if on_behalf_of.mag(kind.recht)]
    with namens(on_behalf_of):
        rows = Voorstel.objects.filter(pk=nummer, soort__in=kinds)
        return rows.select_related("voorgesteld_door", "besloten_door").first()


def wie_bevestigt(voorstel: Voorstel, *, moment: datetime, on_behalf_of: Machtiging) -> list[str]:
    """The user names of the own people who may confirm this: all with the right now, but for who made it."""
    recht = SOORTEN[voorstel.soort].recht
    with namens(on_behalf_of):
        rows = list(
            Aanstelling.objects.filter(
                geldend(moment),
                account__is_active=True,
                **{on_behalf_of.soort.value: on_behalf_of.organisatie},
            )
            .exclude(account=voorstel.voorgesteld_door_id)
            .select_related("account")
        )
        found = [(one.account.username, (one.machtiging.soort, one.machtiging.rol)) for one in rows]
        rights = rechten_van({function for _, function in found}, peildatum=timezone.localdate(moment))
    return sorted({name for name, function in found if recht in rights[function]})


def controleer_recht(functie: Functie, recht: Recht) -> None:
    """
    Raise `NietToegestaan` for a right that this role can never have.

    A manager sees no children, a trust person nothing but the own files, a referrer nothing but the own referrals,
    someone of a family nothing but what is for them.
    """
    soort, rol = functie
    if rol not in ROLLEN_VAN[soort]:
        raise NietToegestaan(f"De rol {rol.label} bestaat niet bij een {soort.value}.")
    managing = standaardrechten(Soort.REGIO, Rol.BEHEERDER)
    trust = standaardrechten(Soort.VERTROUWEN, Rol.VERTROUWENSPERSOON)
    if (rol is Rol.VERTROUWENSPERSOON) != (recht in trust):
        raise NietToegestaan("Vertrouwensdossiers zijn alleen voor de vertrouwenspersoon, en die ziet niets anders.")
    if (rol is Rol.VERWIJZER) != (recht in standaardrechten(Soort.PRAKTIJK, Rol.VERWIJZER)):
        raise NietToegestaan("Eigen verwijzingen zijn alleen voor de verwijzer, en die ziet niets anders.")
    if (rol is Rol.GEZINSLID) != (recht in standaardrechten(Soort.GEZIN, Rol.GEZINSLID)):
        raise NietToegestaan("Het eigen dossier is alleen voor het gezinslid zelf, en dat ziet niets anders.")
    if rol is Rol.BEHEERDER and recht not in managing:
        raise NietToegestaan("Een functioneel beheerder ziet geen kinderen en geen geld. Geef een tweede rol.")


def _lift_stop(one: Uitvoering) -> None:
    bewaking.hef_op(reden=one.voorstel.reden, door=one.door, moment=one.moment, on_behalf_of=one.wie)


def _set_tariff(one: Uitvoering) -> None:
    what = one.voorstel.inhoud
    new = Tariefgegevens(
        aanbieder=what["aanbieder"],
        categorie=what["categorie"],
        code=what["code"],
        eenheid=what["eenheid"],
        van=date.fromisoformat(what["van"]),
        tot=date.fromisoformat(what["tot"]),
        tarief_cent=what["tarief_cent"],
        per_uur=what["per_uur"],
    )
    contracten.leg_tarieven_vast(settings.REGIO, [new])
    if new not in afspraken.tarieven(settings.REGIO, new.aanbieder, on_behalf_of=one.wie):
        raise NietToegestaan("Op een van deze dagen geldt al een tarief. Een tarief verandert niet achteraf.")


def _set_figure(one: Uitvoering) -> None:
    prijzen.leg_cijfers_vast([_figure(one.voorstel.inhoud)], on_behalf_of=one.wie)


def _figure(what: Inhoud) -> Cijfer:
    ova, ppc, together = (Decimal(what[name]) for name in ("ova", "ppc", "gewogen"))
    return Cijfer(what["jaar"], what["soort"], ova, ppc, together, what["bron"])


def _index(one: Uitvoering) -> None:
    what = one.voorstel.inhoud
    prijzen.voer_indexatie_uit(what["indexatie"], what["sha256"], moment=one.moment, on_behalf_of=one.wie)


def _index_back(one: Uitvoering) -> None:
    prijzen.draai_indexatie_terug(one.voorstel.inhoud["indexatie"], moment=one.moment, on_behalf_of=one.wie)


def _read_contracts(one: Uitvoering) -> None:
    contracten.neem_contractbestand_in(
        one.voorstel.inhoud, settings.REGIO, peildatum=timezone.localdate(one.moment), on_behalf_of=one.wie
    )


def _set_right(one: Uitvoering) -> None:
    what = one.voorstel.inhoud
    controleer_recht((Soort(what["soort"]), Rol(what["rol"])), Recht(what["recht"]))
    Rechtbesluit.objects.create(
        soort=what["soort"],
        rol=what["rol"],
        recht=what["recht"],
        toegestaan=what["toegestaan"],
        vanaf=date.fromisoformat(what["vanaf"]),
        reden=one.voorstel.reden,
        voorstel=one.voorstel,
        gezet_op=one.moment,
    )


def _destroy(one: Uitvoering) -> None:
    bewaren.vernietig(one.voorstel.inhoud["lijst"], moment=one.moment, on_behalf_of=one.wie)


def _show_list(what: Inhoud) -> list[tuple[str, str]]:
    term = PER_KLASSE[Klasse(what["klasse"])]
    return [
        ("Wat", term.naam),
        ("Aantal", getal(what["aantal"])),
        ("Termijn", f"{term.jaren} jaar vanaf {term.vanaf}"),
        ("Op", datum(date.fromisoformat(what["peildatum"]))),
        ("Wat er blijft", term.daarna),
    ]


def _show_stop(what: Inhoud) -> list[tuple[str, str]]:
    return [("Betaalstop sinds", datum(datetime.fromisoformat(what["begonnen_op"])))]


def _show_tariff(what: Inhoud) -> list[tuple[str, str]]:
    hourly = what["tarief_cent"] is not None and telt_per_uur(what["eenheid"], what["per_uur"])
    return [
        ("Aanbieder", aanbieders.naam(what["aanbieder"])),
        ("Product", f"{what['categorie']} {what['code']}"),
        ("Eenheid", what["eenheid"] + (", tarief per uur" if what["per_uur"] else "")),
        ("Geldig", periode(date.fromisoformat(what["van"]), date.fromisoformat(what["tot"]))),
        ("Tarief", cent(what["tarief_cent"])),
        *([("Op een regel in minuten", _per_minuut(what["tarief_cent"]))] if hourly else []),
    ]


def _per_minuut(hour_cent: int) -> str:
    """What a provider writes on a line in minutes, and whether that is rounded (IV081, TO-23)."""
    minute = minuuttarief(hour_cent)
    odd = f", afgerond: zestig minuten is {cent(60 * minute.cent)}. Klopt het uurtarief?"
    return f"{cent(minute.cent)} per minuut{'' if minute.past else odd}"


def _show_figure(what: Inhoud) -> list[tuple[str, str]]:
    return [
        ("Cijfer", f"{what['soort']} {what['jaar']}"),
        ("OVA", f"{what['ova'].replace('.', ',')} procent"),
        ("PPC", f"{what['ppc'].replace('.', ',')} procent"),
        ("Gewogen volgens de bron", f"{what['gewogen'].replace('.', ',')} procent"),
        ("Bron", what["bron"]),
        *([("Buiten de reeks, omdat", what["verklaring"])] if what["verklaring"] else []),
    ]


def _show_index(what: Inhoud) -> list[tuple[str, str]]:
    return [
        ("Indexatie", f"{what['jaar']}, {METHODEN[what['methode']]}: {what['procent'].replace('.', ',')} procent"),
        ("Vanaf", datum(date.fromisoformat(what["ingang"]))),
        ("Tarieven", f"{getal(what['tarieven'])} bij {getal(what['aanbieders'])} aanbieders"),
        ("Gevolg over twaalf maanden", f"{cent(what['oud_cent'])} wordt {cent(what['nieuw_cent'])}"),
        ("Vingerafdruk", what["sha256"]),
    ]


def _show_right(what: Inhoud) -> list[tuple[str, str]]:
    recht = Recht(what["recht"])
    return [
        ("Rol", f"{Rol(what['rol']).label} ({what['soort']})"),
        ("Recht", f"{recht.label}: {recht.uitleg}"),
        ("Wordt", "toegestaan" if what["toegestaan"] else "ingetrokken"),
        ("Vanaf", datum(date.fromisoformat(what["vanaf"]))),
    ]


WEIGERINGEN = (
    *afsluiting.WEIGERINGEN,
    bewaking.NietOpTeHeffen,
    bewaren.NietTeVernietigen,
    *boek.WEIGERINGEN,
    *budget.WEIGERINGEN,
    *overgang.WEIGERINGEN,
    *inkoop.WEIGERINGEN,
    *streek.WEIGERINGEN,
    *team.WEIGERINGEN,
    *woonplaats.WEIGERINGEN,
    contracten.UnableToPrice,
    prijzen.UnableToIndex,
    contracten.NietInTeLezen,
    contracten.NietTeBeslissen,
)
SOORTEN: dict[str, Soortvoorstel] = {
    "maand": Soortvoorstel("Maand afsluiten", Recht.MAAND_SLUITEN, afsluiting.toon_maand, afsluiting.sluit_maand),
    "heropenen": Soortvoorstel("Maand heropenen", Recht.MAAND_SLUITEN, afsluiting.toon_heropenen, afsluiting.heropen),
    "jaar": Soortvoorstel("Jaar afsluiten", Recht.MAAND_SLUITEN, afsluiting.toon_jaar, afsluiting.sluit_jaar),
    "betaalstop": Soortvoorstel("Betaalstop opheffen", Recht.BETAALSTOP_OPHEFFEN, _show_stop, _lift_stop),
    "budget": Soortvoorstel("Budget vaststellen", Recht.BUDGET_WIJZIGEN, budget.toon, budget.stel_vast),
    "circulaire": Soortvoorstel(
        "Circulaire vastleggen", Recht.BUDGET_WIJZIGEN, budget.toon_circulaire, budget.leg_circulaire_vast
    ),
    "budgetverdeling": Soortvoorstel("Budget verdelen", Recht.BUDGET_WIJZIGEN, budget.toon_verdeling, budget.verdeel),
    "overgangsafspraak": Soortvoorstel(
        "Maximum voor overgang", Recht.BUDGET_WIJZIGEN, overgang.toon, overgang.leg_vast
    ),
    "tarief": Soortvoorstel("Tarief toevoegen", Recht.TARIEF_WIJZIGEN, _show_tariff, _set_tariff),
    "indexcijfer": Soortvoorstel("Indexcijfer vastleggen", Recht.TARIEF_WIJZIGEN, _show_figure, _set_figure),
    "indexatie": Soortvoorstel("Tarieven indexeren", Recht.TARIEF_WIJZIGEN, _show_index, _index),
    "indexatie_terug": Soortvoorstel("Indexatie terugdraaien", Recht.TARIEF_WIJZIGEN, _show_index, _index_back),
    "vernietiging": Soortvoorstel("Vernietigen", Recht.VERNIETIGEN, _show_list, _destroy),
    "contractbestand": Soortvoorstel(
        "Contractbestand inlezen", Recht.CONTRACTEN_INLEZEN, toon_bestand, _read_contracts
    ),
    "recht": Soortvoorstel("Recht van een rol", Recht.RECHTEN_WIJZIGEN, _show_right, _set_right),
    "gunning": Soortvoorstel("Gunning", Recht.GUNNEN, inkoop.toon_gunning, inkoop.gun),
    "optie": Soortvoorstel("Optie van een contract", Recht.GUNNEN, toon_optie, beslis_optie),
    "contract": Soortvoorstel("Contract sluiten", Recht.GUNNEN, inkoop.toon_contract, inkoop.sluit),
    "regime": Soortvoorstel("Regel door de tijd", Recht.TAKEN_VASTLEGGEN, streek.toon_regime, streek.leg_regime_vast),
    "jaarcijfers": Soortvoorstel(
        "Jaarcijfers vastleggen", Recht.BUDGET_WIJZIGEN, streek.toon_jaarcijfers, streek.leg_jaarcijfers_vast
    ),
    "teambudget": Soortvoorstel("Teambudget vaststellen", team.RECHT, team.toon_budget, team.stel_budget_vast),
    "toetsdrempel": Soortvoorstel("Drempel tweede toets", team.RECHT, team.toon_drempel, team.stel_drempel_vast),
    "teamafrekening": Soortvoorstel("Teambudget afrekenen", team.RECHT, team.toon_afrekening, team.reken_af),
    "woonplaatsvordering": Soortvoorstel(
        "Vordering erkennen", Recht.GEMEENTEN_VERREKENEN, woonplaats.toon, woonplaats.erken
    ),
    "gemeenteverrekening": Soortvoorstel(
        "Verrekenen tussen gemeenten", boek.RECHT, boek.toon_verrekening, boek.verreken
    ),
    "verevening": Soortvoorstel("Verevening boeken", boek.RECHT, boek.toon_verevening, boek.verevenen),
}
