"""The worker's door: `celery -A playground.celery worker`."""

import os
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "playground.settings")

# Celery warns when it is root. Users' programs never run in its processes, whoever it is.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("playground")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["playground.runs", "playground.workshops"])
