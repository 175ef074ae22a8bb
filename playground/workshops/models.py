"""Workshops, rooms and who is in them. Rows are the record; sockets only tell what changed.

`version` of a participant, a piece of work or a room is the room's counter when it changed last (`rooms.touch`).
"""

from django.conf import settings
from django.db import models

FREE, GATED, TIMED = "free", "gated", "timed"
NEW, EDITING, REJECTED, TESTS, PASSED, SHOWN = "new", "editing", "rejected", "tests", "passed", "shown"
QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "error"


class Workshop(models.Model):
    """An authored file. `published` names the digest of the text whose dry run was good."""

    id = models.CharField(primary_key=True, max_length=32)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="workshops")
    title = models.CharField(max_length=120)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    published = models.CharField(max_length=64, blank=True)
    dry_run = models.JSONField(null=True)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.title


class Room(models.Model):
    """A workshop being held. Keeps its own copy of the text.

    code       what one types to join; NULL once the room has ended
    open       the door: whether new people may join
    gate       gated: index of the last step that is open
    deadline   timed: when the open step ends
    keep_days  after the end, until names and texts are deleted
    counter    rises with every change that somebody watches
    """

    id = models.CharField(primary_key=True, max_length=32)
    workshop = models.ForeignKey(Workshop, null=True, on_delete=models.SET_NULL, related_name="rooms")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rooms")
    cohosts = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="shared_rooms", blank=True)
    title = models.CharField(max_length=120)
    text = models.TextField()
    code = models.CharField(max_length=16, null=True, unique=True)
    open = models.BooleanField(default=True)
    cap = models.PositiveIntegerField(default=200)
    ends = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    pacing = models.CharField(max_length=8, default=FREE)
    gate = models.PositiveIntegerField(default=0)
    deadline = models.DateTimeField(null=True)
    banner = models.CharField(max_length=500, blank=True)
    spotlight = models.ForeignKey("Participant", null=True, on_delete=models.SET_NULL, related_name="+")
    spotlight_step = models.CharField(max_length=40, blank=True)
    keep_days = models.PositiveIntegerField(default=30)
    forgotten = models.BooleanField(default=False)
    counter = models.PositiveBigIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """Somebody in a room. `phrase` is a keyed hash; `key` changes when the device must not be trusted any more."""

    id = models.CharField(primary_key=True, max_length=32)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=60)
    phrase = models.CharField(max_length=64)
    key = models.CharField(max_length=32)
    hidden = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    hand = models.DateTimeField(null=True)
    consent = models.CharField(max_length=40, blank=True)  # the step that may be shown on the wall
    step = models.CharField(max_length=40, blank=True)
    joined = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField()
    acted = models.DateTimeField()
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["room", "name_key"], name="one_name_once_a_room"),
            models.UniqueConstraint(fields=["room", "phrase"], name="one_phrase_once_a_room"),
        )

    def __str__(self) -> str:
        return self.name


class Work(models.Model):
    """One participant's work on one step. `points` and `passed` are the best of all submissions."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="works")
    room = models.ForeignKey(Room, on_delete=models.CASCADE)
    step = models.CharField(max_length=40)
    source = models.TextField()
    state = models.CharField(max_length=10, default=EDITING)
    code = models.CharField(max_length=60, blank=True)
    passed = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    points = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    hints = models.PositiveSmallIntegerField(default=0)
    shown = models.BooleanField(default=False)
    opened = models.DateTimeField()
    solved = models.DateTimeField(null=True)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["participant", "step"], name="one_work_a_step"),)
        indexes = (models.Index(fields=["room", "version"]),)

    def __str__(self) -> str:
        return f"{self.step}: {self.state}"


class Submission(models.Model):
    """A Check (shown tests, for nothing) or a Submit (all tests, for points).

    hints   opened on the step when it was handed in
    points  that count: earned, less what failed submissions and hints cost
    """

    id = models.CharField(primary_key=True, max_length=32)
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="submissions")
    final = models.BooleanField()
    source = models.TextField()
    after_solution = models.BooleanField(default=False)
    hints = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=QUEUED)
    attempt = models.SmallIntegerField(default=0)
    lease = models.DateTimeField(null=True)
    outcomes = models.JSONField(default=list)
    smallest = models.JSONField(default=dict)  # test's name -> snippet's id
    points = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    finished = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["state", "created"]),)

    def __str__(self) -> str:
        return f"{'submit' if self.final else 'check'} {self.state}"


class Notice(models.Model):
    """Something said to one participant, or to all. Read by increasing id."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="notices")
    participant = models.ForeignKey(Participant, null=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12)
    data = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.kind


class Regrade(models.Model):
    """A room's submissions measured by a corrected text. `changes` is the before/after list."""

    room = models.OneToOneField(Room, on_delete=models.CASCADE, related_name="regrade")
    text = models.TextField()
    state = models.CharField(max_length=10, default=QUEUED)
    changes = models.JSONField(default=list)
    applied = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.state
