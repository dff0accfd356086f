# SPDX-License-Identifier: EUPL-1.2
"""Choosing a password with a code of the manager: who is new, or forgot it. The code is typed, never in an address."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jeugdregio.gebruikers.pages.formulieren import EersteWachtwoord


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def eerste_keer(request: HttpRequest) -> HttpResponse:
    """The form; a POST that is right sets the password, and leads to logging in with it."""
    if request.user.is_authenticated:
        return redirect("mijn-account")
    if request.method == "POST" and not ratelimit.consume(request, action="login"):
        return ratelimit.respond_429(request)
    form = EersteWachtwoord(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert form.account is not None
        form.account.set_password(form.cleaned_data["wachtwoord"])
        form.account.save(update_fields=["password"])
        messages.success(request, "Uw wachtwoord is ingesteld. Log er nu mee in.")
        return redirect("inloggen")
    return render(request, "gebruikers/eerste_keer.html", {"form": form}, status=422 if form.errors else 200)
