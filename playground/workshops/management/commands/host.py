"""`manage.py host NAME`: a host's account, and a link with which its password is chosen. No mail is needed."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from playground.workshops.accounts import reset_path


class Command(BaseCommand):
    """Says the link; whoever has it chooses the password."""

    help = "make a host's account, if there is none, and say a link with which its password is chosen"

    def add_arguments(self, parser: CommandParser) -> None:
        """NAME, and where the playground is."""
        parser.add_argument("name")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="where the playground is (%(default)s)")

    def handle(self, *_: Any, name: str, site: str, **__: Any) -> None:
        """Make, and say."""
        model = get_user_model()
        user = model.objects.filter(username=name).first()
        if user is None:
            user = model.objects.create_user(name)
            self.stdout.write(f"{name} is a new host.")
        elif not user.is_active:
            raise CommandError(f"{name} may not log in")
        days = settings.PASSWORD_RESET_TIMEOUT // 86_400
        self.stdout.write(f"Works once, for {days} days: {site.rstrip('/')}{reset_path(user)}")
