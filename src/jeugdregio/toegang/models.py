# SPDX-License-Identifier: EUPL-1.2
"""
What comes in at the access of a municipality, and what a worker finds out before there is a decision.

The database holds the states of an application and what each asks for (migration 0002): no step c without a and b but
in a crisis (S79), no institution before foster care was looked at (S90), no GI that delivers (S89), no report of the
advice point that the municipality never heard of without a signal (S88), no case of a neighbourhood team that the CJG
does not know of (S84). `persoon` is empty only as long as nobody knows which child it is: a call, or a crisis.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from jeugdregio.gebruikers.values import Rol
from jeugdregio.toegang.begeleiding import (
    GI_CATEGORIEEN,
    Functie,
    Gebied,
    Oordeel,
    Plek,
    Signaalsoort,
    Stap,
    Trede,
    Uitkomst,
)
from jeugdregio.toegang.kanalen import ALLE

ROLLEN = (Rol.TOEGANG, Rol.TOEGANG_GEHEIM, Rol.TOETSER)
OPEN = ("ontvangen", "in_onderzoek", "klaar_voor_besluit")
_KIND = Q(persoon__isnull=True) | Q(persoon__regex="^[0-9a-f]{64}$")
_GEMEENTE = Q(gemeente__regex="^[0-9]{4}$")


class Oproep(models.Model):
    """
    One row per call to the central number for crisis and reports (S87); of who took it and of the child's municipality.

    Both exits can be taken, each with its moment and who took over. No name: what the other end needs is said by
    phone. `terug` is a number to call back on.
    """

    partijen: ClassVar = ("van", "gemeente")
    schrijvers: ClassVar = ("van", "gemeente")
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True

    class Beller(models.TextChoices):
        OUDER = "ouder", "Ouder of verzorger"
        JEUGDIGE = "jeugdige", "Jeugdige"
        SCHOOL = "school", "School of opvang"
        ARTS = "arts", "Huisarts of andere arts"
        POLITIE = "politie", "Politie"
        HULPVERLENER = "hulpverlener", "Hulpverlener"
        OMSTANDER = "omstander", "Buur, familie of iemand anders"

    van = models.CharField(max_length=4, help_text="gemeente van wie opnam")
    gemeente = models.CharField(max_length=4, blank=True, help_text="gemeente waar de jeugdige is")
    lid_id = models.BigIntegerField(null=True)
    persoon = models.CharField(max_length=64, null=True)  # noqa: DJ001 null is not known; an empty key would match
    beller = models.CharField(max_length=12, choices=Beller)
    terug = models.CharField(max_length=20, blank=True)
    situatie = models.CharField(max_length=400)
    gevaar = models.BooleanField(default=False, help_text="er is nu gevaar: 112 gaat voor")
    gebeld_op = models.DateTimeField()
    door = models.CharField(max_length=150)
    adviespunt_op = models.DateTimeField(null=True)
    adviespunt_wie = models.CharField(max_length=100, blank=True)
    crisisdienst_op = models.DateTimeField(null=True)
    crisisdienst_wie = models.CharField(max_length=100, blank=True)
    afgerond_op = models.DateTimeField(null=True)
    uitkomst = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="oproep_persoon_is_hash", condition=_KIND),
            models.CheckConstraint(
                name="oproep_overgenomen_door_iemand",
                condition=(Q(adviespunt_op__isnull=True) | ~Q(adviespunt_wie=""))
                & (Q(crisisdienst_op__isnull=True) | ~Q(crisisdienst_wie="")),
            ),
            models.CheckConstraint(
                name="oproep_rond_met_uitgang_of_uitkomst",
                condition=Q(afgerond_op__isnull=True)
                | Q(adviespunt_op__isnull=False)
                | Q(crisisdienst_op__isnull=False)
                | ~Q(uitkomst=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "gebeld_op"], name="oproep_gemeente")]


class Aanmelding(models.Model):
    """
    One row per question of a child at its municipality, however it came (`kanalen`).

    `bericht_id` and `nr` are the request of a provider it was taken from: then nothing was typed twice. `gi` is the
    certified institution of a measure, that decides and never delivers. `uiterlijk` moves when a term is suspended.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = {"persoon": "persoon", "gezin": "gezin_id"}
    vernietigbaar: ClassVar = True

    class Stand(models.TextChoices):
        ONTVANGEN = "ontvangen", "Ontvangen"
        IN_ONDERZOEK = "in_onderzoek", "In onderzoek"
        KLAAR_VOOR_BESLUIT = "klaar_voor_besluit", "Klaar voor besluit"
        AFGEROND = "afgerond", "Afgerond"
        INGETROKKEN = "ingetrokken", "Ingetrokken"
        DOORGESTUURD = "doorgestuurd", "Doorgestuurd"

    class Onderwerp(models.TextChoices):
        OPVOEDEN = "opvoeden", "Opvoeden en opgroeien"
        PSYCHISCH = "psychisch", "Psychische klachten"
        BEPERKING = "beperking", "Leven met een beperking"
        VERBLIJF = "verblijf", "Ergens anders wonen"
        VEILIGHEID = "veiligheid", "Veiligheid"
        LEREN = "leren", "Ernstige dyslexie"
        VERVOER = "vervoer", "Vervoer naar hulp"

    class Maatregel(models.TextChoices):
        OTS = "ots", "Ondertoezichtstelling"
        VOOGDIJ = "voogdij", "Voogdij"
        RECLASSERING = "reclassering", "Jeugdreclassering"

    class Team(models.TextChoices):
        CJG = "cjg", "CJG-team"
        SWT = "swt", "Sociaal wijkteam"

    gemeente = models.CharField(max_length=4)
    gezin_id = models.BigIntegerField(null=True)
    lid_id = models.BigIntegerField(null=True)
    persoon = models.CharField(max_length=64, null=True)  # noqa: DJ001 null is not known; an empty key would match
    kanaal = models.CharField(max_length=10, choices=[(one.code, one.naam) for one in ALLE])
    onderwerp = models.CharField(max_length=10, choices=Onderwerp)
    vraag = models.CharField(max_length=1000)
    stand = models.CharField(max_length=18, choices=Stand, default=Stand.ONTVANGEN)
    stand_op = models.DateTimeField()
    ontvangen_op = models.DateTimeField()
    uiterlijk = models.DateField()
    uiterlijk_bron = models.CharField(max_length=200)
    team = models.CharField(max_length=3, choices=Team, default=Team.CJG)
    behandelaar = models.BigIntegerField(null=True, help_text="account van de medewerker")
    bewijs = models.CharField(max_length=20, blank=True)
    bewijs_datum = models.DateField(null=True)
    bewijs_kenmerk = models.CharField(max_length=60, blank=True)
    verwijzer_type = models.CharField(max_length=2, blank=True)
    verwijzer = models.CharField(max_length=64, blank=True)
    maatregel = models.CharField(max_length=12, choices=Maatregel, blank=True)
    gi = models.CharField(max_length=8, blank=True)
    oproep = models.ForeignKey(Oproep, models.PROTECT, null=True, related_name="aanmeldingen")
    bericht_id = models.BigIntegerField(null=True)
    nr = models.IntegerField(null=True)
    aanbieder = models.CharField(max_length=8, blank=True, help_text="gewenste aanbieder")
    gewenst = models.CharField(max_length=2, blank=True, help_text="gewenste productcategorie")
    plek = models.CharField(max_length=12, choices=Plek, blank=True)
    signalen = ArrayField(models.CharField(max_length=5, choices=Signaalsoort), default=list)
    naar = models.CharField(max_length=4, blank=True, help_text="gemeente waarnaar is doorgestuurd")
    reden = models.CharField(max_length=500, blank=True)
    afgerond_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="aanmelding_persoon_is_hash", condition=_KIND & _GEMEENTE),
            models.CheckConstraint(
                name="aanmelding_zonder_kind_alleen_crisis",
                condition=Q(persoon__isnull=False) | Q(kanaal="crisis") & ~Q(stand__in=["klaar_voor_besluit"]),
            ),
            models.UniqueConstraint(
                "gemeente", "persoon", "onderwerp", condition=Q(stand__in=OPEN), name="aanmelding_een_open_per_vraag"
            ),
            models.UniqueConstraint("gemeente", "bericht_id", "nr", name="aanmelding_een_per_verzoek"),
            models.CheckConstraint(
                name="aanmelding_bewijs_past_bij_kanaal",
                condition=~Q(bericht_id__isnull=True)
                | Q(kanaal="eigen")
                | ~Q(bewijs="") & Q(bewijs_datum__isnull=False),
            ),
            models.CheckConstraint(
                name="aanmelding_maatregel_met_gi",
                condition=Q(kanaal="maatregel") & ~Q(maatregel="") & ~Q(gi="")
                | ~Q(kanaal="maatregel") & Q(maatregel="", gi=""),
            ),
            models.CheckConstraint(
                name="aanmelding_gi_levert_niet",
                condition=Q(gi="") | Q(aanbieder="") | Q(gewenst__in=GI_CATEGORIEEN) | ~Q(aanbieder=F("gi")),
            ),
            models.CheckConstraint(
                name="aanmelding_doorgestuurd_naar_een_ander",
                condition=Q(stand="doorgestuurd") & ~Q(naar="") & ~Q(naar=F("gemeente"))
                | ~Q(stand="doorgestuurd") & Q(naar=""),
            ),
            models.CheckConstraint(
                name="aanmelding_rond_met_moment",
                condition=Q(stand__in=OPEN, afgerond_op__isnull=True)
                | ~Q(stand__in=OPEN) & Q(afgerond_op__isnull=False),
            ),
            models.CheckConstraint(
                name="aanmelding_gestopt_met_reden",
                condition=~Q(stand__in=["ingetrokken", "doorgestuurd"]) | ~Q(reden=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gemeente", "uiterlijk"], condition=Q(stand__in=OPEN), name="aanmelding_open"),
            models.Index(fields=["gemeente", "persoon"], name="aanmelding_kind"),
        ]


class _VanAanmelding(models.Model):
    """What belongs to one application: of the same municipality and child (a trigger fills in `persoon`)."""

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64, null=True)  # noqa: DJ001
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True

    class Meta:
        abstract = True


class Gebiedsoordeel(_VanAanmelding):
    """One row per area of an application: what was found, or that it was not talked about (S83)."""

    aanmelding = models.ForeignKey(Aanmelding, models.CASCADE, related_name="gebieden")
    gebied = models.CharField(max_length=12, choices=Gebied)
    oordeel = models.CharField(max_length=14, choices=Oordeel)
    toelichting = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanmelding", "gebied", name="gebiedsoordeel_een_per_gebied"),
            models.CheckConstraint(
                name="gebiedsoordeel_zorg_met_woorden", condition=~Q(oordeel="zorg") | ~Q(toelichting="")
            ),
        ]


class Stapuitkomst(_VanAanmelding):
    """One row per step of an application, with how it ended and which level of support it came to (S79)."""

    aanmelding = models.ForeignKey(Aanmelding, models.CASCADE, related_name="stappen")
    stap = models.CharField(max_length=1, choices=Stap)
    uitkomst = models.CharField(max_length=6, choices=Uitkomst)
    trede = models.SmallIntegerField(choices=Trede)
    toelichting = models.CharField(max_length=600)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanmelding", "stap", name="stapuitkomst_een_per_stap"),
            models.CheckConstraint(
                name="stapuitkomst_trede_past",
                condition=Q(stap="a", trede__in=[2, 3])
                | Q(stap="b", trede__in=[1, 4])
                | Q(stap="c", trede__in=[5, 6], uitkomst__in=["genoeg", "deels"]),
            ),
            models.CheckConstraint(name="stapuitkomst_met_woorden", condition=~Q(toelichting="")),
        ]


class Plaatsingsoptie(_VanAanmelding):
    """One row per place to live that was looked at, whether it can be, and why (S90)."""

    aanmelding = models.ForeignKey(Aanmelding, models.CASCADE, related_name="opties")
    plek = models.CharField(max_length=12, choices=Plek)
    past = models.BooleanField()
    toelichting = models.CharField(max_length=600)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanmelding", "plek", name="plaatsingsoptie_een_per_plek"),
            models.CheckConstraint(name="plaatsingsoptie_met_woorden", condition=~Q(toelichting="")),
        ]


class Ondertekening(_VanAanmelding):
    """One row per person who agreed to the application: `lid_id` of the family, how, and by which article."""

    class Wijze(models.TextChoices):
        MONDELING = "mondeling", "Mondeling, in een gesprek"
        SCHRIFTELIJK = "schriftelijk", "Met een handtekening"
        WEIGERT = "weigert", "Gaat niet akkoord"

    aanmelding = models.ForeignKey(Aanmelding, models.CASCADE, related_name="ondertekeningen")
    lid_id = models.BigIntegerField()
    wijze = models.CharField(max_length=12, choices=Wijze)
    grond = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanmelding", "lid_id", name="ondertekening_een_per_mens"),
        ]


class Teamoverleg(_VanAanmelding):
    """
    One row per notice or question between the neighbourhood team and the CJG (S84); an answer is written in it.

    A notice is made by the database as soon as the neighbourhood team has a case, so none is unknown at the CJG.
    """

    class Soort(models.TextChoices):
        MELDING = "melding", "Melding aan het CJG"
        CONSULT = "consult", "Vraag om raad"

    aanmelding = models.ForeignKey(Aanmelding, models.CASCADE, related_name="overleg")
    soort = models.CharField(max_length=8, choices=Soort)
    vraag = models.CharField(max_length=1000, blank=True)
    antwoord = models.CharField(max_length=1000, blank=True)
    beantwoord_op = models.DateTimeField(null=True)
    beantwoord_door = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "aanmelding", condition=Q(soort="melding"), name="teamoverleg_een_melding"
            ),
            models.CheckConstraint(name="teamoverleg_consult_met_vraag", condition=Q(soort="melding") | ~Q(vraag="")),
            models.CheckConstraint(
                name="teamoverleg_antwoord_van_iemand",
                condition=Q(beantwoord_op__isnull=True, antwoord="")
                | Q(beantwoord_op__isnull=False) & ~Q(beantwoord_door=""),
            ),
        ]


class Meldaanwijzing(models.Model):
    """A municipality appoints a provider that may report to the Raad itself, in a period (S88; 004 §2.9)."""

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    vanaf = models.DateField()
    tot = models.DateField(null=True)
    grond = models.CharField(max_length=200, help_text="het besluit")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanbieder", "vanaf", name="meldaanwijzing_een_keer"),
            models.CheckConstraint(
                name="meldaanwijzing_in_volgorde", condition=Q(tot__isnull=True) | Q(tot__gt=F("vanaf"))
            ),
        ]


class Raadsmelding(models.Model):
    """
    One row per report to the Raad voor de Kinderbescherming (S88), by the municipality or by who may do so as well.

    `bekend_op` is the day the reporter told the municipality; empty is that it never did. What the advice point did
    not tell becomes a `Signaal` in the same statement.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = {"persoon": "persoon", "gezin": "gezin_id"}
    vernietigbaar: ClassVar = True

    class Melder(models.TextChoices):
        GEMEENTE = "gemeente", "De gemeente"
        AANBIEDER = "aanbieder", "Aangewezen aanbieder"
        ADVIESPUNT = "adviespunt", "Veilig Thuis (adviespunt)"

    gemeente = models.CharField(max_length=4)
    gezin_id = models.BigIntegerField(null=True)
    lid_id = models.BigIntegerField(null=True)
    persoon = models.CharField(max_length=64, null=True)  # noqa: DJ001
    melder = models.CharField(max_length=10, choices=Melder)
    aanbieder = models.CharField(max_length=8, blank=True)
    gemeld_op = models.DateField()
    bekend_op = models.DateField(null=True)
    gehoord = models.CharField(max_length=200, blank=True, help_text="van wie de gemeente het hoorde")
    kenmerk = models.CharField(max_length=60, blank=True)
    zorgen = models.CharField(max_length=600)
    door = models.CharField(max_length=150)
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="raadsmelding_persoon_is_hash", condition=_KIND & _GEMEENTE),
            models.CheckConstraint(
                name="raadsmelding_aanbieder_bij_naam",
                condition=Q(melder="aanbieder") & ~Q(aanbieder="") | ~Q(melder="aanbieder") & Q(aanbieder=""),
            ),
            models.CheckConstraint(
                name="raadsmelding_eigen_is_bekend", condition=~Q(melder="gemeente") | Q(bekend_op__isnull=False)
            ),
            models.CheckConstraint(
                name="raadsmelding_zonder_kennisgeving_van_iemand_gehoord",
                condition=Q(bekend_op__isnull=False) | ~Q(gehoord=""),
            ),
            models.CheckConstraint(
                name="raadsmelding_bekend_na_melding",
                condition=Q(bekend_op__isnull=True) | Q(bekend_op__gte=F("gemeld_op")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["gemeente", "gemeld_op"], name="raadsmelding_gemeente")]


class Signaal(models.Model):
    """One row per report that the municipality should have been told of and was not; never goes, only is dealt with."""

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    alleen_rollen: ClassVar = ROLLEN
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    vernietigbaar: ClassVar = True

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64, null=True)  # noqa: DJ001
    raadsmelding = models.ForeignKey(Raadsmelding, models.CASCADE, related_name="signalen")
    ontstaan_op = models.DateTimeField()
    afgehandeld_op = models.DateTimeField(null=True)
    afgehandeld_door = models.CharField(max_length=150, blank=True)
    wat_gedaan = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "raadsmelding", name="signaal_een_per_melding"),
            models.CheckConstraint(
                name="signaal_afgehandeld_door_iemand",
                condition=Q(afgehandeld_op__isnull=True, wat_gedaan="")
                | Q(afgehandeld_op__isnull=False) & ~Q(afgehandeld_door="") & ~Q(wat_gedaan=""),
            ),
        ]


class Basisfunctie(models.Model):
    """One row per municipality and basic function: who carries it out (S93); set-up differs, the five do not."""

    partijen: ClassVar = ("gemeenten", "regio")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    functie = models.SmallIntegerField(choices=Functie)
    uitvoerder = models.CharField(max_length=120)
    toelichting = models.CharField(max_length=300, blank=True)
    bijgewerkt_op = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "functie", name="basisfunctie_een_per_gemeente"),
            models.CheckConstraint(name="basisfunctie_met_uitvoerder", condition=~Q(uitvoerder="")),
            models.CheckConstraint(name="basisfunctie_van_de_vijf", condition=Q(functie__range=(1, 5))),
        ]
