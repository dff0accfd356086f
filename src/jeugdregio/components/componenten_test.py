# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from jeugdregio.components import kaart
from jeugdregio.components.templatetags import componenten
from jeugdregio.components.values import Cel, Kolom, Tabel

NBSP = "\N{NO-BREAK SPACE}"


def render(source, **context):
    return Template("{% load componenten %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (123456, f"€{NBSP}1.234,56"),
        (-5, f"€{NBSP}-0,05"),
        (0, f"€{NBSP}0,00"),
        (None, "–"),
        (999_999_999_999_99, f"€{NBSP}999.999.999.999,99"),
    ],
)
def test_cents_are_written_without_losing_one(amount, text):
    assert componenten.cent(amount) == text


def test_numbers_shares_and_days_are_written_in_dutch():
    assert componenten.getal(12345) == "12.345"
    assert componenten.getal(Decimal("1.25"), 2) == "1,25"
    assert componenten.procent(0.1234) == "12,3%"
    assert componenten.datum(date(2026, 3, 1)) == "1 maart 2026"
    assert componenten.datum(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2 juli 2026 00:30"
    assert componenten.maand(date(2026, 10, 31)) == "oktober 2026"


class TestTabel:
    TABEL = Tabel(
        "Bedragen <per> gemeente",
        (Kolom("Gemeente"), Kolom("Bedrag", "getal")),
        ((Cel("Zwolle", url="/g/0193/"), Cel("Te hoog", toon="negatief")),),
        voet=("Totaal", "10"),
    )

    def test_it_has_a_caption_and_headings_with_a_scope(self):
        html = render("{% tabel t %}", t=self.TABEL)

        assert "Bedragen &lt;per&gt; gemeente</caption>" in html
        assert html.count('scope="col"') == 2
        assert html.count('scope="row"') == 2

    def test_figures_align_right_and_a_badge_says_the_word(self):
        html = render("{% tabel t %}", t=self.TABEL)

        assert html.count("jr-getal") == 3
        assert '<span class="jr-badge jr-badge--negatief">Te hoog</span>' in html

    def test_an_empty_table_says_so(self):
        assert "Er is nog niets om te tonen." in render("{% tabel t %}", t=Tabel("Leeg", (Kolom("A"),), ()))

    def test_a_row_that_does_not_fit_the_columns_is_a_bug(self):
        with pytest.raises(AssertionError, match="row of 1 cells"):
            Tabel("Scheef", (Kolom("A"), Kolom("B")), (("a",),))


def test_an_unknown_tone_is_a_bug():
    with pytest.raises(AssertionError, match="paars"):
        render("{% badge 'x' 'paars' %}")


def test_a_fault_is_announced_and_other_messages_wait():
    assert 'role="alert"' in render("{% melding toon='negatief' %}Mis{% endmelding %}")
    assert 'role="status"' in render("{% melding toon='positief' %}Goed{% endmelding %}")


def test_text_in_a_message_is_escaped():
    assert "&lt;b&gt;" in render("{% melding %}{{ naam }}{% endmelding %}", naam="<b>")


class Form(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Zoals in de brief.")
    soort = forms.ChoiceField(choices=[("a", "A")], required=False)


def test_a_field_points_to_its_help_and_its_fault():
    html = render("{% veld form.naam %}", form=Form(data={}))

    assert 'aria-describedby="id_naam-hulp id_naam-fout"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_naam-fout"' in html
    assert '<label class="utrecht-form-label" for="id_naam">' in html


def test_pagination_keeps_the_filters():
    request = RequestFactory().get("/x/", {"regel": "TR 322", "pagina": "2"})
    page = Paginator(range(100), 10).get_page(2)

    html = render("{% paginering p %}", p=page, request=request)

    assert 'href="?regel=TR+322&amp;pagina=3"' in html
    assert "11–20 van 100" in html


def test_filters_work_without_script_and_fetch_one_part_with_it():
    html = render("{% filters f doel='#deel' %}", f=Form(), request=RequestFactory().get("/lijst/"))

    assert 'method="get" action="/lijst/"' in html
    assert 'hx-target="#deel" hx-select="#deel"' in html


class TestTegelkaart:
    def test_every_municipality_has_its_own_place(self):
        places = [(row, column) for _, row, column in kaart.IJSSELLAND.values()]

        assert len(places) == len(set(places)) == 11

    def test_classes_run_from_lowest_to_highest(self):
        figures = dict(zip(kaart.IJSSELLAND, range(0, 110, 10), strict=True))

        tiles = kaart.ijsselland_kaart("Proef", figures, tekst=str).tegels

        assert [tile.klasse for tile in tiles] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4]

    def test_a_municipality_without_a_figure_says_so(self):
        tiles = kaart.ijsselland_kaart("Proef", {"0193": 5}, tekst=str).tegels

        assert {tile.waarde for tile in tiles if tile.klasse is None} == {"geen cijfer"}

    def test_the_same_figure_everywhere_needs_no_legend(self):
        assert kaart.ijsselland_kaart("Proef", dict.fromkeys(kaart.IJSSELLAND, 3), tekst=str).legenda == ()

    def test_another_municipality_is_a_bug(self):
        with pytest.raises(KeyError, match="0363"):
            kaart.ijsselland_kaart("Proef", {"0363": 1}, tekst=str)
