# SPDX-License-Identifier: EUPL-1.2
"""What was agreed with the login service of an organisation: read from YAML, kept as JSON, asked at every login."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from enum import IntEnum
from typing import Any

from jeugdregio.gebruikers.rollen import ROLLEN_VAN, Rol, Soort


class AfspraakOnjuist(Exception):
    """Raised with a text that says what is wrong in the description of a login service."""


class Niveau(IntEnum):
    """Level of assurance of a login (eIDAS, Regulation 910/2014 art. 8); higher is surer."""

    GEEN = 0
    LAAG = 1
    SUBSTANTIEEL = 2
    HOOG = 3


# Values that mean the same everywhere: eIDAS, eHerkenning, DigiD. Those of Entra (c1 … c99) each organisation makes up.
BEKENDE_NIVEAUS: dict[str, Niveau] = {
    "http://eidas.europa.eu/LoA/low": Niveau.LAAG,
    "http://eidas.europa.eu/LoA/substantial": Niveau.SUBSTANTIEEL,
    "http://eidas.europa.eu/LoA/high": Niveau.HOOG,
    "urn:etoegang:core:assurance-class:loa2": Niveau.LAAG,
    "urn:etoegang:core:assurance-class:loa2plus": Niveau.LAAG,
    "urn:etoegang:core:assurance-class:loa3": Niveau.SUBSTANTIEEL,
    "urn:etoegang:core:assurance-class:loa4": Niveau.HOOG,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport": Niveau.LAAG,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract": Niveau.LAAG,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard": Niveau.SUBSTANTIEEL,
    "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI": Niveau.HOOG,
}


@dataclass(frozen=True)
class Afspraken:
    """
    `groepen` is a list of (group, role): someone has the roles of all groups that are in it.

    `niveaus` adds values of `niveau_claim` to the known ones; `minimum` is what whoever may see children needs, never
    below substantieel. `acr` is what is asked of the service; with `userinfo` claims are also fetched there.
    """

    groepen: tuple[tuple[str, str], ...]
    groepen_claim: str = "groups"
    naam_claim: str = "name"
    niveau_claim: str = "acr"
    niveaus: Mapping[str, str] = field(default_factory=dict)
    minimum: str = "substantieel"
    acr: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("openid", "profile")
    userinfo: bool = False

    def rollen(self, claims: Mapping[str, Any]) -> tuple[Rol, ...]:
        """The roles of the groups that were agreed, in that order, each once."""
        mine = set(_words(claims.get(self.groepen_claim)))
        return tuple(dict.fromkeys(Rol(rol) for groep, rol in self.groepen if groep in mine))

    def niveau(self, claims: Mapping[str, Any]) -> Niveau:
        """How sure the service is who this is: the highest of the levels it says."""
        known = BEKENDE_NIVEAUS | {value: Niveau[name.upper()] for value, name in self.niveaus.items()}
        return max(
            (known.get(word, Niveau.GEEN) for word in _words(claims.get(self.niveau_claim))), default=Niveau.GEEN
        )

    @property
    def nodig(self) -> Niveau:
        """The level that whoever may see children needs."""
        return Niveau[self.minimum.upper()]

    def als_json(self) -> dict[str, Any]:
        """What is kept."""
        return {**asdict(self), "niveaus": dict(self.niveaus)}


def lees_afspraken(data: Mapping[str, Any], soort: Soort) -> Afspraken:
    """Read what was written or kept, for such an organisation; raises `AfspraakOnjuist`."""
    unknown = set(data) - set(Afspraken.__dataclass_fields__)
    if unknown:
        raise AfspraakOnjuist(f"onbekend: {', '.join(sorted(unknown))}")
    groups = data.get("groepen") or {}
    pairs = tuple((str(g), str(r)) for g, r in (groups.items() if isinstance(groups, Mapping) else groups))
    levels = {str(value): str(name) for value, name in (data.get("niveaus") or {}).items()}
    more: dict[str, Any] = {
        key: tuple(_words(value)) if key in ("acr", "scopes") else value
        for key, value in data.items()
        if key not in ("groepen", "niveaus")
    }
    agreed = Afspraken(groepen=pairs, niveaus=levels, **more)
    _keur(agreed, ROLLEN_VAN[soort])
    return agreed


def _keur(agreed: Afspraken, allowed: Collection[Rol]) -> None:
    if not agreed.groepen:
        raise AfspraakOnjuist("geef met groepen aan welke groep welke rol heeft")
    roles = sorted(role.value for role in allowed)
    wrong = sorted({role for _, role in agreed.groepen if role not in roles})
    if wrong:
        raise AfspraakOnjuist(f"deze organisatie kan de rol {', '.join(wrong)} niet geven, wel {', '.join(roles)}")
    names = [name.lower() for name in Niveau.__members__]
    if not {*agreed.niveaus.values(), agreed.minimum} <= {*names}:
        raise AfspraakOnjuist(f"een niveau is een van {', '.join(names)}")
    if agreed.nodig < Niveau.SUBSTANTIEEL:
        raise AfspraakOnjuist("het minimum is substantieel of hoog")
    if "openid" not in agreed.scopes:
        raise AfspraakOnjuist("bij scopes hoort openid")


def _words(value: Any) -> list[str]:
    """A claim or setting that is one text or a list of texts."""
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list | tuple) else []
