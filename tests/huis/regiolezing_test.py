# SPDX-License-Identifier: EUPL-1.2
"""Who becomes another database role: a short list of functions, and no other way to it (ADR 0012, ADR 0022)."""

import ast

from tests.huis.bestanden import REPO, name, with_suffix

SOURCE = REPO / "src" / "jeugdregio"
TELT_CIJFERS = {
    "afsluiting/actions.py:sluit_maand",
    "afsluiting/jaar.py:_open",
    "afsluiting/jaar.py:_points",
    "afsluiting/jaar.py:jaarbeeld",
    "afsluiting/jaar.py:jaarrapporten",
    "afsluiting/queries.py:nagekomen",
    "afsluiting/stukken.py:_beside",
    "afsluiting/stukken.py:_late",
    "afsluiting/stukken.py:_payable",
    "afsluiting/stukken.py:_trial_balance",
    "betalingen/queries.py:lokaal",
    "betalingen/queries.py:openstaand",
    "betalingen/queries.py:voorschotten",
    "begroting/queries.py:_rapporten",
    "boekhouding/balans.py:balans",
    "boekhouding/grootboekbestand.py:_sommen",
    "boekhouding/iv3rapport.py:boekjaren",
    "boekhouding/iv3rapport.py:iv3",
    "boekhouding/iv3rapport.py:iv3_onder",
    "begroting/queries.py:besteed",
    "begroting/queries.py:geboekte_maanden",
    "begroting/queries.py:regels_onder",
    "begroting/queries.py:verdeling",
    "begroting/queries.py:verplicht_per_aanbieder",
    "contractbeheer/afwijkingen.py:_tel",
    "contractbeheer/plafonds.py:_gebruikt",
    "contractbeheer/plafonds.py:clientstop",
    "contractbeheer/uitkomsten.py:tel",
    "contractbeheer/verschuiving.py:verschuiving",
    "continuiteit/radar.py:kosten",
    "continuiteit/radar.py:omvang",
    "declaraties/queries.py:oorzaken",
    "prijzen/queries.py:controleer_niet_beoordeeld",
    "prijzen/queries.py:euros_per_variant",
    "prijzen/queries.py:gevolgen",
    "prijzen/queries.py:spreiding",
    "gebruik/onderliggend.py:aantal_onder",
    "gebruik/tellen.py:tel",
    "lasten/tellen.py:tel",
    "prognose/tellen.py:feiten",
    "verantwoording/queries.py:populatie",
    "verantwoording/queries.py:risicos",
    "verantwoording/tellen.py:aansluiting",
    "verantwoording/tellen.py:afgekeurd",
    "verantwoording/tellen.py:later",
    "verantwoording/tellen.py:tel",
    "teambudget/tellen.py:per_maand",
    "teambudget/tellen.py:standen",
    "teambudget/tellen.py:vingerafdruk",
    "toegang/wachten.py:wachten_op_besluit",
    "wachttijden/tellen.py:tel",
    "wachttijden/tellen.py:wachten_nu",
    "werkplek/cijfers.py:kosten_per_maand",
    "werkplek/cijfers.py:producten",
}
"""Only totals leave these; whoever adds one shows that in a test as someone who sees no child."""
LEEST_REGELS = {
    "begroting/queries.py": {"regels_onder"},
    "betalingen/queries.py": {"regels"},
    "boekhouding/grootboekbestand.py": {"schrijf_per_boeking"},
    "berichten/queries.py": {
        "afgekeurd", "antwoord", "bestanden", "bewijs", "heeft_origineel", "laatste_berichten", "laatste_bestanden",
        "originelen", "sinds", "zoek",
    },
    "berichten/retourstand.py": {
        "aantal_gestuurd", "afkeuring", "afkeuringen", "gestuurd", "gestuurd_bericht", "niet_opgehaald", "onbeantwoord",
    },
    "berichten/vasthouden.py": {"niet_weg", "vastgehouden"},
    "berichten/verzenden.py": {"doorgaven", "te_ontvangen", "vastgelopen", "zending"},
    "declaraties/queries.py": {
        "betaald", "declaratie", "declaraties", "keuzes", "laatste_maand", "per_maand", "personen", "personen_in",
        "productperioden", "telling", "toegekend", "uitval", "van_kind", "verbruik", "weekbrief", "zoek",
    },
    "declaraties/overleg.py": {"overleg"},
    "gebruik/onderliggend.py": {"regels"},
    "ontvangst/afschermen.py": {"afgeschermden"},
    "ontvangst/queries.py": {"afloop", "wachtend"},
    "ontvangst/retourwerk.py": {"nog_te_herstellen"},
    "ontvangst/werk.py": {"werk_met_een_termijn"},
    "toewijzingen/queries.py": {
        "bladzijde", "dossier", "huidige", "personen", "toewijzing", "toewijzingen", "van_bericht", "van_berichten",
        "van_kind", "van_kinderen", "van_nummer", "zoek_kinderen",
    },
    "verzoeken/heropenen.py": {"antwoord_uiterlijk"},
    "verzoeken/nagezien.py": {"afgevinkt", "gezien"},
    "verzoeken/nazien.py": {"na_te_zien"},
    "verzoeken/overdracht.py": {"overgedragen"},
    "verzoeken/queries.py": {"_persons", "gegeven_antwoorden", "open_verzoek", "open_verzoeken", "van_kind", "zoek"},
    "verzoeken/werk.py": {"_running"},
    "verzoeken/woonplaatsonderzoek.py": {"vastgesteld"},
}  # fmt: skip
"""Reads rows about children, for people of the region in the role for that."""


def callers(function: str) -> set[str]:
    found = set()
    for path in with_suffix(".py"):
        if SOURCE not in path.parents or path.name.endswith("_test.py") or path.name == "isolatie.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        ours = [one for one in modules if one.module == "jeugdregio.gebruikers.isolatie"]
        if function not in {alias.name for one in ours for alias in one.names}:
            continue
        for scope in ast.walk(tree):
            if not isinstance(scope, ast.FunctionDef):
                continue
            calls = (node.func for node in ast.walk(scope) if isinstance(node, ast.Call))
            if any(getattr(call, "id", getattr(call, "attr", "")) == function for call in calls):
                found.add(f"{path.relative_to(SOURCE)}:{scope.name}")
    return found


def test_figures_are_counted_by_a_short_list_of_functions():
    assert callers("cijfers") == TELT_CIJFERS


def test_rows_are_read_region_wide_by_the_queries_alone():
    assert callers("lezend") == {f"{path}:{one}" for path, functions in LEEST_REGELS.items() for one in functions}


def test_a_batch_a_shielding_the_log_for_its_check_and_its_person_and_the_referrers_work_as_the_processing():
    assert callers("als_verwerking") == {
        "gezinnen/vastleggen.py:ververs_afscherming",
        "logboek/actions.py:controleer",
        "logboek/queries.py:gezien_overal",
        "ontvangst/afschermen.py:_zoek_op",
        "ontvangst/partij.py:verwerk_partij",
        "verzoeken/verwijzingen.py:meld_stand",
        "verzoeken/verwijzingen.py:vul_of_leeg",
    }


def test_nothing_else_changes_its_role():
    roles = {
        name(path)
        for path in with_suffix(".py")
        if SOURCE in path.parents and not path.name.endswith("_test.py") and "LOCAL ROLE" in path.read_text("utf-8")
    }
    assert roles == {"src/jeugdregio/gebruikers/isolatie.py"}
