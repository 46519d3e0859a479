"""Settings of the test run: those of the product, with quick passwords and folders of its own.

``DATABASE_URL`` chooses the database, as in production; without it SQLite is used.
"""

import os
import tempfile
from pathlib import Path

if "ZHOUBAO_DATA_DIR" not in os.environ:
    # Goes with the process that made it; those it starts inherit it.
    _folder = tempfile.TemporaryDirectory(prefix="zhoubao-tests-", ignore_cleanup_errors=True)
    os.environ["ZHOUBAO_DATA_DIR"] = _folder.name
os.environ.setdefault("ZHOUBAO_SECRET_KEY", "for-tests-only")

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR, DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = Path(DATA_DIR) / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
AXES_ENABLED = False
MONITOR_PAUSE = 0  # servers of tests need no rest

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, because threads and child processes of a test share it.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA_DIR) / "test.sqlite3")}
