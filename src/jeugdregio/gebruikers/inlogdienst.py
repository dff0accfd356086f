# SPDX-License-Identifier: EUPL-1.2
"""
What logging in keeps in the database: the login service of each organisation, and what may be forgotten again.

Both hold no data of children and are needed before anyone is known, so the application itself reads them.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jeugdregio.gebruikers.rollen import Soort


def een_organisatie() -> Q:
    """The condition that of the columns for an organisation exactly one is filled."""
    every = [soort.value for soort in Soort]
    return Q(*(Q(**{other: "" for other in every if other != one}) & ~Q(**{one: ""}) for one in every), _connector=Q.OR)


class Inlogdienst(models.Model):
    """
    The OpenID Connect provider of one organisation.

    `geheim` is sealed (`zegel.py`). `afspraken` is what `values.Afspraken` reads: which claim holds the groups, which
    group gives which role, and which levels of assurance suffice. People are known by (`uitgever`, sub), so another
    `uitgever` means other people.
    """

    partijen: ClassVar = ("techniek",)
    schrijvers: ClassVar = ("techniek",)

    code = models.SlugField(max_length=40, unique=True)
    naam = models.CharField(max_length=120)
    gemeente = models.CharField(max_length=4, blank=True)
    aanbieder = models.CharField(max_length=8, blank=True)
    regio = models.CharField(max_length=20, blank=True)
    vertrouwen = models.CharField(max_length=20, blank=True, db_default="")
    praktijk = models.CharField(max_length=9, blank=True, db_default="")
    gezinslid = models.CharField(max_length=12, blank=True, db_default="")
    uitgever = models.URLField(max_length=300)
    client_id = models.CharField(max_length=190)
    geheim = models.TextField(blank=True)
    afspraken = models.JSONField()
    aan = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="inlogdienst_hoort_bij_een_organisatie",
                condition=een_organisatie(),
            )
        ]

    @property
    def organisatie(self) -> str:
        """The code of the organisation whose people log in with it."""
        filled: list[str] = [getattr(self, one.value) for one in Soort if getattr(self, one.value)]
        return filled[0]


class Kladblok(models.Model):
    """
    The cache of Django in the database, so that every process counts the same attempts and knows the same used codes.

    The columns are those of `django.core.cache.backends.db`; nothing here has to survive.
    """

    partijen: ClassVar = ("techniek",)
    schrijvers: ClassVar = ("techniek",)

    sleutel = models.CharField(max_length=255, primary_key=True, db_column="cache_key")
    inhoud = models.TextField(db_column="value")
    verloopt_op = models.DateTimeField(db_index=True, db_column="expires")

    class Meta:
        db_table = "gebruikers_kladblok"


def inlogdiensten(zoek: str = "") -> list[Inlogdienst]:
    """The login services that are on, by name; with `zoek` those whose name has all of these words."""
    found = Inlogdienst.objects.filter(aan=True)
    for word in zoek.split():
        found = found.filter(naam__icontains=word)
    return list(found.order_by("naam"))
