"""Settings of the coordination site. What differs between machines comes from `environment`; everything else is fixed here."""

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from shelterwood.project import environment

PACKAGE = Path(__file__).resolve().parent.parent
REPOSITORY = PACKAGE.parent.parent
DATA = environment.data_folder()
MODE = environment.mode()
DEMONSTRATION = MODE != "production"  # whether everybody here is invented
BEHIND_PROXY = MODE != "demonstration"
REAL_SITE = environment.site_beside("SHELTERWOOD_REAL_SITE", needed=True) if MODE == "practice" else ""
PRACTICE_SITE = environment.site_beside("SHELTERWOOD_PRACTICE_SITE", needed=False) if MODE == "production" else ""

SECRET_KEY = environment.secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = environment.hosts()
ROOT_URLCONF = "shelterwood.project.urls"
WSGI_APPLICATION = "shelterwood.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["shelterwood.foundation.accounts.backend.Accounts"]
LOGIN_URL = "home"
CSRF_FAILURE_VIEW = "shelterwood.project.views.csrf_failed"

# Top floor first; a slice knows only those below it (see ARCHITECTURE.md).
INSTALLED_APPS = [
    "shelterwood.demo",
    "shelterwood.collaborate.region",
    "shelterwood.collaborate.desk",
    "shelterwood.collaborate.measures",
    "shelterwood.collaborate.people",
    "shelterwood.respond.endings",
    "shelterwood.respond.consultations",
    "shelterwood.respond.concerns",
    "shelterwood.prevent.protocols",
    "shelterwood.prevent.training",
    "shelterwood.prevent.awareness",
    "shelterwood.gates.disclosure",
    "shelterwood.gates.law",
    "shelterwood.foundation.drafts",
    "shelterwood.foundation.accounts",
    "shelterwood.foundation.body",
    "shelterwood.foundation.notify",
    "shelterwood.foundation.backup",
    "shelterwood.foundation.vault",
    "shelterwood.foundation.audit",
    "shelterwood.foundation.jobs",
    "shelterwood.foundation.wall",
    "shelterwood.foundation.design",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "shelterwood.foundation.design.headers.PrivacyHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "shelterwood.foundation.design.forms.CsrfForSessions",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "shelterwood.project.entry.middleware.Entry",
    "django.contrib.messages.middleware.MessageMiddleware",
    "shelterwood.foundation.wall.middleware.WhoActs",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "project" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shelterwood.foundation.body.context.body",
                "shelterwood.project.context.rooms",
                "shelterwood.project.help.context.help_with",
                "shelterwood.demo.context.tour",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "shelterwood.foundation.design.templatetags.design",
                "shelterwood.foundation.drafts.templatetags.drafts",
                "shelterwood.foundation.body.templatetags.lines",
                "shelterwood.gates.law.templatetags.duties",
                "shelterwood.prevent.training.templatetags.rosters",
            ],
        },
    }
]
FORM_RENDERER = "shelterwood.foundation.design.forms.Renderer"

DATABASES = {"default": environment.database(DATA)}
OWNER = environment.owner()
PROCESSES = environment.processes()
SITE_ROLE = DATABASES["default"].get("USER", "")
WALLS = "shelterwood.project.walls.WALLS"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["shelterwood.foundation.design.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [DATA / "assets"]
PRINTED_FONTS = DATA / "assets" / "uswds" / "fonts" / "source-sans-pro"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Nothing inline, nothing from elsewhere, no exception.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# Nothing to other sites. `no-referrer` would also blank the Origin of our own forms, which the CSRF check needs.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # what was done stands on the next page, never in a cookie
PASSKEYS_FOR = environment.passkeys_for(ALLOWED_HOSTS)
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
if BEHIND_PROXY:
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

# No file enters through a form; see foundation/design/uploads.py.
FILE_UPLOAD_HANDLERS = ["shelterwood.foundation.design.uploads.RefuseUploads"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# Concerns without an account from one network before each further one waits a little; a hospital behind one address may need more.
CONCERNS_BEFORE_PAUSE = environment.number("SHELTERWOOD_CONCERNS_BEFORE_PAUSE", 12)

MAIL = environment.mail(DATA)
MAILERS = {"default": MAIL.mailer if MAIL else environment.mail_kept_in(DATA)}
DEFAULT_FROM_EMAIL = MAIL.sender if MAIL else "notices@shelterwood.example"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "shelterwood.project.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "shelterwood": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
    },
}
