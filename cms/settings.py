"""All settings, on one page. What differs between machines comes from the environment, typed, and fails loudly.

Nothing needs to be set to try the software. An https SITE_URL is what makes an installation a production one.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from cms.lib import environment, mail
from cms.lib.secret import kept_secret

ROOT = Path(__file__).resolve().parent.parent

# --- Where this installation stands -------------------------------------------------------------------------------

SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname or _site.path:
    raise ImproperlyConfigured(f"SITE_URL must be a scheme and a host such as https://news.example, not {SITE_URL!r}.")
IS_PRODUCTION = _site.scheme == "https"

SITE_NAME = environment.text("SITE_NAME", "Steppe")
SITE_TAGLINE = environment.text("SITE_TAGLINE", "News from Central Asia and the lands around it")
DATA_DIR = Path(environment.text("DATA_DIR", str(ROOT / "var"))).resolve()

DEBUG = environment.flag("DEBUG")
if DEBUG and IS_PRODUCTION:
    raise ImproperlyConfigured("DEBUG cannot be on where SITE_URL is https: error pages would show secrets.")

SECRET_KEY = environment.text("SECRET_KEY")
if not SECRET_KEY:
    if IS_PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY must be set where SITE_URL is https. Make one: openssl rand -base64 48")
    SECRET_KEY = kept_secret(DATA_DIR / "secret_key")

ALLOWED_HOSTS = [_site.hostname, *environment.names("ALLOWED_HOSTS")]
if not IS_PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- The parts ----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "cms.apps.CmsConfig",
    "cms.ledger",
    "cms.pictures",
    "cms.site",
    "people",
    "markets",
    "taggit",
    "django_filters",
    "django_prose_editor",
    "articles",
    "articles.legacy",
    "cms.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "cms.accounts.apps.SignInConfig",
    "allauth.mfa",
    # Last, since it puts its own admin pages in the place of theirs.
    "cms.accounts",
]

# Public pages are the same for everybody: session, CSRF and login run only under STAFF_PREFIXES.
STAFF_PREFIXES = ("/admin/",)
MIDDLEWARE = [
    "cms.middleware.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.middleware.policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "cms.middleware.newsroom_time.NewsroomTimeMiddleware",
    "cms.middleware.due.DueMiddleware",
    "cms.middleware.staff.StaffSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cms.middleware.staff.StaffCsrfMiddleware",
    "cms.middleware.staff.StaffAuthenticationMiddleware",
    "cms.middleware.staff.SessionLifeMiddleware",
    "cms.middleware.staff.StaffMessageMiddleware",
    "cms.middleware.staff.StaffAccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEST_RUNNER = "tests.runner.PytestRunner"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.site",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------------------------

# SQLite is the embedded default. Immediate transactions: two writers queue instead of failing half-way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
}
DATABASES = {
    "default": environ.Env.db_url_config(environment.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'steppe.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    # Opening the file anew costs a page more than all its queries.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
    # A host that never answers must not hold a page, or the readiness probe, for minutes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
else:
    raise ImproperlyConfigured("DATABASE_URL must name SQLite (sqlite:///path) or PostgreSQL (postgres://...).")

CACHE_URL = environment.text("CACHE_URL")
if CACHE_URL:
    if not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("CACHE_URL must be the address of a Redis server, such as redis://127.0.0.1:6379/0.")
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CACHE_URL,
            "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 5},
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Signing in ---------------------------------------------------------------------------------------------------

# By user name or e-mail address, under the staff prefixes. Nobody signs up: a chief makes the accounts.
AUTHENTICATION_BACKENDS = ["cms.accounts.backend.StaffBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "cms.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "cms.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ACCOUNT_SESSION_REMEMBER = True
# Counted in the cache, by address and by name; a guess costs the owner's open session nothing.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,100/d/ip,5/5m/key"}
MFA_ADAPTER = "cms.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "cms.accounts.forms.SecondStepForm",
    "add_webauthn": "cms.accounts.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
# Browsers allow passkeys without https on this machine alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION

# --- Mail ---------------------------------------------------------------------------------------------------------

# smtp+tls://name:password@mail.example:587. Without it letters are printed while trying, and in production none go out.
_mail_url = environment.text("EMAIL_URL")
CAN_SEND_MAIL = bool(_mail_url) or not IS_PRODUCTION
globals().update(mail.settings_for(_mail_url or (mail.NOWHERE if IS_PRODUCTION else mail.CONSOLE)))
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", f"desk@{_site.hostname}")

# --- Tags ---------------------------------------------------------------------------------------------------------

TAGGIT_TAGS_FROM_STRING = "articles.models.tag.names_from_text"
TAGGIT_STRING_FROM_TAGS = "articles.models.tag.text_from_tags"

# --- Language and time --------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("kk", "Қазақша"),
    ("ky", "Кыргызча"),
    ("uz", "Oʻzbekcha"),
    ("tg", "Тоҷикӣ"),
]
USE_I18N = True
FORMAT_MODULE_PATH = "cms.formats"
USE_TZ = True
TIME_ZONE = environment.text("NEWSROOM_TIME_ZONE", "Asia/Almaty")

# --- Files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [ROOT / "cms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# After `collectstatic` files are served compressed under the hash of their content; before it, straight from the tree.
_has_manifest = (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cms.staticfiles.HashedStaticFiles"},
}
WHITENOISE_USE_FINDERS = not _has_manifest
WHITENOISE_AUTOREFRESH = DEBUG

# --- Safety -------------------------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if IS_PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_PRODUCTION else "csrf"
# A session ends after twelve idle hours, and after seven days whatever happens in it.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_LONGEST = 7 * 24 * 60 * 60
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# The load balancers' probes speak plain http to the process itself.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
X_FRAME_OPTIONS = "DENY"
# The check looks for Django's CSRF middleware by name; ours is the same one, under the staff prefixes.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
if environment.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The last address is the one that our own proxy adds; those before it are whatever the client wrote.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# A preview of corrections has a box for each of its lines.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_500
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The largest picture file that the library takes; a front server must let it through as well.
PICTURE_MAX_MEGABYTES = environment.number("PICTURE_MAX_MEGABYTES", 30, least=1, most=200)

# --- The paper ----------------------------------------------------------------------------------------------------

# Hosts beside our own to which an editor may lead an old address.
REDIRECT_HOSTS = frozenset(name.casefold() for name in environment.names("REDIRECT_HOSTS"))
# The longest that somebody without an account may read a draft by a link: see articles/sharing.py.
SHARED_LINK_MAX_HOURS = environment.number("SHARED_LINK_MAX_HOURS", 72, least=1, most=720)
# A change of name, zone or contact shows in every process after so long: see cms/site/identity.py.
IDENTITY_KEPT_SECONDS = 30
# How long a process relies on what it knows of the next planned change; what it planned itself it knows at once.
# With 0 the pages leave all of that to `manage.py tick`.
DUE_KEPT_SECONDS = 30
# How many stories the old site had on a page of a list and of a person: its numbered pages lead to where they are now.
OLD_STORIES_PER_PAGE = environment.number("OLD_STORIES_PER_PAGE", 6, least=1, most=100)
OLD_STORIES_PER_AUTHOR_PAGE = environment.number("OLD_STORIES_PER_AUTHOR_PAGE", 10, least=1, most=100)
STORIES_PER_PAGE = environment.number("STORIES_PER_PAGE", 6, least=1, most=100)
# Other addresses for sources of rates, such as a relay of one's own: frankfurter=https://rates.example
QUOTE_URLS = {key: url.rstrip("/") for key, _, url in (one.partition("=") for one in environment.names("QUOTE_URLS"))}

# --- Logs ---------------------------------------------------------------------------------------------------------

LOG_FORMAT = environment.one_of("LOG_FORMAT", "json" if IS_PRODUCTION else "plain", ("json", "plain"))
LOG_LEVEL = environment.one_of("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "cms.logs.RequestIdFilter"},
        "no_tokens": {"()": "cms.logs.NoTokensFilter"},
    },
    "formatters": {
        "json": {"()": "cms.logs.JsonFormatter"},
        "plain": {"format": "{levelname} {name} [{request_id}] {message}", "style": "{"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request_id", "no_tokens"],
        }
    },
    # It would tell of every question to every bank.
    "loggers": {"httpx": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
