# SPDX-License-Identifier: EUPL-1.2
"""
Every address of the site names the right that it asks for, or says on purpose that it is open.

Open are pages marked `voor_iedereen`, and those that `login_not_required` says work before anyone is known; the API
asks its own rights of a token.
"""

from collections.abc import Callable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from jeugdregio.config.schil import MENU
from jeugdregio.gebruikers.rechten import FUNCTIES, UITLEG, Recht, standaardrechten
from jeugdregio.gebruikers.rollen import Rol

VAN_ANDEREN = ("allauth.",)
"""Views of a library about one's own login: everyone has those."""


def views() -> Iterator[tuple[str, Callable]]:
    def walk(resolver: URLResolver) -> Iterator[tuple[str, Callable]]:
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                yield one.name or str(one.pattern), one.callback
            else:
                yield from walk(one)

    yield from walk(get_resolver())


def test_every_page_names_its_right_or_is_open_on_purpose():
    silent = {
        name
        for name, view in views()
        if not hasattr(view, "recht")
        and getattr(view, "login_required", True)
        and not view.__module__.startswith(VAN_ANDEREN)
    }

    assert silent == set()


def test_the_menu_offers_a_page_to_whoever_has_its_right():
    differ = {
        name
        for _, name, _, right in MENU
        if right and not {*(right if isinstance(right, tuple) else (right,))} >= {*resolve(reverse(name)).func.recht}
    }

    assert differ == set()


def test_every_right_is_asked_for_somewhere():
    """A right that no page and no action asks for promises something that is not there."""
    asked = {recht for _, view in views() for recht in getattr(view, "recht", ())}

    assert set(Recht) - asked - ELDERS == set()


ELDERS = {
    Recht.KINDEREN_ZIEN,
    Recht.BUITEN_CASELOAD,
    Recht.CASELOAD_BEHEREN,
    Recht.VASTHOUDING_BESLISSEN,
    Recht.MAAND_SLUITEN,
    Recht.BETAALSTOP_OPHEFFEN,
    Recht.BUDGET_WIJZIGEN,
    Recht.TARIEF_WIJZIGEN,
    Recht.OVERLEG_VASTLEGGEN,
    Recht.TAKEN_VASTLEGGEN,
    Recht.LASTEN_BEHEREN,
    Recht.SOLIDARITEIT_VRAGEN,
    Recht.SOLIDARITEIT_OORDELEN,
    Recht.SOLIDARITEIT_VOORBEREIDEN,
    Recht.SOLIDARITEIT_BESLUITEN,
    Recht.BOEKHOUDING_BIJHOUDEN,
    Recht.TOELATEN,
    Recht.MENSEN_BEHEREN,
    Recht.RECHTEN_ZIEN,
    Recht.RECHTEN_WIJZIGEN,
    Recht.UITGAVEN_VASTLEGGEN,
    Recht.WACHTTIJDEN_PUBLICEREN,
}
"""Asked for inside a page or by an action."""


@pytest.mark.parametrize("recht", Recht)
def test_every_right_is_explained_and_given_to_someone(recht):
    assert UITLEG[recht].naam
    assert UITLEG[recht].uitleg.endswith(".")
    assert UITLEG[recht].standaard <= set(FUNCTIES)


@pytest.mark.parametrize("soort", sorted({soort for soort, _ in FUNCTIES}))
def test_a_functional_manager_sees_no_children(soort):
    rights = standaardrechten(soort, Rol.BEHEERDER)

    assert rights <= {Recht.MENSEN_BEHEREN, Recht.RECHTEN_ZIEN, Recht.RECHTEN_WIJZIGEN}
