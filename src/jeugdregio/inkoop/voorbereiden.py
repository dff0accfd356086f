# SPDX-License-Identifier: EUPL-1.2
"""A procedure from draft to publication: its text, its rounds, the questions and the nota van inlichtingen."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.inkoop.models import Aanvraag, Indeling, Les, Nota, Procedure, Ronde, Tekstversie, Vraag
from jeugdregio.inkoop.soorten import SOORTEN
from jeugdregio.inkoop.values import Proceduregegevens


class NietTePubliceren(Exception):
    """Raised when a procedure, round, question or nota cannot be recorded; the text says what to do."""


def maak_procedure(gegevens: Proceduregegevens, *, on_behalf_of: Machtiging) -> str:
    """Enter a draft; again with the same code changes the draft. Raises `NietTePubliceren` once it is published."""
    kind = SOORTEN[gegevens.soort]
    if kind.plafond != (gegevens.plafond_promille is not None):
        raise NietTePubliceren("Vul een plafondregel in bij een procedure met plafonds, en alleen dan.")
    if kind.per_gemeente != bool(gegevens.gemeente):
        raise NietTePubliceren("Kies een gemeente bij innovatieruimte, en alleen dan.")
    if not kind.selectie and gegevens.eisen:
        raise NietTePubliceren("Deze soort procedure kiest niet: zij heeft geen eisen.")
    fields = {name: value for name, value in vars(gegevens).items() if name not in ("code", "van", "tot")}
    fields |= {
        "looptijd": DateRange(gegevens.van, gegevens.tot),
        "eisen": [asdict(one) for one in gegevens.eisen],
        "prijslijst": [asdict(one) for one in gegevens.prijslijst],
        "regio": on_behalf_of.regio,
    }
    with namens(on_behalf_of):
        if Procedure.objects.filter(code=gegevens.code, gepubliceerd_op__isnull=False).exists():
            raise NietTePubliceren("Deze procedure is gepubliceerd. Wat gepubliceerd is, verandert niet meer.")
        try:
            with transaction.atomic():
                Procedure.objects.update_or_create(code=gegevens.code, defaults=fields)
        except IntegrityError as error:
            if "procedure_hoogstens_vier_jaar" in str(error):
                text = "Een raamovereenkomst duurt hoogstens vier jaar. Voor langer is een besluit nodig."
                raise NietTePubliceren(text) from error
            raise
    return gegevens.code


def leg_tekst_vast(code: str, tekst: str, *, aanleiding: str, on_behalf_of: Machtiging) -> Tekstversie:
    """Add a version of the text of the contract; it goes out with the procedure or with a nota."""
    with namens(on_behalf_of):
        procedure = Procedure.objects.get(code=code)
        number = procedure.teksten.count() + 1
        return Tekstversie.objects.create(
            procedure=procedure, volgnummer=number, tekst=tekst.strip(), aanleiding=aanleiding
        )


def publiceer(code: str, *, moment: datetime, on_behalf_of: Machtiging) -> None:
    """Publish a draft with its text and its rounds. Raises `NietTePubliceren` without a text or a price list."""
    with namens(on_behalf_of):
        procedure = Procedure.objects.select_for_update().get(code=code)
        if procedure.gepubliceerd_op:
            raise NietTePubliceren("Deze procedure is al gepubliceerd.")
        if not procedure.teksten.exists():
            raise NietTePubliceren("Schrijf eerst de tekst van het contract.")
        for rows in (procedure.teksten, procedure.ronden):
            rows.filter(gepubliceerd_op__isnull=True).update(gepubliceerd_op=moment)
        procedure.gepubliceerd_op = moment
        procedure.save(update_fields=["gepubliceerd_op"])


def plan_ronde(
    code: str,
    soort: str,
    *,
    van: date,
    tot: date | None,
    ingang: date | None = None,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> Ronde:
    """
    Plan a round, open in [van, tot); applications that wait come into it.

    Raises `NietTePubliceren` for more rounds in a year than the kind allows, or a round that overlaps another.
    """
    with namens(on_behalf_of):
        procedure = Procedure.objects.select_for_update().get(code=code)
        kind, rounds = SOORTEN[procedure.soort], procedure.ronden.filter(soort=soort, jaar=van.year)
        entry = soort == Ronde.Soort.TOETREDING
        if entry and kind.ronden_per_jaar is not None and rounds.count() >= kind.ronden_per_jaar:
            raise NietTePubliceren(f"In {van.year} zijn er al {kind.ronden_per_jaar} toetredingsronden.")
        if entry and not kind.doorlopend and (ingang is None or tot is None or ingang < tot):
            raise NietTePubliceren("Contracten beginnen op of na de dag dat de ronde dicht is. Vul die dag in.")
        try:
            with transaction.atomic():
                made = Ronde.objects.create(
                    procedure=procedure,
                    soort=soort,
                    jaar=van.year,
                    volgnummer=rounds.count() + 1,
                    open=DateRange(van, tot),
                    ingang=ingang,
                    gepubliceerd_op=moment if procedure.gepubliceerd_op else None,
                )
        except IntegrityError as error:
            raise NietTePubliceren("Op een van deze dagen is al een ronde van deze soort open.") from error
        if entry:
            waiting = Aanvraag.objects.filter(procedure=procedure, stand=Aanvraag.Stand.INGEDIEND, ronde__isnull=True)
            waiting.update(ronde=made)
        return made


def deel_in(
    code: str,
    aanbieder: str,
    omvang: str,
    *,
    bron: str,
    omzet_cent: int | None = None,
    referentiejaar: str = "",
    on_behalf_of: Machtiging,
) -> None:
    """Class a provider as large or small in a procedure, with the turnover and the year it was judged by."""
    with namens(on_behalf_of):
        Indeling.objects.update_or_create(
            procedure=Procedure.objects.get(code=code),
            aanbieder=aanbieder,
            defaults={"omvang": omvang, "omzet_cent": omzet_cent, "referentiejaar": referentiejaar, "bron": bron},
        )


def stel_vraag(ronde: int, tekst: str, *, is_voorstel: bool, moment: datetime, on_behalf_of: Machtiging) -> Vraag:
    """Ask, or propose a change of the text, in a round of questions that is open: large and small providers alike."""
    day = timezone.localdate(moment)
    with namens(on_behalf_of):
        found = Ronde.objects.filter(pk=ronde, soort=Ronde.Soort.VRAGEN, open__contains=day).first()
        if found is None or found.gepubliceerd_op is None:
            raise NietTePubliceren("Vragen stellen kan alleen in een vragenronde die open is.")
        return Vraag.objects.create(
            ronde=found, aanbieder=on_behalf_of.aanbieder, is_voorstel=is_voorstel, tekst=tekst, gesteld_op=moment
        )


def beantwoord(vraag: int, *, antwoord: str, openbaar: str, on_behalf_of: Machtiging) -> None:
    """
    Answer a question; `openbaar` is how all will read it.

    Raises `NietTePubliceren` when the public words name the provider, or the nota is out already.
    """
    with namens(on_behalf_of):
        one = Vraag.objects.select_related("ronde").get(pk=vraag)
        if Nota.objects.filter(ronde=one.ronde).exists():
            raise NietTePubliceren("De nota van deze ronde is al gepubliceerd.")
        public = openbaar.strip() or one.tekst
        if noemt(one.aanbieder, f"{public} {antwoord}"):
            raise NietTePubliceren("De naam van de aanbieder staat erin. Schrijf de vraag en het antwoord zonder naam.")
        one.antwoord, one.openbaar = antwoord.strip(), public
        one.save(update_fields=["antwoord", "openbaar"])


def noemt(aanbieder: str, tekst: str) -> bool:
    """Whether a text names this provider, by its name or its AGB code."""
    name = aanbieders.naam(aanbieder).removesuffix(" (verzonnen)").casefold()
    return aanbieder in tekst or name in tekst.casefold()


def publiceer_nota(ronde: int, *, tekst: str = "", moment: datetime, on_behalf_of: Machtiging) -> Nota:
    """
    Publish the questions and answers of a round that is closed, without names, and the text that came of it.

    Raises `NietTePubliceren` while the round is open, a question has no answer, or the nota is out already.
    """
    day = timezone.localdate(moment)
    with namens(on_behalf_of):
        one = Ronde.objects.select_related("procedure").get(pk=ronde, soort=Ronde.Soort.VRAGEN)
        if Nota.objects.filter(ronde=one).exists():
            raise NietTePubliceren("De nota van deze ronde is al gepubliceerd.")
        if one.open.upper is None or day < one.open.upper:
            raise NietTePubliceren("De vragenronde is nog open.")
        asked = list(one.vragen.order_by("gesteld_op", "pk"))
        if any(not question.antwoord for question in asked):
            raise NietTePubliceren("Er is nog een vraag zonder antwoord.")
        lines = [
            {"nr": nr, "vraag": q.openbaar, "antwoord": q.antwoord, "voorstel": q.is_voorstel}
            for nr, q in enumerate(asked, start=1)
        ]
        text = one.procedure.teksten.order_by("-volgnummer").first()
        if tekst.strip() and (text is None or tekst.strip() != text.tekst):
            number = (text.volgnummer if text else 0) + 1
            text = Tekstversie.objects.create(
                procedure=one.procedure,
                volgnummer=number,
                tekst=tekst.strip(),
                aanleiding=f"Nota van inlichtingen {one.volgnummer} van {one.jaar}",
                gepubliceerd_op=moment,
            )
        return Nota.objects.create(ronde=one, regels=lines, tekstversie=text, gepubliceerd_op=moment)


def leg_les_vast(
    *,
    jaar: int,
    soort: str = "",
    keuze: str,
    uitkomst: str,
    les: str,
    bron: str,
    door: str,
    moment: datetime,
    on_behalf_of: Machtiging,
) -> None:
    """Record what was learnt of a procurement (S53); `soort` empty holds for every kind. Again changes nothing."""
    with namens(on_behalf_of):
        Les.objects.get_or_create(
            regio=on_behalf_of.regio,
            jaar=jaar,
            soort=soort,
            keuze=keuze,
            defaults={"uitkomst": uitkomst, "les": les, "bron": bron, "door": door, "gezet_op": moment},
        )
