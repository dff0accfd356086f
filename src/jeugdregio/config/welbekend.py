# SPDX-License-Identifier: EUPL-1.2
"""What visitors look for at fixed addresses: security.txt (RFC 9116), robots.txt, and where to change a password."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, path, reverse

from jeugdregio.gebruikers.middleware import eigen_transacties
from jeugdregio.inrichting.meldpunt import verloopt

SECURITY_TXT = ".well-known/security.txt"


@login_not_required
@eigen_transacties
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weak spot; not there until someone filled in both settings."""
    ends = verloopt(settings.SECURITY_VERLOOPT)
    if not settings.SECURITY_CONTACT or ends is None:
        raise Http404
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {ends.isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri(f'/{SECURITY_TXT}')}",
    ]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


@login_not_required
@eigen_transacties
def robots_txt(request: HttpRequest) -> HttpResponse:
    """No search engine has any business here."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@login_not_required
@eigen_transacties
def wachtwoord_wijzigen(request: HttpRequest) -> HttpResponse:
    """Where password managers send people; the login page where people have no password of ours."""
    try:
        return HttpResponseRedirect(reverse("account_change_password"))
    except NoReverseMatch:
        return HttpResponseRedirect(settings.LOGIN_URL)


urlpatterns = [
    path(SECURITY_TXT, security_txt, name="security-txt"),
    path("robots.txt", robots_txt, name="robots-txt"),
    path(".well-known/change-password", wachtwoord_wijzigen, name="wachtwoord-wijzigen"),
]
