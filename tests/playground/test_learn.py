"""The pages to read: each answers, works without script, keeps to the policy; every program on them is what it says."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from playground.learn import documents, facts, figures, gallery, lessons, markdown, rejections, showing
from tests.bench import pages
from vm.check import check
from vm.facts.baseline import KERNEL
from vm.live import available, load, release
from vm.protocol import events as e
from vm.session import Request, play

EXAMPLES = list(gallery.examples())
LESSONS = list(lessons.lessons())
PAGES = [
    "/gallery", "/gallery?hook=xdp", "/learn/", "/reference/",
    *(f"/gallery/{name}" for name in EXAMPLES),
    *(f"/learn/{slug}" for slug in LESSONS),
    *(f"/reference/{shelf.name}" for shelf in facts.SHELVES),
    *(f"/reference/{code}" for code in facts.REJECTION_BY_CODE),
    *(f"/reference/{name}" for name in documents.SUMMARIES),
]  # fmt: skip


@pytest.fixture(scope="module")
def bodies():
    client = Client()
    answers = {address: client.get(address) for address in PAGES}
    assert {address: a.status_code for address, a in answers.items() if a.status_code != 200} == {}
    return {address: a.content.decode() for address, a in answers.items()}


def test_pages_have_one_heading_and_no_inline_style_or_handler(bodies):
    for address, body in bodies.items():
        assert len(re.findall(r"<h1[ >]", body)) == 1, address
        assert not re.search(r"<[^>]+\s(style|on\w+)=", body), address
        assert all("nonce=" in script for script in re.findall(r"<script[^>]*>", body)), address


def test_no_link_leads_nowhere(bodies):
    client = Client()
    links = {
        urlsplit(urljoin(address, link.replace("&amp;", "&")))._replace(fragment="").geturl()
        for address, body in bodies.items()
        for link in re.findall(r'href="([^"]+)"', body)
    }
    assert not [link for link in links if not link.startswith("/")], "no page leads to another host"
    ours = {link for link in links if link.startswith(("/gallery", "/learn", "/reference"))}
    assert {link for link in ours if client.get(link).status_code != 200} == set()
    opened = {link for link in links if link.startswith("/?")}
    assert len(opened) > 150


def test_every_link_into_the_playground_opens_its_program(bodies):
    from django.test import RequestFactory

    from playground.learn import opening

    factory = RequestFactory()
    for body in bodies.values():
        for link in re.findall(r'href="(/\?[^"]+)"', body):
            assert opening.asked(factory.get(link.replace("&amp;", "&"))) is not None, link


@pytest.mark.parametrize(
    "query",
    ["example=nope", "from=/learn/nope&n=0", "from=/learn/why&n=99", "from=/learn/why&n=x", "from=/reference/no"],
)
def test_what_is_not_there_is_not_opened(query):
    from django.test import RequestFactory

    from playground.learn import opening

    assert opening.asked(RequestFactory().get(f"/?{query}")) is None


@pytest.mark.parametrize("address", ["/gallery/nope", "/learn/nope", "/reference/nope"])
def test_what_is_not_there_is_a_404(address):
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lessons_programs_are_what_it_says(slug):
    for number, snippet in enumerate(lessons.snippets(slug)):
        result = check(snippet.source)
        assert not result.diagnostics, result.diagnostics
        refusals = [verdict.answer.code for verdict in result.verdicts if not verdict.ok]
        assert refusals == [snippet.refused][: bool(snippet.refused)], (slug, number)


RUN = [pytest.param(snippet, id=f"{slug} {n}") for slug in LESSONS for n, snippet in enumerate(lessons.snippets(slug))]


@pytest.mark.live
def test_the_kernel_says_the_same_of_them():
    if not available() or not release().startswith(KERNEL + "."):
        pytest.skip(f"needs bpf(2) of Linux {KERNEL}")
    for snippet in (param.values[0] for param in RUN):
        for verdict in check(snippet.source).verdicts:
            with load(verdict.program, log_level=1) as loaded:
                said = list(loaded.error_lines)
            assert said == list(() if verdict.ok else verdict.answer.error_lines), snippet.source


@pytest.mark.parametrize("snippet", RUN)
def test_a_lessons_program_runs_where_it_stands(snippet):
    """Accepted, it plays to the end and something happens; refused, it comes to what the page says."""
    asked = Request(source=snippet.source, scenario=snippet.scenario or None, unverified=bool(snippet.then))
    told = [event for frame in play(asked) for event in frame.events]
    if not snippet.refused:
        assert told[-1].reason == "done"
        assert any(isinstance(event, e.Returned) for event in told)
    kinds = [event.kind for event in told if isinstance(event, e.Oops)]
    assert kinds == [snippet.then][: bool(snippet.then)]


def test_the_three_forms_of_a_program_stand_side_by_side(bodies):
    (snippet,) = (snippet for snippet in lessons.snippets("jit") if snippet.native)
    bytecode, ir, machine = showing.native(snippet.source)
    slots = {line.slot for line in bytecode.lines}
    assert {line.slot for line in ir.lines} - {None} <= slots
    assert {line.slot for line in machine.lines} - {None} <= slots
    assert bodies["/learn/jit"].count('class="native-column"') == 3


def test_figures_are_in_their_places(bodies):
    assert not any("{{" in body for address, body in bodies.items() if address.startswith("/learn/"))
    assert figures.CAVEAT.split(".", maxsplit=1)[0] in bodies["/learn/jit"]


def test_the_page_of_figures_is_made_of_what_was_kept():
    """`make figures` writes both; the lessons read the same file."""
    page = pages.PAGE.read_text()
    assert pages.written(page, figures.measured()) == page
    assert {found["name"] for found in pages.BLOCK.finditer(page)} == figures.measured().keys()


def test_the_quiz_answers_without_script():
    example = gallery.examples()["kprobe_counter"]
    client = Client()
    assert example.quiz.because not in client.get("/gallery/kprobe_counter").content.decode()
    body = client.get(f"/gallery/kprobe_counter?answer={example.quiz.right}").content.decode()
    assert example.quiz.because in body
    assert 'class="wrong"' not in body
    assert 'class="wrong"' in client.get("/gallery/kprobe_counter?answer=0").content.decode()
    assert client.get("/gallery/kprobe_counter?answer=99").status_code == 200


def test_a_fence_that_means_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="means nothing"):
        markdown.snippets("```ebpf scenaro=web\nexit\n```\n")


def test_html_in_a_text_stays_text():
    assert "<script>" not in markdown.html("<script>alert(1)</script>\n\n```text\n<script>\n```\n")


def test_every_pair_has_its_page(bodies):
    for code in rejections.pairs():
        assert bodies[f"/reference/{code}"].count('class="program"') == 2


def test_a_pair_can_be_read_by_a_program():
    client = Client()
    answer = client.get("/reference/access.maybe-null.json").json()
    assert answer["broken"] != answer["fixed"]
    assert check(answer["fixed"]).ok
    assert not check(answer["broken"]).ok
    without = next(code for code in facts.REJECTION_BY_CODE if code not in rejections.pairs())
    assert client.get(f"/reference/{without}.json").json() is None
    assert client.get("/reference/nope.json").status_code == 404
