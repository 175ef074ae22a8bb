"""What `/?example=NAME` and `/?from=/learn/SLUG&n=K` open: a program of one of our own pages."""

from dataclasses import dataclass

from django.http import HttpRequest

from playground.learn import gallery, lessons, rejections


@dataclass(frozen=True, slots=True)
class Opened:
    """A program to put into the editor."""

    source: str
    title: str
    scenario: str | None


def asked(request: HttpRequest) -> Opened | None:
    """The program that the query names; None if it names none that there is."""
    name = request.GET.get("example", "")
    stem = name.removesuffix(".broken")
    if example := gallery.examples().get(stem):
        twin = stem != name
        return Opened(example.twin if twin else example.source, example.title, example.scenario)
    place, number = request.GET.get("from", ""), request.GET.get("n", "")
    slug = place.removeprefix("/learn/")
    if slug != place and slug in lessons.lessons() and number.isascii() and number.isdigit() and len(number) < 3:
        programs = lessons.snippets(slug)
        if int(number) < len(programs):
            found = programs[int(number)]
            return Opened(found.source, lessons.lessons()[slug].title, found.scenario or None)
    code = place.removeprefix("/reference/")
    if code != place and (pair := rejections.pairs().get(code)):
        return Opened(pair.fixed if number == "fixed" else pair.broken, pair.title, None)
    return None
