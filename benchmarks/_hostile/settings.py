"""Settings of the program as it is tried: those of the product, with quicker ticks."""

from config.settings import *  # noqa: F403 - the product's, whatever they are
from config.settings import CELERY_BEAT_SCHEDULE, STORAGES

TICK_SECONDS = 1
CELERY_BEAT_SCHEDULE = {
    "monitoring": CELERY_BEAT_SCHEDULE["monitoring"] | {"schedule": 0.5, "options": {"expires": 1}}
}
CELERY_BEAT_MAX_LOOP_INTERVAL = 0.25
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
