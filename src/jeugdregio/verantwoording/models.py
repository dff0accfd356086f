# SPDX-License-Identifier: EUPL-1.2
"""
Material control of a municipality: a plan per year, controls with their steps, and samples of lines.

Source: Regeling Jeugdwet 6b.1-6b.7. Triggers (migration 0002) keep the order of the steps and let nobody judge a line
before the detail control began.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Controleplan(models.Model):
    """
    One row per municipality and year: the goal of material control and the general plan, public once published (6b.4).

    What was published stays as it is.
    """

    partijen: ClassVar = ("gemeente", "gepubliceerd")
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    jaar = models.SmallIntegerField()
    doel = models.CharField(max_length=1000)
    plan = models.CharField(max_length=4000)
    gepubliceerd_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "jaar", name="controleplan_een_per_jaar"),
            models.CheckConstraint(
                name="controleplan_met_doel_en_plan", condition=Q(jaar__gte=2015) & ~Q(doel="") & ~Q(plan="")
            ),
        ]


class Controle(models.Model):
    """
    One row per control of what was paid for help on days in [begin, tot); `aanbieder` empty: of all providers.

    Closed with an outcome (`uitkomst`), for good.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    plan = models.ForeignKey(Controleplan, models.PROTECT, related_name="controles")
    aanbieder = models.CharField(max_length=8, blank=True)
    begin = models.DateField()
    tot = models.DateField()
    aanleiding = models.CharField(max_length=1000)
    door = models.CharField(max_length=150)
    begonnen_op = models.DateTimeField()
    gesloten_op = models.DateTimeField(null=True)
    uitkomst = models.CharField(max_length=2000, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="controle_periode_en_aanleiding", condition=Q(begin__lt=F("tot")) & ~Q(aanleiding="")
            ),
            models.CheckConstraint(
                name="controle_dicht_met_uitkomst",
                condition=Q(gesloten_op=None, uitkomst="")
                | Q(gesloten_op__isnull=False, gesloten_op__gte=F("begonnen_op")) & ~Q(uitkomst=""),
            ),
        ]


class Controlestap(models.Model):
    """One row per step of a control (`values.STAPPEN`), each once; the provider can answer until `uiterlijk`."""

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    zonder_geschiedenis: ClassVar = "een stap wordt nooit gewijzigd"

    gemeente = models.CharField(max_length=4)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="stappen")
    code = models.CharField(max_length=16)
    gezet_op = models.DateTimeField()
    tekst = models.CharField(max_length=2000)
    uiterlijk = models.DateField(null=True)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "controle", "code", name="controlestap_een_keer"),
            models.CheckConstraint(
                name="controlestap_tekst_en_dag",
                condition=~Q(tekst="") & (Q(code="voornemen", uiterlijk__isnull=False) | Q(uiterlijk=None)),
            ),
        ]


class Steekproef(models.Model):
    """
    One row per sample: from how many lines and cents it was drawn, the SHA-256 of those, and the seed.

    With the same lines and the same seed the same sample comes out (`steekproef.TREK`).
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    zonder_geschiedenis: ClassVar = "een steekproef wordt nooit gewijzigd"

    gemeente = models.CharField(max_length=4)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="steekproeven")
    methode = models.CharField(max_length=11)
    zaad = models.CharField(max_length=40)
    omvang = models.IntegerField()
    aantal = models.IntegerField()
    bedrag_cent = models.BigIntegerField()
    sha256 = models.BinaryField(max_length=32)
    door = models.CharField(max_length=150)
    getrokken_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "controle", name="steekproef_een_per_controle"),
            models.CheckConstraint(
                name="steekproef_omvang_en_methode",
                condition=Q(omvang__gt=0, omvang__lte=500, aantal__gt=0, bedrag_cent__gt=0)
                & Q(methode__in=("aselect", "geldgewogen"))
                & ~Q(zaad=""),
            ),
        ]


class Steekproefregel(models.Model):
    """
    One row per line of a claim in a sample, with what the control found; amounts in cents.

    A judgement can be made anew until the control is closed; the history keeps the earlier one.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"regel": ("bericht_id", "nr")}
    vernietigbaar: ClassVar = True

    gemeente = models.CharField(max_length=4)
    steekproef = models.ForeignKey(Steekproef, models.PROTECT, related_name="regels")
    volgnr = models.IntegerField()
    aanbieder = models.CharField(max_length=8)
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    referentie = models.CharField(max_length=20)
    bedrag_cent = models.BigIntegerField()
    trekkingen = models.IntegerField()
    oordeel = models.CharField(max_length=8, blank=True, db_default="")
    fout_cent = models.BigIntegerField(db_default=0)
    toelichting = models.CharField(max_length=500, blank=True, db_default="")
    beoordeeld_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["volgnr"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "steekproef", "volgnr", name="steekproefregel_een_plek"),
            models.UniqueConstraint("gemeente", "steekproef", "bericht_id", "nr", name="steekproefregel_een_keer"),
            models.CheckConstraint(
                name="steekproefregel_oordeel_en_bedrag",
                condition=Q(oordeel="onjuist", fout_cent__gt=0, fout_cent__lte=F("bedrag_cent")) & ~Q(toelichting="")
                | Q(oordeel__in=("", "juist", "onbekend"), fout_cent=0),
            ),
            models.CheckConstraint(
                name="steekproefregel_bedrag_en_trekkingen", condition=Q(bedrag_cent__gt=0, trekkingen__gt=0)
            ),
        ]


class Controlebevinding(models.Model):
    """
    One row per line that a closed control found wrong, told to its provider, which credits it before `uiterlijk`.

    Not credited by then, what was wrong is claimed, once, by another person than who told it; credited after all, that
    is taken back, once. Both are bookings with this row as cause; the processing of the region reads it to count them.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "verwerking")
    schrijvers: ClassVar = ("gemeente",)
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"regel": ("bericht_id", "nr")}
    vernietigbaar: ClassVar = True

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    controle = models.ForeignKey(Controle, models.PROTECT, related_name="bevindingen")
    bericht_id = models.BigIntegerField()
    nr = models.IntegerField()
    referentie = models.CharField(max_length=20)
    bedrag_cent = models.BigIntegerField()
    fout_cent = models.BigIntegerField()
    toelichting = models.CharField(max_length=500)
    gemeld_op = models.DateTimeField()
    gemeld_door = models.CharField(max_length=150)
    uiterlijk = models.DateField()
    gevorderd_op = models.DateTimeField(null=True)
    gevorderd_door = models.CharField(max_length=150, blank=True, db_default="")
    hersteld_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # A line is claimed back once, in whichever control it was found.
            models.UniqueConstraint("gemeente", "bericht_id", "nr", name="controlebevinding_een_keer"),
            models.CheckConstraint(
                name="controlebevinding_bedrag", condition=Q(fout_cent__gt=0, fout_cent__lte=F("bedrag_cent"))
            ),
            models.CheckConstraint(
                name="controlebevinding_vier_ogen",
                condition=Q(gevorderd_op=None, gevorderd_door="", hersteld_op=None)
                | Q(gevorderd_op__isnull=False) & ~Q(gevorderd_door="") & ~Q(gevorderd_door=F("gemeld_door")),
            ),
        ]


class Controleprotocol(models.Model):
    """
    One row per municipality, year and provider (empty: every other one): until when, from which amount, and how much
    may be wrong (in thousandths of what was granted). `bron` says where it was agreed, `zekerheid` how sure that is.
    """

    partijen: ClassVar = ("iedereen",)
    schrijvers: ClassVar = ("gemeente",)

    gemeente = models.CharField(max_length=4)
    jaar = models.SmallIntegerField()
    aanbieder = models.CharField(max_length=8, blank=True, db_default="")
    grens_cent = models.BigIntegerField()
    fout_promille = models.SmallIntegerField()
    onzeker_promille = models.SmallIntegerField()
    reageren_voor = models.DateField()
    verklaring_voor = models.DateField()
    antwoord_dagen = models.SmallIntegerField()
    bron = models.CharField(max_length=300)
    zekerheid = models.CharField(max_length=7)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "jaar", "aanbieder", name="controleprotocol_een_keer"),
            models.CheckConstraint(
                name="controleprotocol_grenzen",
                condition=Q(jaar__gte=2015, grens_cent__gte=0, antwoord_dagen__gte=1)
                & Q(fout_promille__gte=0, fout_promille__lte=1000)
                & Q(onzeker_promille__gte=0, onzeker_promille__lte=1000),
            ),
            models.CheckConstraint(
                name="controleprotocol_met_bron", condition=Q(zekerheid__in=("bron", "aanname")) & ~Q(bron="")
            ),
        ]


class Productieverantwoording(models.Model):
    """
    One row per edition of what a provider did for a municipality in a year, as booked up to and including a month.

    Figures never change: when the ledger moved there is a next edition, and this one is replaced. `sha256` is of its
    lines. Amounts in cents; `clienten` counts those with help in the year itself.
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "regio")
    schrijvers: ClassVar = ("gemeente", "aanbieder", "verwerking")

    class Stand(models.TextChoices):
        VOORGELEGD = "voorgelegd", "wacht op de aanbieder"
        BEVESTIGD = "bevestigd", "bevestigd door de aanbieder"
        BETWIST = "betwist", "betwist, wacht op de gemeente"
        BEANTWOORD = "beantwoord", "beantwoord door de gemeente"
        VASTGESTELD = "vastgesteld", "vastgesteld"
        VERVANGEN = "vervangen", "vervangen door een volgende editie"

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    jaar = models.SmallIntegerField()
    editie = models.SmallIntegerField()
    tot_en_met = models.DateField(help_text="eerste dag van de laatste boekmaand die meetelt")
    stand = models.CharField(max_length=11, choices=Stand, default=Stand.VOORGELEGD)
    totaal_cent = models.BigIntegerField()
    productie_cent = models.BigIntegerField()
    eerder_cent = models.BigIntegerField(help_text="in dit jaar geboekt over eerdere jaren")
    overig_cent = models.BigIntegerField(help_text="kosten die niet uit declaraties komen")
    clienten = models.IntegerField()
    betaald_cent = models.BigIntegerField()
    voorschot_cent = models.BigIntegerField(help_text="in dit jaar als voorschot toegekend")
    voorschot_over_cent = models.BigIntegerField()
    open_cent = models.BigIntegerField(help_text="nog te betalen na deze maand")
    sha256 = models.CharField(max_length=64)
    opgesteld_op = models.DateTimeField()
    reageren_voor = models.DateField()
    bevestigd_op = models.DateTimeField(null=True)
    vastgesteld_op = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "aanbieder", "jaar", "editie", name="productieverantwoording_editie"),
            models.UniqueConstraint(
                "gemeente",
                "aanbieder",
                "jaar",
                condition=~Q(stand="vervangen"),
                name="productieverantwoording_een_geldige",
            ),
            models.CheckConstraint(
                name="productieverantwoording_telt_op",
                condition=Q(totaal_cent=F("productie_cent") + F("eerder_cent") + F("overig_cent")),
            ),
            models.CheckConstraint(
                name="productieverantwoording_maand_in_jaar",
                condition=Q(tot_en_met__day=1, tot_en_met__year=F("jaar"), editie__gte=1),
            ),
            models.CheckConstraint(
                name="productieverantwoording_stand_past",
                condition=(~Q(stand="bevestigd") | Q(bevestigd_op__isnull=False))
                & (~Q(stand="vastgesteld") | Q(vastgesteld_op__isnull=False))
                & (Q(vastgesteld_op=None) | Q(stand__in=("vastgesteld", "vervangen"))),
            ),
        ]


class Productieregel(models.Model):
    """
    One row per kind, year of care, product and unit of a statement; volume and cents with their sign.

    `soort`: `productie` (care of this year), `eerder` (of earlier years) or `overig` (no claim; `oorzaak` says what).
    """

    partijen: ClassVar = ("gemeente", "aanbieder", "verwerking")
    schrijvers: ClassVar = ("verwerking",)
    zonder_geschiedenis: ClassVar = "een regel wordt nooit gewijzigd"

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    verantwoording = models.ForeignKey(Productieverantwoording, models.PROTECT, related_name="regels")
    volgnr = models.IntegerField()
    soort = models.CharField(max_length=9)
    dienstjaar = models.SmallIntegerField()
    oorzaak = models.CharField(max_length=12, blank=True)
    categorie = models.CharField(max_length=2, blank=True)
    code = models.CharField(max_length=5, blank=True)
    eenheid = models.CharField(max_length=2, blank=True)
    clienten = models.IntegerField()
    volume = models.BigIntegerField()
    bedrag_cent = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["volgnr"]
        constraints: ClassVar = [
            models.UniqueConstraint("gemeente", "verantwoording", "volgnr", name="productieregel_een_plek"),
            models.CheckConstraint(
                name="productieregel_soort", condition=Q(soort__in=("productie", "eerder", "overig"))
            ),
        ]


class Betwisting(models.Model):
    """
    One row per line that a provider does not agree with, or (`regel` empty) something it misses; answered once.

    `eigen_cent` is what the amount should be.
    """

    partijen: ClassVar = ("gemeente", "aanbieder")
    schrijvers: ClassVar = ("gemeente", "aanbieder")

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    verantwoording = models.ForeignKey(Productieverantwoording, models.PROTECT, related_name="betwistingen")
    regel = models.ForeignKey(Productieregel, models.PROTECT, null=True, related_name="betwistingen")
    reden = models.CharField(max_length=1000)
    eigen_cent = models.BigIntegerField()
    betwist_op = models.DateTimeField()
    uiterlijk = models.DateField()
    antwoord = models.CharField(max_length=9, blank=True, db_default="")
    toelichting = models.CharField(max_length=1000, blank=True, db_default="")
    beantwoord_op = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "gemeente", "verantwoording", "regel", condition=Q(antwoord=""), name="betwisting_een_tegelijk"
            ),
            models.CheckConstraint(
                name="betwisting_met_reden_en_antwoord",
                condition=~Q(reden="")
                & (
                    Q(antwoord="", toelichting="", beantwoord_op=None)
                    | Q(antwoord__in=("gegrond", "ongegrond"), beantwoord_op__isnull=False) & ~Q(toelichting="")
                ),
            ),
        ]


class Accountantsverklaring(models.Model):
    """One row per statement of an accountant on an edition: what was wrong or uncertain, in cents; the last counts."""

    partijen: ClassVar = ("gemeente", "aanbieder")
    schrijvers: ClassVar = ("gemeente", "aanbieder")
    zonder_geschiedenis: ClassVar = "een verklaring wordt nooit gewijzigd: een nieuwe telt"

    gemeente = models.CharField(max_length=4)
    aanbieder = models.CharField(max_length=8)
    verantwoording = models.ForeignKey(Productieverantwoording, models.PROTECT, related_name="verklaringen")
    soort = models.CharField(max_length=15)
    accountant = models.CharField(max_length=120)
    afgegeven_op = models.DateField()
    fouten_cent = models.BigIntegerField()
    onzekerheden_cent = models.BigIntegerField()
    vastgelegd_op = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="accountantsverklaring_soort_en_bedragen",
                condition=Q(soort__in=("goedkeurend", "beperking", "oordeelonthouding", "afkeurend", "bestuur"))
                & Q(fouten_cent__gte=0, onzekerheden_cent__gte=0)
                & ~Q(accountant=""),
            ),
        ]
