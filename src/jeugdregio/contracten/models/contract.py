# SPDX-License-Identifier: EUPL-1.2
"""What is agreed with a provider: the contract, its options, and the clauses in it."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q

from jeugdregio.components.voorwaarden import Binnen

MAX_RAAM_MAANDEN = 48
"""A framework agreement lasts four years at most, unless a decision says otherwise (S33; L09)."""
GEEN_GARANTIES_VANAF = date(2017, 1, 1)
"""From this day on no contract promises a budget, a turnover or a volume (S29; 001 §4.5)."""


class Contract(models.Model):
    """
    One row per contract; `geldig` is half-open.

    What a provider is (large, main contractor, regional) is said per contract, never per provider (K12): empty is
    unknown. `plafond_cent` is empty where no ceiling was agreed (S25); `offerte_cent` is what the provider asked, when
    that is known (S24). A framework agreement of more than 48 months names the decision that allows it (S33).
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    class Soort(models.TextChoices):
        ONBEKEND = "", "Niet vastgelegd"
        RAAM = "raam", "Raamovereenkomst"
        OVEREENKOMST = "overeenkomst", "Overeenkomst"
        BESCHIKKING = "beschikking", "Subsidiebeschikking"
        EENMALIG = "eenmalig", "Eenmalige overeenkomst"

    class Tafel(models.TextChoices):
        GEEN = "", "Geen tafel"
        JENO = "J&O", "Jeugd- en opvoedhulp"
        GGZ = "GGZ", "Jeugd-GGZ"
        LVB = "LVB", "AWBZ: deel J-GGZ en LVB"

    class Omvang(models.TextChoices):
        ONBEKEND = "", "Niet ingedeeld"
        GROOT = "groot", "Groot"
        KLEIN = "klein", "Klein"

    class Aanbiederrol(models.TextChoices):
        ONBEKEND = "", "Niet vastgelegd"
        HOOFDAANNEMER = "hoofdaannemer", "Hoofdaannemer"
        ONDERAANNEMER = "onderaannemer", "Onderaannemer"
        ZELFSTANDIG = "zelfstandig", "Zelfstandig"
        COOPERATIE = "cooperatie", "Coöperatie"
        OVERGANG = "overgang", "Alleen overgangscliënten"

    class Niveau(models.TextChoices):
        ONBEKEND = "", "Niet vastgelegd"
        LOKAAL = "lokaal", "Lokaal"
        REGIONAAL = "regionaal", "Regionaal"
        BOVENREGIONAAL = "bovenregionaal", "Bovenregionaal"
        LANDELIJK = "landelijk", "Landelijk"

    regio = models.CharField(max_length=20)
    nummer = models.CharField(max_length=30, unique=True)
    aanbieder = models.CharField(max_length=8, db_index=True)
    perceel = models.CharField(max_length=20)
    variant = models.CharField(max_length=20)
    bekostiging = models.CharField(max_length=40)
    contractmanager = models.CharField(max_length=80)
    geldig = DateRangeField()
    plafond_cent = models.BigIntegerField(null=True, blank=True)
    offerte_cent = models.BigIntegerField(null=True, blank=True)
    soort = models.CharField(max_length=12, choices=Soort, blank=True, db_default="")
    tafel = models.CharField(max_length=10, choices=Tafel, blank=True, db_default="")
    procedure = models.CharField(max_length=40, blank=True, db_default="", help_text="code van de inkoopprocedure")
    gunning = models.BigIntegerField(null=True, unique=True, help_text="nummer van de gunning waar het uit volgt")
    omvang = models.CharField(max_length=6, choices=Omvang, blank=True, db_default="")
    rol = models.CharField(max_length=14, choices=Aanbiederrol, blank=True, db_default="")
    niveau = models.CharField(max_length=14, choices=Niveau, blank=True, db_default="")
    looptijd_reden = models.CharField(max_length=400, blank=True, db_default="")
    verlengingsbesluit = models.CharField(max_length=200, blank=True, db_default="")
    bron = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["nummer"]
        constraints: ClassVar = [
            models.CheckConstraint(name="plafond_niet_negatief", condition=Q(plafond_cent__gte=0)),
            models.CheckConstraint(name="contractofferte_niet_negatief", condition=Q(offerte_cent__gte=0)),
            models.CheckConstraint(
                name="raam_hoogstens_vier_jaar",
                condition=~Q(soort="raam")
                | ~Q(verlengingsbesluit="")
                | Q(Binnen(F("geldig"), maanden=MAX_RAAM_MAANDEN)),
            ),
        ]


class Contractoptie(models.Model):
    """
    One row per option to go on with a contract until `tot` (the first day after it), in order of `volgnummer`.

    `besluit_uiterlijk` is the last day to decide; empty when the contract does not say. An option that is lifted or
    dropped names the decision, and is not decided about again; `besloten_op` is empty when that day is not known. The
    contract of a lifted option lasts as long as the option, and options are lifted in order (triggers of `0010`).
    """

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    class Stand(models.TextChoices):
        OPEN = "open", "Nog te beslissen"
        GELICHT = "gelicht", "Gelicht"
        VERVALLEN = "vervallen", "Niet gelicht"

    regio = models.CharField(max_length=20)
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="opties")
    aanbieder = models.CharField(max_length=8)
    volgnummer = models.SmallIntegerField()
    tot = models.DateField()
    besluit_uiterlijk = models.DateField(null=True, blank=True)
    stand = models.CharField(max_length=10, choices=Stand, default=Stand.OPEN)
    besluit = models.CharField(max_length=200, blank=True, db_default="")
    besloten_op = models.DateField(null=True, blank=True)
    bron = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["contract", "volgnummer"]
        constraints: ClassVar = [
            models.UniqueConstraint("contract", "volgnummer", name="contractoptie_een_keer"),
            models.CheckConstraint(
                name="contractoptie_open_is_niet_besloten",
                condition=~Q(stand="open") | Q(besloten_op__isnull=True),
            ),
            models.CheckConstraint(
                name="contractoptie_op_tijd_gelicht",
                condition=~Q(stand="gelicht")
                | Q(besloten_op__isnull=True)
                | Q(besluit_uiterlijk__isnull=True)
                | Q(besloten_op__lte=F("besluit_uiterlijk")),
            ),
            models.CheckConstraint(
                name="contractoptie_met_besluit",
                condition=Q(stand="open") | ~Q(besluit=""),
            ),
            models.CheckConstraint(
                name="contractoptie_op_tijd_beslissen",
                condition=Q(besluit_uiterlijk__isnull=True) | Q(besluit_uiterlijk__lt=F("tot")),
            ),
        ]


class Clausule(models.Model):
    """
    One row per version of a standard clause; `geldig` says for contracts beginning when, half-open.

    `tekst` may hold `{naam}` fields that are filled in. `procedures` are the kinds of procedure it belongs to, empty
    is all; `bron` and `zekerheid` say where it comes from and how sure that is (L09).
    """

    partijen: ClassVar = ("iedereen",)

    class Soort(models.TextChoices):
        AFNAME = "afname", "Geen afnamegarantie"
        CLIENTKEUZE = "clientkeuze", "Keuze van de cliënt"
        GARANTIE = "garantie", "Garantie van budget of afname"
        INDEXATIE = "indexatie", "Indexatie"
        LOOPTIJD = "looptijd", "Looptijd en verlenging"
        TRANSFORMATIE = "transformatie", "Ontwikkelagenda transformatie"
        CASUSREGIE = "casusregie", "Casusregie bij de aanbieder"
        PROCESREGIE = "procesregie", "Casusregie bij de gemeente"
        PLAFOND = "plafond", "Waarschuwing bij het plafond"
        CLIENTSTOP = "clientstop", "Cliëntenstop"
        ONDERAANNEMERS = "onderaannemers", "Reële prijs voor onderaannemers"
        BETALING = "betaling", "Declareren en betalen"
        OVERIG = "overig", "Overig"

    regio = models.CharField(max_length=20)
    code = models.CharField(max_length=30)
    soort = models.CharField(max_length=16, choices=Soort)
    titel = models.CharField(max_length=120)
    tekst = models.TextField()
    geldig = DateRangeField()
    procedures = models.JSONField(default=list)
    bron = models.CharField(max_length=200)
    zekerheid = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="clausule_zonder_garantie",
                condition=~Q(soort="garantie") | Q(geldig__endswith__lte=GEEN_GARANTIES_VANAF),
            ),
            models.UniqueConstraint("regio", "code", "geldig", name="clausule_een_keer"),
        ]


class Contractclausule(models.Model):
    """One row per clause in a contract, with the text as it was filled in; `vanaf` is the first day of the contract."""

    partijen: ClassVar = ("aanbieder", "gemeenten", "regio")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="clausules")
    aanbieder = models.CharField(max_length=8)
    volgnummer = models.SmallIntegerField()
    code = models.CharField(max_length=30)
    soort = models.CharField(max_length=16, choices=Clausule.Soort)
    titel = models.CharField(max_length=120)
    tekst = models.TextField()
    vanaf = models.DateField()

    class Meta:
        ordering: ClassVar = ["contract", "volgnummer"]
        constraints: ClassVar = [
            models.UniqueConstraint("contract", "volgnummer", name="contractclausule_een_keer"),
            models.CheckConstraint(
                name="contract_zonder_garantie",
                condition=~Q(soort="garantie") | Q(vanaf__lt=GEEN_GARANTIES_VANAF),
            ),
        ]


class Bronfeit(models.Model):
    """
    One row per figure that a source gives of the contracts on a day, beside what is counted (S21-S27, S40, S51).

    `maat` is counted by `situatie`; `waarde` is a number, or eurocents for a budget. `meer_dan`: the source says "ruim"
    ("over"). `situatie` is the name under which figures of one day stand together.
    """

    partijen: ClassVar = ("iedereen",)

    class Maat(models.TextChoices):
        CONTRACTEN = "contracten", "Contracten"
        AANBIEDERS = "aanbieders", "Aanbieders, elk één keer"
        MEER_TAFELS = "meer_tafels", "Aanbieders aan meer dan één tafel"
        BUDGET = "budget", "Budget"
        HOOFDAANNEMERS = "hoofdaannemers", "Hoofdaannemers"
        ONDERAANNEMERS = "onderaannemers", "Onderaannemers"
        OVERGANG = "overgang", "Aanbieders voor overgangscliënten"
        COOPERATIES = "cooperaties", "Coöperaties"
        LEDEN = "leden", "Leden van coöperaties"
        GROOT = "groot", "Grote aanbieders"
        PROFIELEN = "profielen", "Profielen"
        CONTRACTMANAGERS = "contractmanagers", "Contractmanagers"

    regio = models.CharField(max_length=20)
    situatie = models.CharField(max_length=60)
    peildatum = models.DateField()
    maat = models.CharField(max_length=20, choices=Maat)
    tafel = models.CharField(max_length=10, choices=Contract.Tafel, blank=True, db_default="")
    perceel = models.CharField(max_length=20, blank=True, db_default="")
    waarde = models.BigIntegerField()
    meer_dan = models.BooleanField(default=False)
    tekst = models.CharField(max_length=200)
    bron = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["peildatum", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("regio", "peildatum", "maat", "tafel", "perceel", name="bronfeit_een_keer"),
            models.CheckConstraint(name="bronfeit_met_bron", condition=~Q(bron="") & Q(waarde__gte=0)),
        ]
