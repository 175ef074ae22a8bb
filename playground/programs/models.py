"""Saved programs. A snippet never changes: its name is made from its content."""

from django.db import models


class Snippet(models.Model):
    """A source with what is needed to run it again. `seed` as "0x...".

    result   what its first run came to (see playground.pages.drift); NULL while it was never run
    """

    id = models.CharField(primary_key=True, max_length=32)
    source = models.TextField()
    title = models.CharField(max_length=200, blank=True)
    scenario = models.TextField(null=True)
    seed = models.CharField(max_length=18, null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="forks")
    created = models.DateTimeField(auto_now_add=True)
    result = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.title or self.id
