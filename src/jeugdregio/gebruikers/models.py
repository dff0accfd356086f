# SPDX-License-Identifier: EUPL-1.2
"""
People who log in, what they were appointed to, what their roles may do, and which children they have.

What was decided is never changed: rows are added, and may be ended once, with a reason. Who may write which columns is
in migration 0003.
"""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from jeugdregio.gebruikers.afscherming import AfgeschermdeSleutel as AfgeschermdeSleutel
from jeugdregio.gebruikers.afscherming import Afscherming as Afscherming
from jeugdregio.gebruikers.inlogdienst import Inlogdienst as Inlogdienst
from jeugdregio.gebruikers.inlogdienst import Kladblok as Kladblok
from jeugdregio.gebruikers.inlogdienst import een_organisatie
from jeugdregio.gebruikers.rollen import ROLLEN_VAN, Rol, Soort
from jeugdregio.gebruikers.values import Machtiging

EEN_ORGANISATIE = een_organisatie()
PAST = Q(
    *(~Q(**{soort.value: ""}) & Q(rol__in=[rol.value for rol in rollen]) for soort, rollen in ROLLEN_VAN.items()),
    _connector=Q.OR,
)
ROLKEUZES = [(rol.value, rol.label) for rol in Rol]


class Account(AbstractUser):
    """
    One row per person. Holds no data of children, so before anyone is known it may be read to log someone in.

    `gemeente`, `aanbieder`, `regio`, `vertrouwen`, `praktijk`, `gezinslid`: the organisation that manages this account;
    what someone may do follows from the `Aanstelling`. `sessies`: goes up when every session of this person has to end.
    """

    partijen: ClassVar = ("aanmelden", "ikzelf", "collega", "aangesteld", "regiobeheer")
    schrijvers: ClassVar = ("aanmelden", "ikzelf", "beheerder", "regiobeheer")

    # Rights come from an appointment; Django's own are not there, so nobody can be given any.
    groups = None  # type: ignore[assignment]
    user_permissions = None  # type: ignore[assignment]
    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    regio = models.CharField(max_length=20, blank=True)
    vertrouwen = models.CharField(max_length=20, blank=True, db_default="")
    praktijk = models.CharField(max_length=9, blank=True, db_default="")
    gezinslid = models.CharField(max_length=12, blank=True, db_default="")
    sessies = models.IntegerField(default=0, db_default=0)

    werkt_als: Machtiging | None = None
    """Set per request by the middleware, from the appointment someone works under."""
    kan_werken_als: tuple[Machtiging, ...] = ()
    """Likewise: everything this person may choose from."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="account_hoort_bij_een_organisatie", condition=EEN_ORGANISATIE),
            # Two accounts of one person could confirm each other.
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_een_per_persoon"),
        ]

    @property
    def machtiging(self) -> Machtiging:
        """What the database needs to know about whoever is logged in; only there during a request."""
        assert self.werkt_als is not None, "geen aanstelling: de pagina had niet bereikt mogen worden"
        return self.werkt_als

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """As Django's own, and of another number of `sessies`: a session of before is worth nothing."""
        text = f"{self.password}|{self.sessies}"
        return salted_hmac("jeugdregio.gebruikers.sessie", text, secret=secret, algorithm="sha256").hexdigest()


class Beeindigbaar(models.Model):
    """Something that someone decided, for a half-open period, and that may be ended once, with a reason."""

    periode = DateRangeField()
    reden = models.CharField(max_length=400)
    door = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    gezet_op = models.DateTimeField()
    beeindigd_op = models.DateTimeField(null=True)
    beeindigd_door = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    einde_reden = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_einde_met_reden",
                condition=Q(beeindigd_op__isnull=True, beeindigd_door__isnull=True, einde_reden="")
                | (Q(beeindigd_op__isnull=False) & ~Q(einde_reden="")),
            ),
            models.CheckConstraint(name="%(class)s_met_reden", condition=~Q(reden="") & Q(periode__isempty=False)),
        ]


class Voorgesteld(models.Model):
    """
    Something that one person proposes and another decides on, in its own table; the persons are account numbers.

    The room has its own states, and a constraint: `ANDER_BESLIST`, or one of its own.
    """

    ANDER_BESLIST: ClassVar = Q(stand__in=["voorgesteld", "afgewezen"]) | (
        Q(besloten_door__isnull=False) & ~Q(besloten_door=F("voorgesteld_door"))
    )
    voorgesteld_door = models.BigIntegerField()
    voorgesteld_op = models.DateTimeField()
    besloten_door = models.BigIntegerField(null=True)
    besloten_op = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Aanstelling(Beeindigbaar):
    """
    One row per role that one person has at one organisation during one period. `door` is empty for the installation.

    Worth something from `periode` on until its end, and not after `beeindigd_op`.
    """

    partijen: ClassVar = ("zelf", "collega", "regiobeheer")
    schrijvers: ClassVar = ("beheerder", "regiobeheer")

    account = models.ForeignKey(Account, models.PROTECT, related_name="aanstellingen")
    rol = models.CharField(max_length=20, choices=ROLKEUZES)
    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    regio = models.CharField(max_length=20, blank=True)
    vertrouwen = models.CharField(max_length=20, blank=True, db_default="")
    praktijk = models.CharField(max_length=9, blank=True, db_default="")
    gezinslid = models.CharField(max_length=12, blank=True, db_default="")

    class Meta(Beeindigbaar.Meta):
        constraints: ClassVar = [
            *Beeindigbaar.Meta.constraints,
            models.CheckConstraint(name="aanstelling_bij_een_organisatie", condition=EEN_ORGANISATIE),
            models.CheckConstraint(name="aanstelling_rol_past", condition=PAST),
            # The logs know an organisation by its code alone: a name is never one of a municipality or provider.
            models.CheckConstraint(
                name="aanstelling_vertrouwen_heeft_een_naam",
                condition=Q(vertrouwen="") | Q(vertrouwen__regex=r"^[A-Z][A-Z-]{2,19}$"),
            ),
            models.CheckConstraint(
                name="aanstelling_praktijk_is_v_en_agb", condition=Q(praktijk="") | Q(praktijk__regex=r"^V[0-9]{8}$")
            ),
            models.CheckConstraint(
                name="aanstelling_gezinslid_is_g_en_nummer",
                condition=Q(gezinslid="") | Q(gezinslid__regex=r"^G[1-9][0-9]{0,10}$"),
            ),
            models.CheckConstraint(name="aanstelling_niet_van_jezelf", condition=~Q(door=F("account"))),
            ExclusionConstraint(
                name="aanstelling_een_keer_tegelijk",
                expressions=[
                    ("account", "="),
                    ("rol", "="),
                    ("gemeente", "="),
                    ("aanbieder", "="),
                    ("regio", "="),
                    ("vertrouwen", "="),
                    ("praktijk", "="),
                    ("gezinslid", "="),
                    ("periode", "&&"),
                ],
                condition=Q(beeindigd_op__isnull=True),
            ),
        ]

    @property
    def machtiging(self) -> Machtiging:
        """What this appointment says; its rights are looked up by `queries.herken`."""
        return Machtiging(
            rol=Rol(self.rol),
            gemeente=self.gemeente,
            aanbieder=self.aanbieder,
            regio=self.regio,
            vertrouwen=self.vertrouwen,
            praktijk=self.praktijk,
            gezinslid=self.gezinslid,
            account=self.account_id,
            aanstelling=self.pk,
        )


class Voorstel(models.Model):
    """
    One row per thing that moves money or rights and that one person proposes and another confirms or turns down.

    What was proposed never changes; `sha256` is the fingerprint of `soort`, organisation and `inhoud` (`vier_ogen`).
    """

    partijen: ClassVar = ("collega",)
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("collega",)

    class Besluit(models.TextChoices):
        OPEN = "open", "Wacht op bevestiging"
        BEVESTIGD = "bevestigd", "Bevestigd"
        AFGEWEZEN = "afgewezen", "Afgewezen"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    regio = models.CharField(max_length=20, blank=True)
    vertrouwen = models.CharField(max_length=20, blank=True, db_default="")
    praktijk = models.CharField(max_length=9, blank=True, db_default="")
    gezinslid = models.CharField(max_length=12, blank=True, db_default="")
    soort = models.CharField(max_length=30)
    inhoud = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reden = models.CharField(max_length=400)
    voorgesteld_door = models.ForeignKey(Account, models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField()
    besluit = models.CharField(max_length=12, choices=Besluit, default=Besluit.OPEN)
    besloten_door = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    besloten_op = models.DateTimeField(null=True)
    toelichting = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="voorstel_bij_een_organisatie", condition=EEN_ORGANISATIE),
            models.CheckConstraint(name="voorstel_met_reden", condition=~Q(reden="")),
            models.CheckConstraint(
                name="voorstel_besloten_door_iemand",
                condition=Q(besluit="open", besloten_door__isnull=True, besloten_op__isnull=True)
                | (~Q(besluit="open") & Q(besloten_door__isnull=False, besloten_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="voorstel_vier_ogen",
                condition=~Q(besluit__in=["bevestigd", "afgewezen"]) | ~Q(besloten_door=F("voorgesteld_door")),
            ),
            models.CheckConstraint(
                name="voorstel_ingetrokken_door_maker",
                condition=~Q(besluit="ingetrokken") | Q(besloten_door=F("voorgesteld_door")),
            ),
        ]


class Rechtbesluit(models.Model):
    """
    One row per decision that a role has a right, or has it no longer, from a day on; of two the last one counts.

    No person is in it: everyone may know what a role may do.
    """

    partijen: ClassVar = ("ingelogd",)
    schrijvers: ClassVar = ("regiobeheer",)

    soort = models.CharField(max_length=10, choices=[(soort.value, soort.value) for soort in Soort])
    rol = models.CharField(max_length=20, choices=ROLKEUZES)
    recht = models.CharField(max_length=30, help_text="een waarde van rechten.Recht; een nieuwe vraagt geen migratie")
    toegestaan = models.BooleanField()
    vanaf = models.DateField()
    reden = models.CharField(max_length=400)
    voorstel = models.ForeignKey(Voorstel, models.PROTECT, related_name="+")
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="rechtbesluit_met_reden", condition=~Q(reden=""))]


class Caseload(Beeindigbaar):
    """
    One row per child that one worker of a municipality or provider has, during one period.

    `persoon` is what a child is called where its number may not stand (`core.bsn.persoon_van`).
    """

    partijen: ClassVar = ("gemeente", "aanbieder")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("gemeente", "aanbieder")

    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    persoon = models.CharField(max_length=64)

    class Meta(Beeindigbaar.Meta):
        constraints: ClassVar = [
            *Beeindigbaar.Meta.constraints,
            models.CheckConstraint(
                name="caseload_bij_een_organisatie",
                condition=Q(gemeente="") & ~Q(aanbieder="") | Q(aanbieder="") & ~Q(gemeente=""),
            ),
            models.CheckConstraint(name="caseload_persoon_is_hash", condition=Q(persoon__regex="^[0-9a-f]{64}$")),
            ExclusionConstraint(
                name="caseload_een_keer_tegelijk",
                expressions=[
                    ("gemeente", "="),
                    ("aanbieder", "="),
                    ("account", "="),
                    ("persoon", "="),
                    ("periode", "&&"),
                ],
                condition=Q(beeindigd_op__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["gemeente", "persoon"], name="caseload_gemeente"),
            models.Index(fields=["aanbieder", "persoon"], name="caseload_aanbieder"),
        ]


class Doel(models.Model):
    """One row per time that someone said why a child outside the own caseload is opened; counts that day."""

    partijen: ClassVar = ("gemeente", "aanbieder")
    vernietigbaar: ClassVar = True
    schrijvers: ClassVar = ("gemeente", "aanbieder")

    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    persoon = models.CharField(max_length=64)
    reden = models.CharField(max_length=400)
    gezet_op = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="doel_bij_een_organisatie",
                condition=Q(gemeente="") & ~Q(aanbieder="") | Q(aanbieder="") & ~Q(gemeente=""),
            ),
            models.CheckConstraint(name="doel_met_reden", condition=~Q(reden="")),
            models.CheckConstraint(name="doel_persoon_is_hash", condition=Q(persoon__regex="^[0-9a-f]{64}$")),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "persoon", "gezet_op"], name="doel_van_iemand")]


class Beoordeling(models.Model):
    """One row per time that someone said to have gone through who may do what at an organisation."""

    partijen: ClassVar = ("collega", "regiobeheer")
    schrijvers: ClassVar = ("beheerder", "regiobeheer")

    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    regio = models.CharField(max_length=20, blank=True)
    vertrouwen = models.CharField(max_length=20, blank=True, db_default="")
    praktijk = models.CharField(max_length=9, blank=True, db_default="")
    gezinslid = models.CharField(max_length=12, blank=True, db_default="")
    door = models.ForeignKey(Account, models.PROTECT, related_name="+")
    gezet_op = models.DateTimeField()
    bevinding = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64, help_text="vingerafdruk van het overzicht dat is beoordeeld")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="beoordeling_bij_een_organisatie", condition=EEN_ORGANISATIE),
            models.CheckConstraint(name="beoordeling_met_bevinding", condition=~Q(bevinding="")),
        ]


def soort_van(organisatie: dict[str, Any]) -> Soort:
    """The kind of the one organisation that is filled in these columns."""
    return next(soort for soort in Soort if organisatie.get(soort.value))
