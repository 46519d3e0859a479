"""Settings of the workers and schedulers that tests/test_killing.py starts and kills."""

from datetime import timedelta

from leases import heartbeat
from tests.settings import *  # noqa: F403
from tests.settings import CELERY_BEAT_SCHEDULE, env

#: Short enough to be waited for.
heartbeat.LIFE, heartbeat.BEAT = timedelta(seconds=3), 1.0
TICK_SECONDS = 1
CELERY_BEAT_SCHEDULE = {
    "monitoring": CELERY_BEAT_SCHEDULE["monitoring"] | {"schedule": 0.5, "options": {"expires": 1}}
}
CELERY_BEAT_MAX_LOOP_INTERVAL = 0.5
CELERY_TASK_DEFAULT_QUEUE = env.str("ZHOUBAO_TEST_QUEUE")
