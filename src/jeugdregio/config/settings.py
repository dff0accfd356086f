# SPDX-License-Identifier: EUPL-1.2
"""Settings from the environment; names as the field uses them (SECRET_KEY, ALLOWED_HOSTS, IS_HTTPS, LOG_LEVEL)."""

import os
from datetime import timedelta
from pathlib import Path

import structlog
from csp.constants import NONE, SELF
from environs import Env
from psycopg.conninfo import conninfo_to_dict

from jeugdregio.config.logregels import ZonderSpoor, leid_om, opmaak

env = Env()

BASE_DIR = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
STATE_DIR = Path(env.str("JEUGDREGIO_MAP", str(Path.cwd() / ".jeugdregio")))

DEBUG = env.bool("DEBUG", False)
# The demo key protects invented children only; `jeugdregio doctor` complains about it outside the demo.
SECRET_KEY = env.str("SECRET_KEY", "alleen-voor-de-demo-met-verzonnen-kinderen-nooit-in-productie")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_VORIGE", [])
BSN_KEY = env.str("BSN_KEY", "alleen-voor-de-demo")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "testserver"])
IS_HTTPS = env.bool("IS_HTTPS", False)
VOORSERVERS: list[str] = env.list("VOORSERVERS", [])
LOG_LEVEL = env.str("LOG_LEVEL", "WARNING")
LOG_VORM = env.str("LOG_VORM", "regels")

ROOMS = [
    "components",
    "gebruikers",
    "logboek",
    "berichten",
    "grootboek",
    "regio",
    "regimes",
    "vertrouwen",
    "woonplaats",
    "gezinnen",
    "aanbieders",
    "inkoop",
    "contracten",
    "toewijzingen",
    "verzoeken",
    "declaraties",
    "portaal",
    "bewaking",
    "betalingen",
    "begroting",
    "continuiteit",
    "contractbeheer",
    "verantwoording",
    "besluiten",
    "prijzen",
    "verevening",
    "overgang",
    "toegang",
    "teambudget",
    "pgb",
    "bekostiging",
    "wachttijden",
    "gebruik",
    "prognose",
    "boekhouding",
    "lasten",
    "afsluiting",
    "rechtsbescherming",
    "aansluiting",
    "gezinsportaal",
    "bewaren",
    "beheer",
    "werkplek",
    "demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "template_partials",
    "django_htmx",
    "csp",
    *(f"jeugdregio.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    # Outermost: refusals at the gate and static files have the headers too.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "jeugdregio.config.koppen.KoppenMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jeugdregio.gebruikers.middleware.PoortMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jeugdregio.gebruikers.stilte.StilteMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "axes.middleware.AxesMiddleware",
    "jeugdregio.gebruikers.middleware.NamensMiddleware",
    "jeugdregio.logboek.middleware.LogboekMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "jeugdregio.config.urls"
WSGI_APPLICATION = "jeugdregio.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PACKAGE.glob("*/pages/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jeugdregio.config.schil.schil",
            ],
        },
    }
]

# The web and the worker connect as the application role; migrations as the owner: `DATABASE_OWNER_URL`.
DATABASE_URL = env.str(
    "DATABASE_OWNER_URL" if os.environ.get("JEUGDREGIO_ROL") == "eigenaar" else "DATABASE_URL",
    "postgresql://jeugdregio_app@127.0.0.1/jeugdregio",
)
_address = conninfo_to_dict(DATABASE_URL)
_HOW = {name: value for name, value in _address.items() if name not in ("dbname", "user", "password", "host", "port")}
# A migration that cannot get its lock gives up: everybody who comes after it would wait behind it.
_EIGENAAR = {"options": "-c lock_timeout=10s"} if os.environ.get("JEUGDREGIO_ROL") == "eigenaar" else {}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _address.get("dbname", "jeugdregio"),
        "USER": _address.get("user", ""),
        "PASSWORD": _address.get("password", ""),
        "HOST": _address.get("host", ""),
        "PORT": str(_address.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Parameters never travel inside the text of a statement: a failing one would put a BSN in the database log.
        # How to connect, such as sslmode and sslrootcert, is what the address says.
        "OPTIONS": {**_HOW, **_EIGENAAR, "server_side_binding": True},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "gebruikers.Account"
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/inloggen/"

# --- logging in: allauth and axes, as little of both as we use (ADR 0025, docs: instellingen) -----------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "jeugdregio.gebruikers.vakwoorden.GeenVakwoord"},
]
ACCOUNT_ADAPTER = "jeugdregio.gebruikers.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "60/m/ip,5/5m/key"}
ACCOUNT_FORMS = {"change_password": "jeugdregio.gebruikers.pages.formulieren.NieuwWachtwoord"}
MFA_ADAPTER = "jeugdregio.gebruikers.adapters.TweedeFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "jeugdregio.gebruikers.pages.formulieren.Code",
    "reauthenticate": "jeugdregio.gebruikers.pages.formulieren.CodeOpnieuw",
    "activate_totp": "jeugdregio.gebruikers.pages.formulieren.AppKoppelen",
}
MFA_TOTP_PERIOD = 30
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "jeugdregio.gebruikers.adapters.Inlogdiensten"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ONLY = False
AXES_USERNAME_CALLABLE = "jeugdregio.gebruikers.blokkade.wie"
AXES_CLIENT_STR_CALLABLE = "jeugdregio.gebruikers.blokkade.beschrijving"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_SENSITIVE_PARAMETERS = ["username", "password", "csrfmiddlewaretoken", "next"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "gebruikers_kladblok",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
WHITENOISE_USE_FINDERS = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 120 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# A month of a large provider is one form: two fields for each allocation.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600  # a working day, from its beginning: see gebruikers/stilte.py
SESSIE_STIL_MINUTEN = env.int("SESSIE_STIL_MINUTEN", 30)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# What a page says once can name a child: that stays here and does not travel in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
# With this prefix a browser refuses the cookie from another host, a subdomain or an open connection.
COOKIE_VOORVOEGSEL = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_VOORVOEGSEL}sessionid", f"{COOKIE_VOORVOEGSEL}csrftoken"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

leid_om()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["zonder_spoor"]}},
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": opmaak(LOG_VORM),
        }
    },
    "filters": {"zonder_spoor": {"()": ZonderSpoor}},
    "loggers": {"django.request": {"filters": ["zonder_spoor"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}

# --- what the standard leaves open, with our default (docs: instellingen) -------------------------------------
REGIO = env.str("REGIO", "IJSSELLAND")
REGIO_NAAM = env.str("REGIO_NAAM", "Regio IJsselland")
PGB_BIJ_MAATREGEL = env.bool("PGB_BIJ_MAATREGEL", False)

# --- how messages come and go (docs: instellingen) -----------------------------------------------------------
WORKER = env.bool("WORKER", True)
AANSLUITING_MAP = env.str("AANSLUITING_MAP", "")
BERICHTENDIENST = env.str("BERICHTENDIENST", "")
CERTIFICAATKOP = env.str("CERTIFICAATKOP", "")

API_PER_MINUUT_SLEUTEL = env.int("API_PER_MINUUT_SLEUTEL", 600)
API_PER_MINUUT_ADRES = env.int("API_PER_MINUUT_ADRES", 1200)
API_CONTACT_ADRES = env.str("API_CONTACT_ADRES", "https://regio.example/aansluiten")
API_CONTACT_MAIL = env.str("API_CONTACT_MAIL", "aansluiten@regio.example")

# --- the BRP behind an interface; without an address invented people answer (docs: instellingen) -----------------
BRP_URL = env.str("BRP_URL", "")
BRP_HISTORIE_URL = env.str("BRP_HISTORIE_URL", "")
BRP_SLEUTEL = env.str("BRP_SLEUTEL", "")
BRP_CERTIFICAAT = env.str("BRP_CERTIFICAAT", "")
BRP_WACHTTIJD = env.float("BRP_WACHTTIJD", 5.0)

# --- whom to tell about a weak spot (docs: instellingen) ---------------------------------------------------------
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
SECURITY_VERLOOPT = env.str("SECURITY_VERLOOPT", "")

# --- how often the worker counts what must always be true (docs: instellingen) ------------------------------------
CONTROLE_ELKE = env.int("CONTROLE_ELKE", 60)

# --- the demo: invented people, so the login page may say who they are and what their password is -------------
DEMO = env.bool("DEMO", False)
DEMO_WACHTWOORD = "jeugdregio-demo"
# From which account the region pays; an invented one on a demo. And how long a changed account of a provider waits.
BETAAL_IBAN = env.str("BETAAL_IBAN", "NL91ABNA0417164300" if DEMO else "")
BETAAL_NAAM = env.str("BETAAL_NAAM", REGIO_NAAM)
IBAN_WACHTDAGEN = env.int("IBAN_WACHTDAGEN", 5)
# Whether who referred a child sees how that went; off until a region decided so (docs/normen/verwijzers.md).
VERWIJZERS = env.bool("VERWIJZERS", DEMO)
# Whether people of a family can log in to the own file; off until a region decided so (ADR 0041).
GEZINSPORTAAL = env.bool("GEZINSPORTAAL", DEMO)
# How to reach a trust person, as the page of a family says it.
VERTROUWENSPERSOON_BEREIKEN = env.str(
    "VERTROUWENSPERSOON_BEREIKEN", "Vraag uw gemeente hoe u een vertrouwenspersoon bereikt."
)
# Without it nothing of a trust person is written; on a demo the youths are invented.
VERTROUWEN_KEY = env.str("VERTROUWEN_KEY", "alleen-voor-de-demo-met-verzonnen-jeugdigen" if DEMO else "")
