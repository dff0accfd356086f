# SPDX-License-Identifier: EUPL-1.2
"""What someone asks about the own file: to see it, a copy, a correction, that it is destroyed (AVG 15 to 17)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from jeugdregio.gebruikers.values import Rol

MENSEN = (Rol.TOEGANG, Rol.TOEGANG_GEHEIM)
EEN_PERSOON = Q(persoon__regex="^[0-9a-f]{64}$")


class Verzoeksoort(models.TextChoices):
    """What is asked."""

    INZAGE = "inzage", "Inzage in het dossier"
    AFSCHRIFT = "afschrift", "Afschrift van het dossier"
    CORRECTIE = "correctie", "Verbetering van wat niet klopt"
    VERNIETIGING = "vernietiging", "Vernietiging van gegevens"


class Hoedanigheid(models.TextChoices):
    """As what someone asks; the decision table is in `bevoegd`."""

    JEUGDIGE = "jeugdige", "De jeugdige zelf"
    OUDER = "ouder", "Ouder met gezag"
    OUDER_ZONDER = "ouder_zonder", "Ouder zonder gezag"
    VOOGD = "voogd", "Voogd, ook een GI met voogdij"
    GEMACHTIGDE = "gemachtigde", "Gemachtigde of advocaat"
    ANDER = "ander", "Iemand anders"


class Beslissing(models.TextChoices):
    """What became of it."""

    OPEN = "", "Nog niet beslist"
    TOEGEWEZEN = "toegewezen", "Toegewezen"
    DEELS = "deels", "Deels toegewezen"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    NIET_BEVOEGD = "niet_bevoegd", "Niet in behandeling: mag dit niet vragen"


class Rechtsverzoek(models.Model):
    """
    One row per request. `uiterlijk` is a month after it came (AVG 12(3)), or two months later once it was extended.

    `bevoegdheid` says why whoever asks may ask this, or may not, with the article. `vorige` is the request that this
    one opens again (W7). Decided once, with reasons; papers that come later are `Nagekomen`.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    alleen_rollen: ClassVar = MENSEN

    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    kind = models.BigIntegerField(null=True, help_text="waaronder de pagina van de jeugdige te vinden is")
    soort = models.CharField(max_length=12, choices=Verzoeksoort)
    aanvrager = models.CharField(max_length=120)
    hoedanigheid = models.CharField(max_length=12, choices=Hoedanigheid)
    bevoegd = models.BooleanField()
    bevoegdheid = models.CharField(max_length=300)
    vraag = models.CharField(max_length=1000)
    ontvangen_op = models.DateField()
    uiterlijk = models.DateField()
    verlengd_op = models.DateField(null=True)
    verlenging_reden = models.CharField(max_length=400, blank=True)
    vorige = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    beslissing = models.CharField(max_length=12, choices=Beslissing, blank=True)
    beslist_op = models.DateField(null=True)
    redenen = models.CharField(max_length=1000, blank=True)
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["uiterlijk", "id"]
        indexes: ClassVar = [models.Index(fields=["gemeente", "persoon"], name="rechtsverzoek_persoon")]
        constraints: ClassVar = [
            models.CheckConstraint(name="rechtsverzoek_persoon_is_hash", condition=EEN_PERSOON),
            models.CheckConstraint(
                name="rechtsverzoek_beslist_met_redenen",
                condition=Q(beslissing="", beslist_op__isnull=True, redenen="")
                | (~Q(beslissing="") & Q(beslist_op__isnull=False) & ~Q(redenen="")),
            ),
            models.CheckConstraint(
                name="rechtsverzoek_beslist_na_ontvangst",
                condition=Q(beslist_op__isnull=True) | Q(beslist_op__gte=F("ontvangen_op")),
            ),
            models.CheckConstraint(
                name="rechtsverzoek_onbevoegd_krijgt_niets",
                condition=Q(bevoegd=True) | ~Q(beslissing__in=["toegewezen", "deels"]),
            ),
            models.CheckConstraint(
                name="rechtsverzoek_verlengd_met_reden",
                condition=Q(verlengd_op__isnull=True, verlenging_reden="")
                | (Q(verlengd_op__isnull=False) & ~Q(verlenging_reden="")),
            ),
            models.CheckConstraint(
                name="rechtsverzoek_met_vraag", condition=~Q(vraag="") & ~Q(aanvrager="") & ~Q(bevoegdheid="")
            ),
        ]


class Correctie(models.Model):
    """
    One row per thing that someone says is wrong. What stood there stays to be read beside what came; only adds.

    `nieuw` is empty when it was not changed: then `verklaring` of whoever asked is added to the file instead.
    """

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    alleen_rollen: ClassVar = MENSEN
    zonder_geschiedenis: ClassVar = "alleen erbij"

    verzoek = models.ForeignKey(Rechtsverzoek, models.PROTECT, related_name="correcties")
    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    gegeven = models.CharField(max_length=120)
    oud = models.CharField(max_length=500)
    nieuw = models.CharField(max_length=500, blank=True)
    verklaring = models.CharField(max_length=1000, blank=True)
    gezet_op = models.DateTimeField()
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["gezet_op", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="correctie_nieuw_of_een_verklaring",
                condition=(~Q(nieuw="") | ~Q(verklaring="")) & ~Q(gegeven="") & ~Q(oud=""),
            ),
            models.CheckConstraint(name="correctie_persoon_is_hash", condition=EEN_PERSOON),
        ]


class Nagekomen(models.Model):
    """One row per paper that came after a request was decided: it is taken in and says what was done with it (W7)."""

    partijen: ClassVar = ("gemeente",)
    schrijvers: ClassVar = ("gemeente",)
    vernietigbaar: ClassVar = True
    over_kinderen: ClassVar = True
    afgeschermd_door: ClassVar = {"persoon": "persoon"}
    alleen_rollen: ClassVar = MENSEN
    zonder_geschiedenis: ClassVar = "alleen erbij"

    verzoek = models.ForeignKey(Rechtsverzoek, models.PROTECT, related_name="nagekomen")
    gemeente = models.CharField(max_length=4)
    persoon = models.CharField(max_length=64)
    ontvangen_op = models.DateField()
    wat = models.CharField(max_length=300)
    gevolg = models.CharField(max_length=300)
    gezet_op = models.DateTimeField()
    door = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar = ["ontvangen_op", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="nagekomen_met_gevolg", condition=~Q(wat="") & ~Q(gevolg="")),
            models.CheckConstraint(name="nagekomen_persoon_is_hash", condition=EEN_PERSOON),
        ]
