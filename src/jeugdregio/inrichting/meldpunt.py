# SPDX-License-Identifier: EUPL-1.2
"""Whom to tell about a weak spot, until when that is true (security.txt, RFC 9116), and what is wrong with it."""

from datetime import UTC, datetime, timedelta

LANGST_VOORUIT = timedelta(days=366)
"""RFC 9116 asks for an expiry of about a year away at most."""


def verloopt(tekst: str) -> datetime | None:
    """The moment of SECURITY_VERLOOPT: a day (its first moment, UTC), or a moment; None when it is neither."""
    try:
        found = datetime.fromisoformat(tekst)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def wat_mankeert(contact: str, tekst: str, *, moment: datetime) -> str:
    """What is wrong with the settings of security.txt at this moment, and what to do; empty when nothing is."""
    if not contact:
        return "er is geen security.txt. Vul SECURITY_CONTACT en SECURITY_VERLOOPT in."
    if not contact.startswith(("mailto:", "https://", "tel:")):
        return "SECURITY_CONTACT begint met mailto:, https:// of tel:. Verbeter het."
    ends = verloopt(tekst)
    if ends is None:
        return "SECURITY_VERLOOPT is geen datum. Vul een dag in als 2027-06-01."
    if ends <= moment:
        return f"security.txt verliep op {ends:%d-%m-%Y}. Kijk het na en zet SECURITY_VERLOOPT verder."
    if ends > moment + LANGST_VOORUIT:
        return "SECURITY_VERLOOPT ligt meer dan een jaar vooruit. Kies een eerdere dag."
    return ""
