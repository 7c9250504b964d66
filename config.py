"""Settings, from the environment. Each is described in docs/operations.md.

Secrets are generated on the first run into the instance folder and never committed.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def _secret(folder: Path) -> str:
    """The signing key: SECRET_KEY, or one made on the first run and kept where only we can read it."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    path = folder / "secret_key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()


def _crm_url(pattern: str) -> str:
    """Where a customer's record is in the company's own system: https, with {id} where the record's id goes."""
    if pattern and not (pattern.startswith("https://") and pattern.count("{id}") == 1):
        raise ValueError("CRM_URL must begin with https:// and have {id} in it once")
    return pattern


class Settings:
    """The embedded default: SQLite, Whoosh, local folders, mail into a folder."""

    def __init__(self) -> None:
        env = os.environ.get
        self.INSTANCE_PATH = Path(env("INSTANCE_PATH", str(ROOT / "instance"))).resolve()
        self.SECRET_KEY = _secret(self.INSTANCE_PATH)
        self.SECRET_KEY_FALLBACKS = [key for key in env("SECRET_KEY_FALLBACKS", "").split(",") if key]
        self.SQLALCHEMY_DATABASE_URI = env("DATABASE_URL", f"sqlite:///{self.INSTANCE_PATH / 'spintaneo.db'}")
        self.SQLALCHEMY_ENGINE_OPTIONS = {"pool_use_lifo": True}
        self.DATABASE_DURABLE = _flag("DATABASE_DURABLE", True)
        self.SEARCH_PATH = Path(env("SEARCH_PATH", str(self.INSTANCE_PATH / "search")))
        self.IMAGES_PATH = Path(env("IMAGES_PATH", str(self.INSTANCE_PATH / "images")))
        self.PORT = int(env("PORT", "8000"))
        self.WEB_WORKERS = int(env("WEB_WORKERS", "2"))
        self.BASE_URL = env("BASE_URL", f"http://127.0.0.1:{self.PORT}").rstrip("/")
        self.BRAND_NAME = env("BRAND_NAME", "Acme")
        self.DEFAULT_LANGUAGE = env("DEFAULT_LANGUAGE", "en")
        self.TIME_ZONE = env("TIME_ZONE", "Europe/Rome")
        self.MAIL_URL = env("MAIL_URL", f"file://{self.INSTANCE_PATH / 'outbox'}")
        self.MAIL_FROM = env("MAIL_FROM", "community@localhost.localdomain")
        self.CRM_URL = _crm_url(env("CRM_URL", ""))
        self.TRUSTED_PROXIES = int(env("TRUSTED_PROXIES", "0"))
        self.PAGE_CACHE_MB = int(env("PAGE_CACHE_MB", "32"))
        self.ANONYMOUS_PER_MINUTE = int(env("ANONYMOUS_PER_MINUTE", "120"))
        self.MEMBER_PER_MINUTE = int(env("MEMBER_PER_MINUTE", "300"))

        https = self.BASE_URL.startswith("https://")
        self.SESSION_COOKIE_NAME = "__Host-session" if https else "session"
        self.SESSION_COOKIE_SECURE = https
        self.SESSION_COOKIE_HTTPONLY = True
        self.SESSION_COOKIE_SAMESITE = "Lax"
        self.SESSION_COOKIE_PATH = "/"
        self.PERMANENT_SESSION_LIFETIME = timedelta(days=30)
        self.MAX_CONTENT_LENGTH = 12 * 1024 * 1024
        self.MAX_FORM_MEMORY_SIZE = 2 * 1024 * 1024
        self.MAX_FORM_PARTS = 200
        self.WTF_CSRF_TIME_LIMIT = 12 * 3600
        self.BABEL_DEFAULT_LOCALE = self.DEFAULT_LANGUAGE
        self.TESTING = False


class TestSettings(Settings):
    """For tests: the same product on a folder and a database of the test's own."""

    __test__ = False

    def __init__(self, instance: Path, database_url: str | None = None) -> None:
        super().__init__()
        self.INSTANCE_PATH = instance
        self.SECRET_KEY = "only-for-tests"
        self.SQLALCHEMY_DATABASE_URI = database_url or f"sqlite:///{instance / 'test.db'}"
        self.DATABASE_DURABLE = False
        self.SEARCH_PATH = instance / "search"
        self.IMAGES_PATH = instance / "images"
        self.MAIL_URL = f"file://{instance / 'outbox'}"
        self.BASE_URL = "http://127.0.0.1"
        self.SESSION_COOKIE_NAME = "session"
        self.SESSION_COOKIE_SECURE = False
        self.ANONYMOUS_PER_MINUTE = self.MEMBER_PER_MINUTE = 1_000_000
        self.TESTING = True
