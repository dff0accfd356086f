# SPDX-License-Identifier: EUPL-1.2
"""
Decisions on individual provisions (Jeugdwet 2.3, 8.1.1; Awb), their terms, letters, objections and what was sent.

The database holds the steps (migration 0002): what was decided is frozen when it leaves the draft, a decision that
needs a second name is not made known without one of another person about this very text, and after that nothing
changes: a correction is a new decision. A child is `persoon` (`core.bsn.persoon`); `lid` and `gezin` are numbers of
room `gezinnen`, `aanmelding` of room `toegang`. Days are days of the calendar, `geldig` is half-open.
"""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from jeugdregio.gebruikers.values import Rol

ROLLEN = (Rol.TOEGANG, Rol.TOEGANG_GEHEIM, Rol.TOETSER)
GEMEENTE = ("gemeente",)
VAN_PERSOON = {"persoon": "persoon"}


class Aanvraag(models.Model):
    """
    One row per request of which the municipality owes a decision: the clock of Awb 4:13.

    `weken` is the term and `bron` where it stands: the Awb, or a by-law of the municipality. `afgesloten_op` is the day
    on which the decision was made known, or on which it turned out that none was due (`zonder_besluit` says why).
    """

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    aanmelding = models.BigIntegerField()
    gezin = models.BigIntegerField()
    lid = models.BigIntegerField()
    kanaal = models.CharField(max_length=20)
    ontvangen_op = models.DateField()
    weken = models.PositiveSmallIntegerField(default=8)
    bron = models.CharField(max_length=200, default="Awb 4:13")
    afgesloten_op = models.DateField(null=True)
    zonder_besluit = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanmelding", name="aanvraag_een_keer_per_aanmelding"),
            models.CheckConstraint(name="aanvraag_persoon_is_een_afdruk", condition=Q(persoon__regex="^[0-9a-f]{64}$")),
            models.CheckConstraint(name="aanvraag_met_termijn", condition=Q(weken__gte=1, weken__lte=26) & ~Q(bron="")),
            models.CheckConstraint(
                name="aanvraag_afgesloten_met_dag", condition=Q(zonder_besluit="") | Q(afgesloten_op__isnull=False)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "persoon"], name="aanvraag_persoon")]


class Besluit(models.Model):
    """
    One row per decision; `stand` says how far it is.

    `inzet` is help that a doctor or a certified institution decided on: allocated like a decision, but without letter,
    second name or objection. `beoordeling` is the assessment, a list of [area, text]; `voorwaarden` what was checked.
    `ingang` is the first day without the provision, of a withdrawal. `tweede_nodig`: why a second name is needed, empty
    when it is not. `sha256` is the fingerprint of all that was decided, set when it leaves the draft; `makers` are the
    accounts that wrote in it, the last one handed it over. `wijzigreden` is the code (list `reden_wijziging`) under
    which a withdrawal or revision changes the allocation, empty: what follows from the days.
    """

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True

    class Soort(models.TextChoices):
        TOEKENNING = "toekenning", "Toekenning"
        GEDEELTELIJK = "gedeeltelijk", "Gedeeltelijke toekenning"
        AFWIJZING = "afwijzing", "Afwijzing"
        INTREKKING = "intrekking", "Intrekking"
        HERZIENING = "herziening", "Herziening"
        INZET = "inzet", "Inzet zonder besluit"

    class Stand(models.TextChoices):
        CONCEPT = "concept", "Concept"
        TWEEDE = "tweede", "Wacht op de tweede naam"
        AKKOORD = "akkoord", "Klaar om bekend te maken"
        VERZENDEN = "verzenden", "Wordt verstuurd"
        BEKEND = "bekend", "Bekendgemaakt"
        VERVALLEN = "vervallen", "Niet doorgegaan"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="besluiten")
    vervangt = models.ForeignKey("self", models.PROTECT, null=True, related_name="vervangen_door")
    soort = models.CharField(max_length=12, choices=Soort)
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.CONCEPT)
    grondslag = models.CharField(max_length=400)
    beoordeling = models.JSONField(default=list)
    motivering = models.TextField()
    voorwaarden = models.JSONField(default=list)
    ingang = models.DateField(null=True)
    wijzigreden = models.CharField(max_length=2, blank=True)
    tweede_nodig = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)
    makers = models.JSONField(default=list)
    gemaakt_op = models.DateTimeField()
    besloten_op = models.DateField(null=True)
    bekendgemaakt_op = models.DateField(null=True)
    bekendgemaakt_door = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="besluit_persoon_is_een_afdruk", condition=Q(persoon__regex="^[0-9a-f]{64}$")),
            models.CheckConstraint(name="besluit_met_grond", condition=~Q(grondslag="") & ~Q(motivering="")),
            models.CheckConstraint(
                name="besluit_bekend_op_een_dag",
                condition=Q(stand="bekend", bekendgemaakt_op__isnull=False, besloten_op__isnull=False)
                | (~Q(stand="bekend") & Q(bekendgemaakt_op__isnull=True)),
            ),
            models.CheckConstraint(
                name="besluit_vastgelegd_met_afdruk",
                condition=Q(stand__in=["concept", "vervallen"]) | Q(sha256__regex="^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="besluit_intrekking_van_een_besluit",
                condition=~Q(soort__in=["intrekking", "herziening"]) | Q(vervangt__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["gemeente", "vervangt"], condition=Q(stand="bekend"), name="besluit_een_keer_vervangen"
            ),
            models.CheckConstraint(
                name="besluit_wijzigreden_van_een_wijziging",
                condition=Q(wijzigreden="")
                | Q(wijzigreden__regex="^[0-9]{2}$", soort__in=["intrekking", "herziening"]),
            ),
            models.CheckConstraint(
                name="besluit_intrekking_met_dag", condition=~Q(soort="intrekking") | Q(ingang__isnull=False)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gemeente", "persoon"], name="besluit_persoon"),
            models.Index(fields=["gemeente", "stand"], name="besluit_stand"),
        ]


class Voorziening(models.Model):
    """
    One row per provision of a decision: in kind at a provider (`zin`), or as a budget of the family's own (`pgb`).

    In kind with a code it has volume, unit and frequency, without one a budget, as a JW301 wants. `plafond_bereikt`:
    the ceiling of the provider was reached, and it was chosen because the duty stays (Jeugdwet 2.3; S73).
    """

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True

    class Vorm(models.TextChoices):
        ZIN = "zin", "Zorg in natura"
        PGB = "pgb", "Persoonsgebonden budget"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="voorzieningen")
    nr = models.PositiveSmallIntegerField()
    vorm = models.CharField(max_length=3, choices=Vorm)
    aanbieder = models.CharField(max_length=8, blank=True)
    categorie = models.CharField(max_length=2)
    code = models.CharField(max_length=5, blank=True)
    profiel = models.CharField(max_length=60, blank=True)
    omschrijving = models.CharField(max_length=200)
    geldig = DateRangeField()
    volume = models.IntegerField(null=True)
    eenheid = models.CharField(max_length=2, blank=True)
    frequentie = models.CharField(max_length=1, blank=True)
    budget_cent = models.BigIntegerField(null=True)
    informeel = models.BooleanField(default=False)
    plafond_bereikt = models.BooleanField(default=False)
    wachttijd_weken = models.PositiveSmallIntegerField(null=True)
    toewijzing_nummer = models.IntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "besluit", "nr", name="voorziening_telt_per_besluit"),
            models.CheckConstraint(
                name="voorziening_zin_bij_een_aanbieder",
                condition=Q(vorm="zin", aanbieder__regex="^[0-9]{8}$", informeel=False)
                | Q(
                    vorm="pgb",
                    aanbieder="",
                    toewijzing_nummer__isnull=True,
                    budget_cent__isnull=False,
                    budget_cent__gt=0,
                ),
            ),
            models.CheckConstraint(
                name="voorziening_omvang_heel",
                condition=Q(volume__isnull=True, eenheid="", frequentie="")
                | (Q(volume__isnull=False, volume__gt=0) & ~Q(eenheid="") & ~Q(frequentie="")),
            ),
            models.CheckConstraint(
                name="voorziening_omvang_of_budget",
                condition=Q(vorm="pgb") | (Q(volume__isnull=True) ^ Q(budget_cent__isnull=True)),
            ),
            models.CheckConstraint(
                name="voorziening_periode_niet_leeg", condition=Q(geldig__isempty=False) & Q(geldig__lower_inf=False)
            ),
        ]


class Toets(models.Model):
    """
    One row per second look at a decision: agreed, or sent back with a reason. Never changed.

    A decision that came back after an agreement is agreed to anew, under another fingerprint.
    `inhoud` is what was read then: with the next row, or what was made known, it shows what the second look changed.
    """

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij"

    class Uitkomst(models.TextChoices):
        GOED = "goed", "Akkoord"
        TERUG = "terug", "Teruggegeven"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="toetsen")
    uitkomst = models.CharField(max_length=5, choices=Uitkomst)
    sha256 = models.CharField(max_length=64)
    inhoud = models.JSONField()
    toelichting = models.CharField(max_length=1000, blank=True)
    door = models.BigIntegerField()
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="toets_terug_met_reden", condition=Q(uitkomst="goed") | ~Q(toelichting="")),
            models.UniqueConstraint(
                fields=["gemeente", "besluit", "sha256"], condition=Q(uitkomst="goed"), name="toets_een_keer_akkoord"
            ),
        ]


class Zending(models.Model):
    """
    One row per decision that has to become an allocation: what is sent to the provider (JW301), exactly once.

    `identificatie`, `toegewezen_op` (the moment of decision), `dagtekening` and the numbers of the provisions are fixed
    before anything leaves. `poging` counts: what was refused may be sent again, changed, under a new number.
    """

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True

    class Stand(models.TextChoices):
        KLAAR = "klaar", "Klaar om te versturen"
        ONDERWEG = "onderweg", "Bewaard, wacht op verwerking"
        AANVAARD = "aanvaard", "Toegewezen"
        GEWEIGERD = "geweigerd", "Geweigerd"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="zendingen")
    poging = models.PositiveSmallIntegerField()
    aanbieder = models.CharField(max_length=8)
    identificatie = models.CharField(max_length=12)
    toegewezen_op = models.DateTimeField()
    dagtekening = models.DateField()
    stand = models.CharField(max_length=9, choices=Stand, default=Stand.KLAAR)
    bestand = models.BigIntegerField(null=True)
    uitleg = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "besluit", "poging", name="zending_een_keer_per_poging"),
            models.UniqueConstraint("gemeente", "identificatie", name="zending_identificatie_een_keer"),
            models.UniqueConstraint(
                fields=["gemeente", "besluit"], condition=~Q(stand="geweigerd"), name="zending_een_tegelijk"
            ),
            models.CheckConstraint(
                name="zending_onderweg_met_bestand", condition=Q(stand="klaar") | Q(bestand__isnull=False)
            ),
        ]


class Brief(models.Model):
    """
    One row per letter as it was sent; `gegevens` gives the same PDF again. Never changed.

    `soort` says what kind of letter, `aan` to whom (number of a member of the family, 0: the child).
    """

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True
    zonder_geschiedenis: ClassVar = "alleen erbij"

    class Soort(models.TextChoices):
        BESCHIKKING = "beschikking", "Beschikking"
        OPSCHORTING = "opschorting", "Vraag om aanvulling"
        VERLENGING = "verlenging", "Bericht van verlenging"
        ONTVANGST = "ontvangst", "Ontvangst van het bezwaar"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, related_name="brieven")
    besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="brieven")
    feit = models.BigIntegerField(null=True)
    soort = models.CharField(max_length=12, choices=Soort)
    aan = models.BigIntegerField()
    naam = models.CharField(max_length=200)
    gegevens = models.JSONField()
    inhoud = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    gemaakt_door = models.BigIntegerField(null=True)
    gemaakt_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gemeente", "aanvraag", "besluit", "feit", "soort", "aan"],
                nulls_distinct=False,
                name="brief_een_keer_per_ontvanger",
            ),
        ]


class Bezwaar(models.Model):
    """
    One row per objection against a decision (Awb 6:4, 7:1); decided once, with what followed.

    `commissie`: an advisory committee hears (7:13). `nieuw_besluit` is the decision that came instead when the objected
    one was revoked.
    """

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True

    class Uitkomst(models.TextChoices):
        GEGROND = "gegrond", "Gegrond"
        DEELS = "deels", "Gedeeltelijk gegrond"
        ONGEGROND = "ongegrond", "Ongegrond"
        NIET_ONTVANKELIJK = "buiten", "Niet-ontvankelijk"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="bezwaren")
    verzonden_op = models.DateField()
    ontvangen_op = models.DateField()
    van_wie = models.CharField(max_length=200)
    gronden = models.TextField()
    commissie = models.BooleanField(default=False)
    verschoonbaar = models.CharField(max_length=400, blank=True)
    gehoord_op = models.DateField(null=True)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst, blank=True)
    beslist_op = models.DateField(null=True)
    motivering = models.TextField(blank=True)
    nieuw_besluit = models.ForeignKey(Besluit, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="bezwaar_beslist_met_uitkomst",
                condition=Q(uitkomst="", beslist_op__isnull=True)
                | (~Q(uitkomst="") & Q(beslist_op__isnull=False) & ~Q(motivering="")),
            ),
            models.CheckConstraint(
                name="bezwaar_ontvangen_na_verzending", condition=Q(ontvangen_op__gte=models.F("verzonden_op"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "beslist_op"], name="bezwaar_open")]


class Beroep(models.Model):
    """One row per appeal at the court against the decision on an objection (Awb 8:1); `uitspraak` when there is one."""

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True

    class Uitkomst(models.TextChoices):
        GEGROND = "gegrond", "Gegrond"
        ONGEGROND = "ongegrond", "Ongegrond"
        NIET_ONTVANKELIJK = "buiten", "Niet-ontvankelijk"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    bezwaar = models.ForeignKey(Bezwaar, models.PROTECT, related_name="beroepen")
    ingesteld_op = models.DateField()
    rechtbank = models.CharField(max_length=80)
    zaaknummer = models.CharField(max_length=40, blank=True)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst, blank=True)
    uitspraak_op = models.DateField(null=True)
    gevolg = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "bezwaar", name="beroep_een_keer_per_bezwaar"),
            models.CheckConstraint(
                name="beroep_uitspraak_met_dag",
                condition=Q(uitkomst="", uitspraak_op__isnull=True) | (~Q(uitkomst="") & Q(uitspraak_op__isnull=False)),
            ),
        ]


class Termijnfeit(models.Model):
    """
    One row per event that moves a term of a request or of an objection, or that says it is late.

    `op` is the day of the letter, `uiterlijk` the last day to complete (suspension) or the new last day (extension).
    `aangevuld_op` is the day on which what was asked for came; set once. Two suspensions never overlap.
    """

    partijen: ClassVar = GEMEENTE
    schrijvers: ClassVar = GEMEENTE
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = VAN_PERSOON
    vernietigbaar: ClassVar = True

    class Soort(models.TextChoices):
        OPSCHORTING = "opschorting", "Opschorting: vraag om aanvulling"
        VERLENGING = "verlenging", "Verlenging"
        VERDAGING = "verdaging", "Verdaging met 6 weken"
        INGEBREKE = "ingebreke", "Ingebrekestelling"

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    aanvraag = models.ForeignKey(Aanvraag, models.PROTECT, null=True, related_name="feiten")
    bezwaar = models.ForeignKey(Bezwaar, models.PROTECT, null=True, related_name="feiten")
    soort = models.CharField(max_length=12, choices=Soort)
    op = models.DateField()
    uiterlijk = models.DateField(null=True)
    aangevuld_op = models.DateField(null=True)
    reden = models.CharField(max_length=1000)
    door = models.BigIntegerField(null=True)
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="termijnfeit_van_een_van_beide", condition=Q(aanvraag__isnull=True) ^ Q(bezwaar__isnull=True)
            ),
            models.CheckConstraint(
                name="termijnfeit_met_laatste_dag",
                condition=Q(
                    soort__in=["opschorting", "verlenging"], uiterlijk__isnull=False, uiterlijk__gt=models.F("op")
                )
                | Q(soort__in=["verdaging", "ingebreke"], uiterlijk__isnull=True),
            ),
            models.CheckConstraint(
                name="termijnfeit_aangevuld_na_vraag",
                condition=Q(aangevuld_op__isnull=True) | Q(soort="opschorting", aangevuld_op__gte=models.F("op")),
            ),
            models.CheckConstraint(name="termijnfeit_met_reden", condition=~Q(reden="")),
            models.UniqueConstraint(
                fields=["gemeente", "bezwaar"], condition=Q(soort="verdaging"), name="termijnfeit_een_keer_verdaagd"
            ),
            models.UniqueConstraint(
                fields=["gemeente", "aanvraag", "bezwaar"],
                condition=Q(soort="ingebreke"),
                nulls_distinct=False,
                name="termijnfeit_een_keer_ingebreke",
            ),
        ]
