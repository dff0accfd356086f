# SPDX-License-Identifier: EUPL-1.2
"""Who sees what in the workplace: the one place where it asks for that."""

from jeugdregio.gebruikers.values import Machtiging, Recht


def ziet_kinderen(wie: Machtiging) -> bool:
    """Whether someone works with the children themselves, and so may find one by name."""
    return wie.mag(Recht.KINDEREN_ZIEN)


def ziet_gezinnen(wie: Machtiging) -> bool:
    """Whether someone may open a family."""
    return bool(wie.gemeente) and wie.mag(Recht.GEZINNEN_ZIEN)


def ziet_toewijzingen(wie: Machtiging) -> bool:
    """Whether someone may open an allocation."""
    return wie.mag(Recht.TOEWIJZINGEN_ZIEN) or wie.mag(Recht.PORTAAL)


def ziet_verzoeken(wie: Machtiging) -> bool:
    """Whether someone may open a request."""
    return wie.mag(Recht.VERZOEKEN_ZIEN)


def ziet_werk(wie: Machtiging) -> bool:
    """Whether someone has a list of work."""
    return wie.mag(Recht.WERK_ZIEN)


def ziet_declaraties(wie: Machtiging) -> bool:
    """Whether someone may open a declaratie."""
    return wie.mag(Recht.DECLARATIES_ZIEN)


def ziet_berichten(wie: Machtiging) -> bool:
    """Whether someone may open a message that was sent."""
    return wie.mag(Recht.GESTUURD_ZIEN)


def ziet_organisaties(wie: Machtiging) -> bool:
    """Whether someone may open the page of a provider, a municipality or a product."""
    return wie.mag(Recht.CIJFERS_ZIEN)


def ziet_gemeente(wie: Machtiging, gemeente: str) -> bool:
    """Whether someone may open the page of this municipality."""
    return ziet_organisaties(wie) and not wie.aanbieder and wie.gemeente in ("", gemeente)


def ziet_aanbieder(wie: Machtiging, aanbieder: str) -> bool:
    """Whether someone may open the page of this provider."""
    return ziet_organisaties(wie) and wie.aanbieder in ("", aanbieder)
