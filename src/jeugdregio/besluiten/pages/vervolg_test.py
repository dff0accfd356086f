# SPDX-License-Identifier: EUPL-1.2
"""What comes back to its maker starts from what it said; a revision after an objection; every letter is found."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jeugdregio.besluiten import actions, queries
from jeugdregio.besluiten.pages.paginas_test import aanmelding, client, filled, form_of, per_uur, wie
from tests.paginawereld import machtiging_van

__all__ = ["aanmelding", "client", "wie"]
STUUR = {"doe": "bekend", "telefoon": "0612345678"}


def posted(form, **anders: object) -> dict[str, object]:
    """What a browser sends of a form that is filled in and not touched, but for this."""
    found = {name: form[name].value() for name in form.fields}
    return {"doe": "besluit"} | {k: v for k, v in found.items() if v not in (None, False, "")} | anders


def gemaakt(client, aanmelding, **anders: str) -> int:
    response = client.post(f"/besluiten/aanmelding/{aanmelding}/", filled(client, aanmelding, **anders))
    assert response.status_code == 302, response.context["page"].fout
    return int(response["Location"].strip("/").split("/")[-1])


def bekend(client, aanmelding, **anders: str) -> int:
    number = gemaakt(client, aanmelding, **anders)
    sent = client.post(f"/besluiten/{number}/", STUUR, follow=True)
    assert "Het besluit is bekendgemaakt." in sent.content.decode(), sent.context["page"].fout
    return number


def test_a_letter_of_suspension_stands_on_both_pages_and_opens(client, aanmelding, wie):
    today = timezone.localdate()
    term = f"/besluiten/aanmelding/{aanmelding}/termijn/"
    late = (today + timedelta(days=14)).isoformat()
    asked = {"opschorten-op": today.isoformat(), "opschorten-uiterlijk": late, "opschorten-reden": "Het schoolverslag."}
    client.post(term, {"doe": "opschorten", **asked})
    number = gemaakt(client, aanmelding)
    request = queries.aanvraag_van(aanmelding, peildatum=today, on_behalf_of=wie)
    (letter,) = queries.brieven(request.id, on_behalf_of=wie)

    for page in (term, f"/besluiten/{number}/"):
        text = client.get(page).content.decode()
        assert "Vraag om aanvulling aan Kim van Dam (pdf)" in text
        assert f"/besluiten/brieven/{letter.id}.pdf" in text
    assert client.get(f"/besluiten/brieven/{letter.id}.pdf").content.startswith(b"%PDF")


def test_what_the_second_checker_sent_back_is_changed_from_where_it_was(client, als, aanmelding, wie):
    number = gemaakt(client, aanmelding, hoeveel="3")
    if queries.besluit(number, on_behalf_of=wie).stand != "tweede":
        actions.haal_terug(number, on_behalf_of=wie)
        actions.leg_voor(number, ["Groot bedrag."], on_behalf_of=wie)
    checker = machtiging_van("toetser.dalfsen")
    mark = queries.besluit(number, on_behalf_of=checker).sha256
    back = {"gelezen": mark, "oordeel": "terug", "toelichting": "Twee uur is genoeg voor deze vraag."}
    assert als("toetser.dalfsen").post(f"/besluiten/toetsen/{number}/", back).status_code == 302

    page = client.get(f"/besluiten/{number}/").content.decode()
    assert "Twee uur is genoeg voor deze vraag." in page
    assert f"/besluiten/{number}/wijzigen/" in page
    form = form_of(client.get(f"/besluiten/{number}/wijzigen/"))
    given = posted(form, hoeveel="2")
    response = client.post(f"/besluiten/{number}/wijzigen/", given)

    assert response.status_code == 302
    one = queries.besluit(number, on_behalf_of=wie)
    assert one.voorzieningen[0].volume == 2
    assert one.motivering == "Sam heeft hulp nodig om weer naar school te gaan."
    assert one.stand in ("tweede", "akkoord")
    assert len(queries.besluiten_van(aanmelding=aanmelding, on_behalf_of=wie)) == 1


def test_a_change_that_cannot_be_leaves_the_decision_as_it_was(client, aanmelding, wie):
    number = gemaakt(client, aanmelding)
    before = queries.besluit(number, on_behalf_of=wie)
    form = form_of(client.get(f"/besluiten/{number}/wijzigen/"))

    refused = client.post(f"/besluiten/{number}/wijzigen/", posted(form, einde="2040-01-01"))

    assert refused.status_code == 422
    assert "Jeugdwet 1.1" in refused.context["page"].fout
    assert queries.besluit(number, on_behalf_of=wie) == before


def test_a_budget_of_the_own_follows_its_product_and_stays_below_what_that_costs(client, aanmelding, wie):
    product = per_uur(client, aanmelding)
    own = {"vorm": "pgb", "pgb_hulp": "Oppas", "pgb_bedrag": "95.50", "pgb_product": product, "keuze": ""}
    number = gemaakt(client, aanmelding, **own, pgb_beheer="on", pgb_waarom="on", pgb_kwaliteit="on")

    one = queries.besluit(number, on_behalf_of=wie)
    (given,) = one.voorzieningen
    assert f"{given.categorie}-{given.code}-{given.eenheid}" == product
    assert given.budget_cent == 9_550
    (cap,) = [c for c in one.voorwaarden if c.artikel == "Jeugdwet 8.1.1 lid 4 onder a"]
    assert "2 uur per maand" in cap.wat
    assert "hoogste van" in cap.wat
    form = form_of(client.get(f"/besluiten/{number}/wijzigen/"))
    assert (form["pgb_product"].value(), form["pgb_bedrag"].value()) == (product, "95.50")
    assert form["pgb_beheer"].value() is True


def test_an_objection_that_was_right_leads_to_a_new_decision_with_its_own_letter(client, aanmelding, wie):
    today = timezone.localdate()
    old = bekend(client, aanmelding)
    objection = {"doe": "bezwaar", "van_wie": "Kim van Dam", "gronden": "Het is te weinig."}
    days = {"verzonden_op": today.isoformat(), "ontvangen_op": today.isoformat()}
    client.post(f"/besluiten/{old}/bezwaar/", objection | days)
    (one,) = queries.bezwaren(peildatum=today, besluit=old, on_behalf_of=wie)
    right = {"uitkomst": "gegrond", "motivering": "Er is meer hulp nodig.", "op": today, "gehoord_op": today}
    client.post(f"/bezwaren/{one.id}/", {"doe": "beslis"} | {f"beslis-{k}": v for k, v in right.items()})
    page = client.get(f"/bezwaren/{one.id}/").content.decode()
    assert f"/besluiten/{old}/herzien/" in page

    opened = client.get(f"/besluiten/{old}/herzien/")
    assert "Er is meer hulp nodig." in opened.content.decode()
    given = posted(form_of(opened), hoeveel="5", wijzigreden="14", motivering="U hebt gelijk.")
    made = client.post(f"/besluiten/{old}/herzien/", given)
    assert made.status_code == 302, (made.context["page"].fout, form_of(made).errors)
    sent = client.post(made["Location"], STUUR, follow=True)

    text = sent.content.decode()
    assert "Het besluit is bekendgemaakt." in text, sent.context["page"].fout
    assert "Beroep kan tot en met" in text
    (done,) = queries.bezwaren(peildatum=today, besluit=old, on_behalf_of=wie)
    new = queries.besluit(done.nieuw_besluit, on_behalf_of=wie)
    assert (new.vervangt, new.soort, new.voorzieningen[0].volume, new.wijzigreden) == (old, "herziening", 5, "14")
    assert "Vervangen door" in client.get(f"/besluiten/{old}/").content.decode()
    again = client.post(f"/besluiten/{old}/herzien/", given)
    assert again.status_code == 422
    assert "In plaats van dit besluit kwam al" in again.context["page"].fout


def test_a_withdrawal_asks_why_and_offers_the_codes_that_fit(client, aanmelding, wie):
    number = bekend(client, aanmelding)
    form = form_of(client.get(f"/besluiten/{number}/intrekken/"))
    codes = [code for code, _ in form.fields["wijzigreden"].choices]

    assert codes[0] == "05"
    assert {"02", "06", "07", "09"} < set(codes)
    assert not {"01", "04", "13"} & set(codes)
    wrong = client.post(f"/besluiten/{number}/intrekken/", {"doe": "intrekken", "wijzigreden": "01"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("adres", ["wijzigen", "herzien", "intrekken"])
def test_another_role_does_not_get_there(als, client, aanmelding, adres):
    number = gemaakt(client, aanmelding)

    assert als("controller.zwolle").get(f"/besluiten/{number}/{adres}/").status_code == 403
