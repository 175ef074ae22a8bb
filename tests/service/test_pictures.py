"""Pictures of shared links: a PNG of the right size that shows the code and the verdict, linked from the page."""

import io

from PIL import Image

from playground.pages import picture
from tests.service.conftest import Service
from tests.service.test_api import PASS, SNIPPETS

REFUSED = PASS.replace("r0 = 2", "r0 = *(u64 *)(r3 + 0)\n    r0 = 2")


def pixels(body: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(body))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    return image.convert("RGB")


def colours(image: Image.Image, top: int, bottom: int) -> set[tuple[int, ...]]:
    return {colour for _, colour in image.crop((0, top, 1200, bottom)).getcolors(1 << 20)}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def test_a_shared_link_has_a_picture_with_its_verdict(service: Service) -> None:
    with service.http() as http:
        names = [http.post(SNIPPETS, json={"source": s, "title": "p"}).json()["id"] for s in (PASS, REFUSED)]
        answers = [http.get(f"/s/{name}.png") for name in names]
        page = http.get(f"/s/{names[0]}").text
        unknown = http.get("/s/nothing.png")
    assert f'<meta property="og:image" content="{service.url}/s/{names[0]}.png">' in page
    assert [answer.headers["Content-Type"] for answer in answers] == ["image/png"] * 2
    assert all("max-age=86400" in answer.headers["Cache-Control"] for answer in answers)
    assert unknown.status_code == 404
    feet = [colours(pixels(answer.content), 630 - picture.BAND, 630) for answer in answers]
    assert rgb(picture.GOOD_WASH) in feet[0]
    assert rgb(picture.BAD_WASH) in feet[1]


def test_the_refused_line_is_in_sight_and_marked() -> None:
    source = "\n".join(f"    r{n % 10} = {n}" for n in range(1, 201))
    image = pixels(picture.png("long", source, picture.Verdict(accepted=False, text="Rejected: no", line=150)))
    top = picture.CODE_TOP + picture.BEFORE * picture.LINE_HEIGHT
    assert image.getpixel((picture.MARGIN - 20, top + 10)) == rgb(picture.BAD)
    assert image.getpixel((picture.MARGIN - 20, top - 20)) == rgb(picture.PAPER)


def test_odd_titles_and_sources_are_drawn_all_the_same() -> None:
    for title, source in (
        ("", ""),
        ("é\u202e\x00中" * 60, "\t" * 500 + "exit"),
        ("a", "x" * 20_000),
        ("b", "/*\n" * 300),
    ):
        pixels(picture.png(title, source, None))


def test_a_picture_is_drawn_once() -> None:
    verdict = picture.Verdict(accepted=True, text="Accepted: yes")
    assert picture.png("once", PASS, verdict) is picture.png("once", PASS, verdict)
