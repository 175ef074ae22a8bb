"""Runs. The row is the record: what was asked, how far it is, how it ended. Redis only carries."""

from django.db import models

QUEUED, RUNNING = "queued", "running"
ENDS = ("done", "rejected", "fault", "limit", "stopped", "error")  # `finished.reason`


class Tape(models.Model):
    """All frames of a finished run, without the run's name: runs of equal content share one.

    content   key of the inputs and of the toolchain; NULL when the end was not deterministic
    events    zlib of the frames' event lists, one JSON text a line
    """

    content = models.CharField(max_length=64, null=True, unique=True)
    events = models.BinaryField()
    frames = models.IntegerField()
    reason = models.CharField(max_length=16)
    message = models.TextField()
    summary = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.frames} frames, {self.reason}"


class Run(models.Model):
    """One run.

    seed      "0x...", NULL for the scenario's own
    state     QUEUED, RUNNING or one of ENDS
    unverified   refused programs are played too, as a kernel module would run
    coverage  the end tells how often each instruction began
    lane      the queue that carries it: "runs", or "workshop" for those of a class
    attempt   how often a worker has claimed it; lease: until when that worker may be trusted to be alive
    shared    the tape was made by an earlier run of equal content
    """

    id = models.CharField(primary_key=True, max_length=32)
    source = models.TextField()
    scenario = models.TextField(null=True)
    seed = models.CharField(max_length=18, null=True)
    engine = models.CharField(max_length=8)
    trace = models.BooleanField()
    unverified = models.BooleanField(default=False)
    coverage = models.BooleanField(default=False)
    lane = models.CharField(max_length=16, default="runs")
    content = models.CharField(max_length=64)

    state = models.CharField(max_length=16, default=QUEUED)
    attempt = models.SmallIntegerField(default=0)
    lease = models.DateTimeField(null=True)
    tape = models.ForeignKey(Tape, null=True, on_delete=models.PROTECT)
    shared = models.BooleanField(default=False)

    created = models.DateTimeField()
    published = models.DateTimeField()
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["state", "created"]),
            models.Index(fields=["created"]),
        )

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
