"""Settings of the program in the simulated day: those of the product, by a faster clock.

What the program reads from ``timezone.now`` (due times, leases, rests) goes faster; what it waits
for a server or the scheduler sleeps is as many times shorter, but not too short for a machine.
"""

from datetime import timedelta

from django.utils import timezone

from benchmarks._endurance import clock

timezone.now = clock.now

from config.settings import *  # noqa: E402, F403 - models keep the clock that they find
from config.settings import CELERY_BEAT_SCHEDULE, MONITOR_PAUSE  # noqa: E402 - as above
from leases import heartbeat  # noqa: E402 - as above
from monitor.net import fetching  # noqa: E402 - as above

fetching.CONNECT_SECONDS, fetching.TOTAL_SECONDS = 1, 2
heartbeat.LIFE, heartbeat.BEAT = timedelta(minutes=5), max(100 / clock.speed(), 0.5)
TICK_SECONDS = max(60 / clock.speed(), 0.5)
MONITOR_PAUSE = MONITOR_PAUSE / clock.speed()
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": TICK_SECONDS, "options": {"expires": 10 * TICK_SECONDS}}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    if name in {"monitoring", "searching"}
}
CELERY_BEAT_MAX_LOOP_INTERVAL = TICK_SECONDS / 2
