"""Settings. What differs between offices comes from the environment; README lists the names.

DATABASE_URL        connection of the application role, which serves requests
OWNER_DATABASE_URL  connection of the owner role, which migrates; used when PROCURACY_ROLE=owner
"""

import datetime
import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from procuracy.web.database import connection_from_url
from procuracy.web.history.context import record_job

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("PROCURACY_VAR", BASE_DIR / "var"))

DEBUG = os.environ.get("PROCURACY_DEBUG") == "1"
SECRET_KEY = os.environ.get("PROCURACY_SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("Thiếu PROCURACY_SECRET_KEY: đặt biến này trước khi chạy.")
    SECRET_KEY = "only-for-development-" + "x" * 40
ALLOWED_HOSTS = os.environ.get("PROCURACY_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("PROCURACY_ORIGINS", "").split(",") if origin
]

INSTALLED_APPS = [
    "procuracy.web",
    "units",
    "targets",
    "meetings",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "procrastinate.contrib.django",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "meetings.desk.live.FollowingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "procuracy.web.errors.UnreadableMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "procuracy.web.access.LoginRequiredMiddleware",
    "units.acting.ActingMiddleware",
    "units.recording.RecordingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "procuracy.web.htmx.VaryMiddleware",
]

ROOT_URLCONF = "procuracy.urls"
WSGI_APPLICATION = "procuracy.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "procuracy.web.engine.Templates",
        "NAME": "django",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meetings.navigation.frame",
            ],
            "builtins": [
                "procuracy.web.templatetags.vietnamese",
                "procuracy.web.templatetags.forms",
            ],
        },
    },
]

# The application role serves; only migrating and granting run as the owner of the tables.
_url_name = "OWNER_DATABASE_URL" if os.environ.get("PROCURACY_ROLE") == "owner" else "DATABASE_URL"
DATABASES = {
    "default": connection_from_url(
        os.environ.get(_url_name, ""), pool=os.environ.get("PROCURACY_POOL") == "1"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "units.User"
# Names are unique without regard to case, by a constraint that this check does not know.
SILENCED_SYSTEM_CHECKS = ["auth.E003"]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "units.passwords.VietnameseCommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "units:sign_in"
LOGIN_REDIRECT_URL = "meetings:my_work"
LOGOUT_REDIRECT_URL = "units:sign_in"


def _minutes(name: str, default: int) -> datetime.timedelta:
    return datetime.timedelta(minutes=int(os.environ.get(name, default)))


# Wrong attempts of the last minutes are counted, per account and address (units/throttling.py).
SIGN_IN_WINDOW = datetime.timedelta(minutes=6)
# Days after which an own password must be changed; 0: never.
PASSWORD_DAYS = int(os.environ.get("PROCURACY_PASSWORD_DAYS", "0"))
# The code of the second factor: tries are counted by units/throttling.py, one place for all.
# Short: every letter makes the sign to scan finer.
OTP_TOTP_ISSUER = "VKSND"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

# A session ends without an act of its user, sooner or later although a page follows by itself
# (live minutes), and in any case after a working day.
SESSION_IDLE = _minutes("PROCURACY_IDLE_MINUTES", 60)
SESSION_FOLLOWING = _minutes("PROCURACY_FOLLOWING_MINUTES", 4 * 60)
SESSION_LENGTH = _minutes("PROCURACY_SESSION_MINUTES", 12 * 60)
SESSION_ENGINE = "units.sessions"
SESSION_COOKIE_AGE = int(SESSION_LENGTH.total_seconds())
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "procuracy.web.errors.csrf_failure"
# Behind the office's TLS proxy; the try-out on one machine speaks plain HTTP.
HTTPS = os.environ.get("PROCURACY_HTTPS", "1") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["procuracy.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or os.environ.get("PROCURACY_PLAIN_STATIC") == "1"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or os.environ.get("PROCURACY_PLAIN_STATIC") == "1"

# Jobs stand in the `jobs` module of each app.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"task_middleware": [record_job]}

# History (procuracy/web/history): every model of these apps is recorded by triggers.
HISTORY: dict[str, Any] = {
    "apps": {"units", "targets", "meetings"},
    # What takes content out of the history is recorded itself.
    "also": {"web.PurgeRequest", "web.Tombstone"},
    "skipped": {
        "units.SignIn",  # written once, and a record itself
        "units.UserSession",
        "units.MovedRow",  # images of rows whose changes are recorded anyway
        "targets.FigureYear",  # what triggers copy from figures, whose changes are recorded
        "meetings.ReportPrint",  # bytes drawn of a draft, until it says something else
        "targets.BoardPrint",  # bytes drawn for somebody, thrown away after a while
        "targets.Workbook",  # likewise
        "targets.WorkbookLoad",  # the figures it writes are recorded, each of them
        "meetings.Writing",  # who sits at a desk just now
        "meetings.ConsolidatedWriting",  # likewise
        "meetings.NoticeStep",  # each change is recorded anyway; a purge takes the steps along
        "meetings.HallFocus",  # what a screen is turned to
    },
    # Columns of which only the change is noted, not the content (bytes are left out anyway).
    "omitted": {
        "units.User": {"password"},
        "units.Document": {"facts"},  # frozen in the document itself, which cannot be changed
        "targets.PlanVersion": {"content"},  # likewise
        "meetings.MinutesVersion": {"content"},  # likewise
        "meetings.Notice": {"earlier", "unmet"},  # frozen with the document's facts
        "units.PaperVersion": {"passages"},  # only added to, and a copy of what is recorded
        "meetings.Volume": {"facts"},  # frozen in the volume itself
    },
    # Columns that say nothing to anybody when they alone change.
    "ignored": {
        "meetings.ChairQuestion": {"key"},  # which line of the list it was
        "units.User": {"last_login"},
        "meetings.Meeting": {"change_no", "surroundings_no", "assessment_version"},
        "meetings.Intervention": {"change_no", "client_key"},
        "meetings.Acceptance": {"key"},  # of the form, against a second press
        "meetings.AgendaItem": {"proposal_key"},
        "meetings.Notice": {"edition"},
        "meetings.NoticeSection": {"has_fresh"},
        "meetings.NoticeParagraph": {"has_fresh"},
        "meetings.Invitation": {"edition"},
        "meetings.MinutesDocument": {"edition"},
        "meetings.Letter": {"edition"},
        "meetings.UnitReport": {"version"},
        "meetings.ConsolidatedReport": {"edition", "change_no", "progress", "drawing", "asked_at"},
        "meetings.ConsolidatedLine": {"change_no", "version", "has_fresh"},
        "targets.PlanDocument": {"edition"},
        "units.AmendingPaper": {"edition"},
        "meetings.VolumeOrder": {"progress"},
    },
    # Texts that save while they are typed.
    "drafts": {
        "meetings.Meeting",
        "meetings.Intervention",
        "meetings.ReportSection",
        "meetings.Notice",
        "meetings.NoticeSection",
        "meetings.NoticeParagraph",
        "meetings.ConsolidatedLine",
    },
    # Rows shown in the history of another one, besides those deleted together with it.
    "parts": {
        "units.Appointment": "person",
        "units.Portfolio": "appointment",
        "units.Succession": "successor",
        "targets.SubmissionStep": "submission",
        "targets.FigureCorrection": "submission",
        "targets.PlanProgress": "task",
        "targets.PlanEvidence": "progress",
        "targets.PlanSupplement": "plan",
        "targets.InstrumentFile": "instrument",
        "targets.PlanVersion": "plan",
        "targets.PlanDocument": "plan",
        "meetings.Exhibit": "intervention",
        "meetings.TaskEvent": "task",
        "meetings.TaskFile": "task",
        "meetings.Extension": "task",
        "meetings.HandOver": "task",
        "meetings.Reclaim": "task",
        "meetings.TaskAnswer": "task",
        "meetings.TaskEvidence": "task",
        "meetings.TaskReview": "task",
        "meetings.TaskReminder": "task",
        "meetings.InspectionFinding": "inspection",
        "meetings.InspectionStep": "inspection",
        "meetings.MeetingStep": "meeting",
        "meetings.MinutesVersion": "meeting",
        "meetings.ConclusionOverride": "version",
        "meetings.ChairQuestion": "meeting",
        "meetings.Invitation": "meeting",
        "meetings.MinutesDocument": "meeting",
        "meetings.ConsolidatedReport": "meeting",
        "meetings.ConsolidatedLine": "report",
        "meetings.ReportDelivery": "report",
        "meetings.MeetingMove": "meeting",
        "meetings.MeetingNews": "meeting",
        "meetings.ReportStep": "report",
        "meetings.ReportCheck": "report",
        "meetings.ReportFile": "report",
        "meetings.Difficulty": "report",
        "meetings.DifficultyStep": "difficulty",
        "meetings.MatterUpdate": "matter",
        "meetings.NarrativeSwitch": "register",
    },
    # Rules asked besides `visible_to` before the history of a row is shown.
    "rules": {
        "meetings.UnitReport": "meetings.permissions.reports.reads_whole",
        "meetings.ReportSection": "meetings.permissions.reports.reads_section",
        "meetings.Inspection": "meetings.permissions.inspections.reads_findings",
        "meetings.InspectionFinding": "meetings.permissions.inspections.reads_finding",
    },
    # Columns whose words are no longer shown, and what says of which rows (keys, or None: all).
    "withheld": {
        "meetings.Matter": ({"summary"}, "meetings.histories.silent_matters"),
        "meetings.MatterUpdate": ({"text"}, "meetings.histories.silent_updates"),
        "meetings.Exhibit": ({"facts"}, "meetings.histories.silent_exhibits"),
        "meetings.ReportSection": ({"facts"}, "meetings.histories.silent_sections"),
    },
    # Changes that a position may not read though it sees the office's: conditions, by appointment.
    "kept": ["meetings.histories.kept"],
    # Names of rows where `str` would ask the database for each of them.
    "names": {
        "units.Unit": "units.histories.unit_names",
        "units.Appointment": "units.histories.appointment_names",
        "units.User": "units.histories.user_names",
        "units.Portfolio": "units.histories.portfolio_names",
        "targets.Explanation": "targets.histories.explanation_names",
        "targets.Figure": "targets.histories.figure_names",
        "targets.FigureCorrection": "targets.histories.correction_names",
        "targets.Submission": "targets.histories.submission_names",
        "targets.TargetAnswer": "targets.histories.answer_names",
        "meetings.UnitReport": "meetings.histories.report_names",
        "meetings.AgendaItem": "meetings.histories.item_names",
        "meetings.Intervention": "meetings.histories.intervention_names",
        "meetings.Directive": "meetings.histories.directive_names",
        "meetings.DirectiveTask": "meetings.histories.task_names",
        "meetings.HostTurn": "meetings.histories.turn_names",
        "meetings.MeetingSeries": "meetings.histories.series_names",
    },
    # Columns that hold keys of the program; the page of purges says them in words.
    "unsaid": {
        "web.PurgeRequest": {"table", "record", "column", "unit_id", "asked_by", "asked_as"},
        "web.Tombstone": {"confirmed_by", "confirmed_as"},
    },
    # The model whose rows own all others: who may read a change follows from it.
    "unit": "units.Unit",
}
# Installed by `migrate` for all tables at once; no migration of an app mentions them.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_MODEL_META = False
PGTRIGGER_SCHEMA_EDITOR = False
PGTRIGGER_INSTALL_ON_MIGRATE = True

# A request may carry one long minute text or one pasted block, not more.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# A file is judged before anything of it touches a disk (design, rule 8).
FILE_UPLOAD_HANDLERS = ["procuracy.web.uploads.receiving.BoundedHandler"]
# ClamAV's socket, `/run/clamav/clamd.ctl` or `host:port`; empty: no scanner. While it does not
# answer, files are refused, or taken with a mark.
CLAMAV = os.environ.get("PROCURACY_CLAMAV", "")
CLAMAV_MAY_BE_AWAY = os.environ.get("PROCURACY_CLAMAV_AWAY", "refuse") == "accept"

# Where the sign on an issued page leads, inside the network; empty: pages bear no sign.
RECORD_ADDRESS = os.environ.get("PROCURACY_ADDRESS", "".join(CSRF_TRUSTED_ORIGINS[:1])).rstrip("/")

EMAIL_BACKEND = os.environ.get(
    "PROCURACY_EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("PROCURACY_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PROCURACY_EMAIL_PORT", "25"))
# A mail server that says nothing is no reason to wait for ever (seconds).
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("PROCURACY_EMAIL_FROM", "van-phong@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
