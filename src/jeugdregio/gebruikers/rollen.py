# SPDX-License-Identifier: EUPL-1.2
"""The roles there are, and at which kind of organisation one can have them."""

from enum import StrEnum


class Soort(StrEnum):
    """The kind of an organisation; its value is the name of the column that holds the code of such a one."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    REGIO = "regio"
    VERTROUWEN = "vertrouwen"
    PRAKTIJK = "praktijk"
    GEZIN = "gezinslid"

    @property
    def label(self) -> str:
        """The Dutch name for on the screen: where someone works."""
        return _PLAATS[self]


_PLAATS = {
    Soort.GEMEENTE: "een gemeente",
    Soort.AANBIEDER: "een aanbieder",
    Soort.REGIO: "de regio",
    Soort.VERTROUWEN: "een organisatie van vertrouwenspersonen",
    Soort.PRAKTIJK: "een praktijk of instelling die verwijst",
    Soort.GEZIN: "het eigen gezin",
}


class Rol(StrEnum):
    """What a person does in the region; decides which rights someone has (`rechten`), never which rows are visible."""

    CONTROLLER = "controller"
    TOEGANG = "toegang"
    CONTRACTMANAGER = "contractmanager"
    AANBIEDER = "aanbieder"
    BESTUUR = "bestuur"
    TOEGANG_GEHEIM = "toegang_geheim"
    AANBIEDER_GEHEIM = "aanbieder_geheim"
    PRIVACY = "privacy"
    BEHEERDER = "beheerder"
    VERTROUWENSPERSOON = "vertrouwenspersoon"
    VERWIJZER = "verwijzer"
    GEZINSLID = "gezinslid"
    TOETSER = "toetser"
    VERWERKING = "verwerking"

    @property
    def label(self) -> str:
        """The Dutch name for on the screen."""
        return _LABELS[self]


_LABELS = {
    Rol.CONTROLLER: "Controller",
    Rol.TOEGANG: "Medewerker toegang",
    Rol.CONTRACTMANAGER: "Contractmanager",
    Rol.AANBIEDER: "Backoffice aanbieder",
    Rol.BESTUUR: "Bestuurder",
    Rol.TOEGANG_GEHEIM: "Medewerker toegang, afgeschermde dossiers",
    Rol.AANBIEDER_GEHEIM: "Backoffice aanbieder, afgeschermde dossiers",
    Rol.PRIVACY: "Privacyfunctionaris",
    Rol.BEHEERDER: "Functioneel beheerder",
    Rol.VERTROUWENSPERSOON: "Vertrouwenspersoon",
    Rol.VERWIJZER: "Verwijzer",
    Rol.GEZINSLID: "Gezinslid",
    Rol.TOETSER: "Tweede toetser",
    Rol.VERWERKING: "Verwerking",
}
GEHEIM = {Rol.TOEGANG: Rol.TOEGANG_GEHEIM, Rol.AANBIEDER: Rol.AANBIEDER_GEHEIM}
"""Who works for children whose whereabouts are secret has a role of its own, and does the work of the usual one."""
GEWOON = {geheim: gewoon for gewoon, geheim in GEHEIM.items()}
ROLLEN_VAN = {
    Soort.GEMEENTE: (
        Rol.TOEGANG,
        Rol.TOEGANG_GEHEIM,
        # The second name on a decision with large consequences (S71): never who made it.
        Rol.TOETSER,
        Rol.CONTROLLER,
        Rol.CONTRACTMANAGER,
        Rol.BESTUUR,
        Rol.PRIVACY,
        Rol.BEHEERDER,
    ),
    Soort.AANBIEDER: (Rol.AANBIEDER, Rol.AANBIEDER_GEHEIM, Rol.PRIVACY, Rol.BEHEERDER),
    Soort.REGIO: (Rol.CONTROLLER, Rol.CONTRACTMANAGER, Rol.BESTUUR, Rol.PRIVACY, Rol.BEHEERDER),
    # Independent of municipality, provider, certified institution and Veilig Thuis (Jeugdwet 2.5 and 4.1.9).
    Soort.VERTROUWEN: (Rol.VERTROUWENSPERSOON, Rol.BEHEERDER),
    # Who refers under a code of its own (Jeugdwet 2.6 and 3.5): general practitioner, youth doctor, specialist, GI.
    Soort.PRAKTIJK: (Rol.VERWIJZER, Rol.BEHEERDER),
    # Someone of a family, under a code of the own (ADR 0041); the municipality lets them in, so there is no manager.
    Soort.GEZIN: (Rol.GEZINSLID,),
}
"""Which roles people can be given at which kind of organisation; the database holds it (`aanstelling_rol_past`)."""
Functie = tuple[Soort, Rol]
"""A role at a kind of organisation: what rights are given to."""
FUNCTIES: tuple[Functie, ...] = tuple(
    (soort, rol) for soort, rollen in ROLLEN_VAN.items() for rol in rollen if rol not in GEWOON
)


def functies(soort: Soort, *rollen: Rol) -> frozenset[Functie]:
    """These roles at a kind of organisation, which all exist there."""
    assert set(rollen) <= set(ROLLEN_VAN[soort])
    return frozenset((soort, rol) for rol in rollen)
