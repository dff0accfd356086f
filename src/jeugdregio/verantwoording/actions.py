# SPDX-License-Identifier: EUPL-1.2
"""DOOR. A plan is made and published; a control goes step by step; a sample is drawn once and judged line by line."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging, Recht
from jeugdregio.gebruikers.verzoek import eis
from jeugdregio.gebruikers.weigering import in_woorden
from jeugdregio.verantwoording import bevindingen, models, queries, steekproef
from jeugdregio.verantwoording.bevindingen import herstel as herstel
from jeugdregio.verantwoording.bevindingen import vorder as vorder
from jeugdregio.verantwoording.protocol import leg_afspraak_vast as leg_afspraak_vast
from jeugdregio.verantwoording.values import (
    MEESTE_REGELS,
    METHODEN,
    ONJUIST,
    OORDELEN,
    SLOT,
    STAP,
    NietVastTeLeggen,
    Trekking,
)
from jeugdregio.verantwoording.verantwoorden import antwoord as antwoord
from jeugdregio.verantwoording.verantwoorden import betwist as betwist
from jeugdregio.verantwoording.verantwoorden import bevestig as bevestig
from jeugdregio.verantwoording.verantwoorden import leg_verklaring_vast as leg_verklaring_vast
from jeugdregio.verantwoording.verantwoorden import open_ronde as open_ronde
from jeugdregio.verantwoording.verantwoorden import stel_vast as stel_vast

GRENZEN = {
    "controleplan_een_per_jaar": "Voor dit jaar is er al een plan. Wijzig dat, zolang het niet is gepubliceerd.",
    "controlestap_een_keer": "Deze stap is al gezet.",
    "controlestap_tekst_en_dag": "Schrijf op wat er is gedaan; bij een voornemen ook tot wanneer de aanbieder kan "
    "reageren.",
    "steekproef_een_per_controle": "Bij deze controle is al een steekproef getrokken. Die blijft staan.",
    "controle_periode_en_aanleiding": "De laatste dag ligt voor de eerste. Kies een andere periode.",
    "steekproefregel_oordeel_en_bedrag": "Bij een onjuiste regel horen een bedrag, hoogstens dat van de regel, en een "
    "toelichting.",
}


@contextmanager
def _vastgelegd(wie: Machtiging) -> Iterator[None]:
    """One transaction with the right; what the database refuses is said in words."""
    eis(wie, Recht.MATERIELE_CONTROLE)
    with in_woorden(NietVastTeLeggen, GRENZEN), namens(wie):
        yield


def leg_plan_vast(jaar: int, *, doel: str, plan: str, on_behalf_of: Machtiging) -> None:
    """The goal and plan of a year, or another text as long as it is not published. Raises `NietVastTeLeggen`."""
    with _vastgelegd(on_behalf_of):
        models.Controleplan.objects.update_or_create(
            gemeente=on_behalf_of.gemeente, jaar=jaar, defaults={"doel": doel.strip(), "plan": plan.strip()}
        )


def publiceer(jaar: int, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Put the plan of a year on the public page, for good (6b.4). Raises `NietVastTeLeggen`."""
    with _vastgelegd(on_behalf_of):
        found = models.Controleplan.objects.filter(gemeente=on_behalf_of.gemeente, jaar=jaar)
        if not found.update(gepubliceerd_op=moment):
            raise NietVastTeLeggen("Van dit jaar is er nog geen plan.")


def begin_controle(
    jaar: int,
    *,
    aanbieder: str,
    begin: date,
    tot: date,
    aanleiding: str,
    moment: datetime,
    door: str,
    on_behalf_of: Machtiging,
) -> int:
    """
    Begin a control under the plan of a year, of help on days in [begin, tot); gives its number.

    Raises `NietVastTeLeggen`, also when the plan of that year was not published.
    """
    with _vastgelegd(on_behalf_of):
        plan = models.Controleplan.objects.filter(gemeente=on_behalf_of.gemeente, jaar=jaar).first()
        if plan is None:
            raise NietVastTeLeggen("Van dit jaar is er nog geen plan.")
        made = models.Controle.objects.create(
            gemeente=on_behalf_of.gemeente,
            plan=plan,
            aanbieder=aanbieder,
            begin=begin,
            tot=tot,
            aanleiding=aanleiding.strip(),
            begonnen_op=moment,
            door=door,
        )
    return int(made.pk)


def zet_stap(
    nummer: int,
    code: str,
    *,
    tekst: str,
    uiterlijk: date | None,
    moment: datetime,
    door: str,
    on_behalf_of: Machtiging,
) -> None:
    """
    Take a step of a control; the last one closes it.

    `uiterlijk` is the last day on which the provider can answer, at a step that has one (`met_dag`).
    Raises `NietVastTeLeggen`.
    """
    with _vastgelegd(on_behalf_of):
        _open(nummer, on_behalf_of)
        with_day = code in STAP and STAP[code].met_dag
        models.Controlestap.objects.create(
            gemeente=on_behalf_of.gemeente,
            controle_id=nummer,
            code=code,
            gezet_op=moment,
            tekst=tekst.strip(),
            uiterlijk=uiterlijk if with_day else None,
            door=door,
        )
        if code == SLOT:
            _sluit(nummer, tekst, moment)
            bevindingen.meld(nummer, moment=moment, door=door, on_behalf_of=on_behalf_of)


def sluit(nummer: int, *, uitkomst: str, moment: datetime, on_behalf_of: Machtiging) -> None:
    """
    Close a control that reached its goal before any file was looked into (6b.3 lid 4).

    Raises `NietVastTeLeggen`, also when the detail control began: then only its outcome closes it.
    """
    with _vastgelegd(on_behalf_of):
        one = _open(nummer, on_behalf_of)
        if one.stappen.filter(code="detail").exists():
            raise NietVastTeLeggen("De detailcontrole is begonnen. Sluit af met de definitieve uitkomst.")
        if not one.stappen.filter(code="algemeen").exists():
            raise NietVastTeLeggen("Leg eerst vast wat de uitvoering van het algemene plan opleverde.")
        _sluit(nummer, uitkomst, moment)


def trek_steekproef(
    nummer: int, *, methode: str, zaad: str, omvang: int, moment: datetime, door: str, on_behalf_of: Machtiging
) -> int:
    """
    Draw the sample of a control, once; gives how many lines came out.

    `zaad` is agreed or drawn by lot, and kept. Lines of children that the asker may not see are not in it. Raises
    `NietVastTeLeggen`.
    """
    if methode not in METHODEN or not 1 <= omvang <= MEESTE_REGELS:
        raise NietVastTeLeggen(f"Kies een manier van trekken, en 1 tot {MEESTE_REGELS} regels.")
    if not zaad.strip():
        raise NietVastTeLeggen("Vul een zaad in: een woord of getal dat u ergens anders ook bewaart.")
    with _vastgelegd(on_behalf_of):
        _open(nummer, on_behalf_of)
        (control,) = queries.controles_van(on_behalf_of, nummer)
        count, amount, mark = steekproef.tel(control)
        if not count:
            raise NietVastTeLeggen("In deze periode is er niets toegekend om uit te trekken.")
        drawn = Trekking(methode, zaad.strip(), omvang, count, amount, mark)
        made = models.Steekproef.objects.create(
            gemeente=on_behalf_of.gemeente,
            controle_id=nummer,
            methode=drawn.methode,
            zaad=drawn.zaad,
            omvang=drawn.omvang,
            aantal=drawn.aantal,
            bedrag_cent=drawn.bedrag_cent,
            sha256=bytes.fromhex(drawn.vingerafdruk),
            getrokken_op=moment,
            door=door,
        )
        lines = steekproef.trek(control, drawn)
        models.Steekproefregel.objects.bulk_create(
            models.Steekproefregel(
                gemeente=on_behalf_of.gemeente,
                steekproef=made,
                volgnr=line.volgnr,
                aanbieder=line.aanbieder,
                bericht_id=line.bericht_id,
                nr=line.nr,
                referentie=line.referentie,
                bedrag_cent=line.bedrag_cent,
                trekkingen=line.trekkingen,
            )
            for line in lines
        )
    return len(lines)


def beoordeel(
    nummer: int,
    volgnr: int,
    *,
    oordeel: str,
    fout_cent: int,
    toelichting: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """Judge one line of the sample of a control; `fout_cent` counts of a wrong one only. Raises `NietVastTeLeggen`."""
    if oordeel not in OORDELEN:
        raise NietVastTeLeggen("Kies een oordeel.")
    with _vastgelegd(on_behalf_of):
        _open(nummer, on_behalf_of)
        found = models.Steekproefregel.objects.filter(
            steekproef__controle_id=nummer, gemeente=on_behalf_of.gemeente, volgnr=volgnr
        )
        done = found.update(
            oordeel=oordeel,
            fout_cent=fout_cent if oordeel == ONJUIST else 0,
            toelichting=toelichting.strip(),
            beoordeeld_op=moment,
        )
        if not done:
            raise NietVastTeLeggen("Deze regel is er niet, of niet voor u.")


def _open(nummer: int, wie: Machtiging) -> models.Controle:
    found = models.Controle.objects.select_for_update().filter(pk=nummer, gemeente=wie.gemeente).first()
    if found is None:
        raise NietVastTeLeggen("Deze controle is er niet.")
    if found.gesloten_op is not None:
        raise NietVastTeLeggen("Deze controle is gesloten. Begin een nieuwe.")
    return found


def _sluit(nummer: int, uitkomst: str, moment: datetime) -> None:
    if not uitkomst.strip():
        raise NietVastTeLeggen("Schrijf op wat de uitkomst is.")
    models.Controle.objects.filter(pk=nummer).update(gesloten_op=moment, uitkomst=uitkomst.strip())
