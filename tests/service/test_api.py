"""Every wrong request gets a typed error, every answer its headers. Asked of a running playground."""

import json
import re

import pytest

from tests.service.conftest import PASS, REFUSED, Service, unique

pytestmark = pytest.mark.service

JSON = {"Content-Type": "application/json"}
RUNS, CHECK, SNIPPETS = "/api/v1/runs", "/api/v1/check", "/api/v1/snippets"
ANALYZE = "/api/v1/analyze"


def body(**fields: object) -> bytes:
    return json.dumps({"source": PASS} | fields).encode()


BAD = [
    # what                      method  path      headers                                   body                                     status  code
    ("no such address",         "GET",  "/api/v1/nothing", {},                              b"",                                     404, "request.not-found"),
    ("no such run",             "GET",  RUNS + "/nothing", {},                              b"",                                     404, "request.not-found"),
    ("frames of no run",        "GET",  RUNS + "/nothing/frames", {},                       b"",                                     404, "request.not-found"),
    ("wrong method on runs",    "GET",  RUNS,     {},                                       b"",                                     405, "request.method"),
    ("wrong method on check",   "PUT",  CHECK,    JSON,                                     b"{}",                                   405, "request.method"),
    ("wrong method on docs",    "POST", "/api/v1/docs", JSON,                               b"{}",                                   405, "request.method"),
    ("no content type",         "POST", RUNS,     {},                                       body(),                                  415, "request.content-type"),
    ("form content type",       "POST", RUNS,     {"Content-Type": "application/x-www-form-urlencoded"}, b"source=x",                415, "request.content-type"),
    ("text content type",       "POST", CHECK,    {"Content-Type": "text/plain"},           body(),                                  415, "request.content-type"),
    ("compressed",              "POST", RUNS,     JSON | {"Content-Encoding": "gzip"},      body(),                                  415, "request.content-encoding"),
    ("other charset",           "POST", RUNS,     {"Content-Type": "application/json; charset=utf-16"}, body(),                      415, "request.charset"),
    ("not JSON",                "POST", RUNS,     JSON,                                     b"{",                                    400, "request.json"),
    ("empty body",              "POST", RUNS,     JSON,                                     b"",                                     400, "request.json"),
    ("not UTF-8",               "POST", RUNS,     JSON,                                     b'{"source":"\xff"}',                    400, "request.json"),
    ("NaN",                     "POST", RUNS,     JSON,                                     b'{"source":"x","seed":NaN}',            400, "request.json"),
    ("name twice",              "POST", RUNS,     JSON,                                     b'{"source":"x","source":"y"}',          400, "request.json"),
    ("deep nesting",            "POST", RUNS,     JSON,                                     b"[" * 5000 + b"]" * 5000,               400, "request.json"),
    ("long number",             "POST", RUNS,     JSON,                                     b'{"source":"x","seed":' + b"9" * 5000 + b"}", 400, "request.json"),
    ("a list",                  "POST", RUNS,     JSON,                                     b"[]",                                   400, "request.invalid"),
    ("a string",                "POST", CHECK,    JSON,                                     b'"x"',                                  400, "request.invalid"),
    ("no source",               "POST", RUNS,     JSON,                                     b"{}",                                   400, "request.missing-field"),
    ("null source",             "POST", RUNS,     JSON,                                     b'{"source":null}',                      400, "request.invalid"),
    ("source a number",         "POST", CHECK,    JSON,                                     b'{"source":1}',                         400, "request.invalid"),
    ("empty source",            "POST", RUNS,     JSON,                                     body(source=""),                         400, "request.invalid"),
    ("blank source",            "POST", CHECK,    JSON,                                     body(source=" \n"),                      400, "request.invalid"),
    ("empty snippet",           "POST", SNIPPETS, JSON,                                     body(source=""),                         400, "request.invalid"),
    ("oversized source",        "POST", RUNS,     JSON,                                     body(source="#" * 65_537),               400, "request.invalid"),
    ("oversized in bytes",      "POST", CHECK,    JSON,                                     body(source="é" * 40_000),               400, "request.invalid"),
    ("oversized snippet",       "POST", SNIPPETS, JSON,                                     body(source="#" * 65_537),               400, "request.invalid"),
    ("body over 1 MiB",         "POST", RUNS,     JSON,                                     body(source="#" * (1 << 20)),            413, "request.too-large"),
    ("oversized body",          "POST", RUNS,     JSON,                                     body(source="#" * (1 << 21)),            413, "request.too-large"),
    ("NUL in source",           "POST", RUNS,     JSON,                                     body(source="exit\0"),                   400, "request.nul"),
    ("NUL in title",            "POST", SNIPPETS, JSON,                                     body(title="\0"),                        400, "request.nul"),
    ("NUL in a name",           "POST", SNIPPETS, JSON,                                     b'{"source":"x","a\\u0000":1}',          400, "request.nul"),
    ("lone surrogate",          "POST", RUNS,     JSON,                                     b'{"source":"\\ud800"}',                 400, "request.surrogate"),
    ("lone surrogate in check", "POST", CHECK,    JSON,                                     b'{"source":"x\\udfff"}',                400, "request.surrogate"),
    ("unknown field",           "POST", RUNS,     JSON,                                     body(sauce="x"),                         400, "request.unknown-field"),
    ("unknown field in check",  "POST", CHECK,    JSON,                                     body(seed=1),                            400, "request.unknown-field"),
    ("seed a bool",             "POST", RUNS,     JSON,                                     body(seed=True),                         400, "request.invalid"),
    ("seed a float",            "POST", RUNS,     JSON,                                     body(seed=1.0),                          400, "request.invalid"),
    ("seed an exponent",        "POST", RUNS,     JSON,                                     b'{"source":"x","seed":1e3}',            400, "request.invalid"),
    ("seed negative",           "POST", RUNS,     JSON,                                     body(seed=-1),                           400, "request.invalid"),
    ("seed above 64 bits",      "POST", RUNS,     JSON,                                     body(seed=1 << 64),                      400, "request.invalid"),
    ("seed a word",             "POST", RUNS,     JSON,                                     body(seed="seven"),                      400, "request.invalid"),
    ("seed a list",             "POST", SNIPPETS, JSON,                                     body(seed=[1]),                          400, "request.invalid"),
    ("seed of a snippet bool",  "POST", SNIPPETS, JSON,                                     body(seed=False),                        400, "request.invalid"),
    ("trace a number",          "POST", RUNS,     JSON,                                     body(trace=1),                           400, "request.invalid"),
    ("unknown engine",          "POST", RUNS,     JSON,                                     body(engine="v8"),                       400, "request.invalid"),
    ("scenario a number",       "POST", RUNS,     JSON,                                     body(scenario=7),                        400, "request.invalid"),
    ("unknown scenario",        "POST", RUNS,     JSON,                                     body(scenario="no-such-scenario"),       400, "scenario."),
    ("title a number",          "POST", SNIPPETS, JSON,                                     body(title=7),                           400, "request.invalid"),
    ("title too long",          "POST", SNIPPETS, JSON,                                     body(title="x" * 201),                   400, "request.invalid"),
    ("unknown parent",          "POST", SNIPPETS, JSON,                                     body(parent="nothing"),                  400, "snippet.unknown-parent"),
    ("foreign origin",          "POST", RUNS,     JSON | {"Origin": "http://evil.example"}, body(),                                  403, "request.origin"),
    ("null origin",             "POST", SNIPPETS, JSON | {"Origin": "null"},                body(),                                  403, "request.origin"),
    ("cross-site fetch",        "POST", RUNS,     JSON | {"Sec-Fetch-Site": "cross-site"},  body(),                                  403, "request.origin"),
    ("unknown host",            "GET",  "/api/v1/openapi.json", {"Host": "evil.example"},   b"",                                     400, "request.host"),
    ("since negative",          "GET",  RUNS + "/x/frames?since=-1", {},                    b"",                                     400, "request.since"),
    ("does not assemble",       "POST", RUNS,     JSON,                                     body(source=".section xdp\nr11 = 1\nexit\n"), 400, "asm."),
    ("circular .equ",           "POST", RUNS,     JSON,                                     body(source=".equ A, B\n.equ B, A\n.section xdp\nr0 = A\nexit\n"), 400, ""),
    ("negative map size",       "POST", RUNS,     JSON,                                     body(source=".map m, hash, key=-4, value=8, max_entries=1\n.section xdp\nr0 = 2\nexit\n"), 400, ""),
    ("huge map",                "POST", RUNS,     JSON,                                     body(source=".map m, array, key=4, value=4294967295, max_entries=4294967295\n.section xdp\nr0 = 2\nexit\n"), 400, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "method", "path", "headers", "content", "status", "code"), BAD, ids=[b[0] for b in BAD]
)
def test_typed_error(service: Service, what, method, path, headers, content, status, code) -> None:
    with service.http() as http:
        answer = http.request(method, path, headers=headers, content=content)
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["code"].startswith(code)
    assert error["message"]
    assert set(error) <= {"code", "message", "hint", "line", "column"}
    assert "Traceback" not in answer.text


def test_an_assembly_error_has_its_place(service: Service) -> None:
    with service.http() as http:
        answer = http.post(RUNS, json={"source": ".section xdp\nr0 = 2\nr11 = 1\nexit\n"})
    assert answer.status_code == 400
    assert answer.json()["error"]["line"] == 3
    assert answer.json()["error"]["column"] >= 1


def test_a_405_says_what_is_allowed(service: Service) -> None:
    with service.http() as http:
        assert http.get(RUNS).headers["Allow"] == "POST"


PATHS = [
    "/",
    "/healthz",
    "/api/v1/docs",
    "/api/v1/openapi.json",
    "/api/v1/nothing",
    "/nothing",
    "/robots.txt",
    "/favicon.ico",
]


@pytest.mark.parametrize("path", PATHS)
def test_headers_of_every_answer(service: Service, path: str) -> None:
    with service.http() as http:
        answer = http.get(path, headers={"Accept": "text/html"})
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer", "strict-origin"}
    policy = dict(rule.strip().partition(" ")[::2] for rule in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["object-src"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy["script-src"]


def test_each_page_has_its_own_nonce_and_every_script_carries_it(service: Service) -> None:
    nonces = set()
    with service.http() as http:
        for path in ("/", "/", "/api/v1/docs"):
            answer = http.get(path)
            nonce = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])[1]
            nonces.add(nonce)
            for script in re.findall(r"<(?:script|style)\b[^>]*>", answer.text):
                assert f'nonce="{nonce}"' in script or 'type="application/json"' in script
            assert not re.search(r"\son[a-z]+=", answer.text)
            assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", answer.text)
    assert len(nonces) == 3
    assert min(map(len, nonces)) >= 22


def test_the_first_page_shows_source_and_a_finished_run_without_script(service: Service) -> None:
    with service.http() as http:
        page = http.get("/").text
    boot = json.loads(re.search(r'<script id="boot" type="application/json">(.*?)</script>', page, re.DOTALL)[1])
    assert ".section xdp" in page.partition('<script id="boot"')[0]
    assert boot["frames"][0]["events"][0]["type"] == "assembled"
    assert boot["frames"][-1]["events"][-1]["type"] == "finished"
    assert boot["frames"][-1]["events"][-1]["reason"] == "done"
    assert [frame["seq"] for frame in boot["frames"]] == list(range(len(boot["frames"])))


def test_openapi_names_every_address_and_docs_show_them(service: Service) -> None:
    with service.http() as http:
        document = http.get("/api/v1/openapi.json").json()
        page = http.get("/api/v1/docs").text
    assert document["openapi"].startswith("3.")
    wanted = {"/healthz", RUNS, CHECK, ANALYZE, SNIPPETS, "/api/v1/scenarios/pcap", "/api/v1/objects"}
    wanted |= {RUNS + "/{id}" + more for more in ("", "/frames", "/stop", "/pcap")}
    assert set(document["paths"]) == wanted
    assert all(path in page for path in wanted)


def test_analyze_answers_with_the_views_wanted(service: Service) -> None:
    source = ".section xdp\nfirst:\nr0 = 2\nexit\n.section socket\nsecond:\nr0 = 0\nexit\n"
    with service.http() as http:
        one = http.post(ANALYZE, json={"source": source, "program": "second", "want": ["states", "graph"]}).json()
        wrong = http.post(ANALYZE, json={"source": "nonsense\n"}).json()
        nobody = http.post(ANALYZE, json={"source": source, "program": "third"})
        odd = http.post(ANALYZE, json={"source": source, "want": ["everything"]})
        edit = {"pc": 0, "hex": "b700000003000000"}
        edited = http.post(ANALYZE, json={"source": source, "program": "second", "edit": edit}).json()
        short = http.post(ANALYZE, json={"source": source, "edit": {"pc": 0, "hex": "b7"}})
    assert one["programs"] == ["first", "second"]
    assert one["program"]["name"] == "second"
    assert one["program"].keys() >= {"states", "graph", "insns", "walked", "left_out"}
    assert "log" not in one["program"]
    assert wrong["program"] is None
    assert wrong["diagnostics"]
    assert (nobody.status_code, nobody.json()["error"]["code"]) == (400, "program.unknown")
    assert (odd.status_code, odd.json()["error"]["code"]) == (400, "request.invalid")
    assert edited["program"]["edited"] == {"text": "r0 = 3", "mnemonic": "mov r0, 3"}
    assert (short.status_code, short.json()["error"]["code"]) == (400, "request.invalid")


def test_check_answers_200_with_diagnostics_or_verdicts(service: Service) -> None:
    with service.http() as http:
        wrong = http.post(CHECK, json={"source": ".section xdp\nr0 = 2\nexti\n"})
        refused = http.post(CHECK, json={"source": REFUSED})
        good = http.post(CHECK, json={"source": PASS})
    assert [a.status_code for a in (wrong, refused, good)] == [200, 200, 200]
    assert wrong.json()["diagnostics"][0]["line"] == 3
    assert {"line", "column", "code", "message"} <= set(wrong.json()["diagnostics"][0])
    verdict = refused.json()["programs"][0]
    assert verdict["ok"] is False
    assert verdict["line"] == 3
    assert verdict["error_line"] == "R0 !read_ok"
    assert good.json()["programs"][0]["ok"] is True


# --- snippets ---------------------------------------------------------------------------------------

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} `` ```"


def test_a_snippet_is_named_by_its_content_and_never_changes(service: Service) -> None:
    document = {"source": unique(PASS, "snippet"), "title": "One", "scenario": None, "seed": 7}
    with service.http() as http:
        first, again = http.post(SNIPPETS, json=document), http.post(SNIPPETS, json=document)
        other = http.post(SNIPPETS, json=document | {"seed": 8})
        assert first.status_code == again.status_code == 201
        assert first.json() == again.json()
        assert other.json()["id"] != first.json()["id"]
        name = first.json()["id"]
        assert re.fullmatch(r"[1-9A-HJ-NP-Za-km-z]{12,}", name)
        assert first.json()["url"] == f"/s/{name}"
        kept = http.get(f"/s/{name}.json").json()
        assert (kept["id"], kept["title"], kept["source"], kept["seed"]) == (name, "One", document["source"], "0x7")
        source = http.get(f"/s/{name}.s")
        assert source.text == document["source"]
        assert source.headers["Content-Type"].startswith("text/plain")
        fork = http.post(SNIPPETS, json=document | {"parent": name}).json()
        assert f"/s/{name}" in http.get(fork["url"]).text


def test_a_hostile_title_and_source_stay_text(service: Service) -> None:
    document = {"source": f"# {HOSTILE}\n{PASS}", "title": HOSTILE}
    with service.http() as http:
        name = http.post(SNIPPETS, json=document).json()["id"]
        for path in (f"/s/{name}", f"/e/{name}"):
            page = http.get(path).text
            assert "<script>alert" not in page
            assert "<img" not in page
            assert "&lt;img src=x onerror=alert(2)&gt;" in page
        markdown = http.get(f"/s/{name}.md").text
        assert "````asm" in markdown
        assert http.get(f"/s/{name}.json").json()["title"] == HOSTILE


def test_an_embed_shows_what_its_address_asks_for(service: Service) -> None:
    source = ".section xdp\nmain:\n    r0 = 2\n    exit\n"
    with service.http() as http:
        name = http.post(SNIPPETS, json={"source": source, "title": "a <b>"}).json()["id"]
        part = http.get(f"/e/{name}?lines=3-3&theme=dark&spoiler=1").text
        odd = http.get(f"/e/{name}?lines=9-3&theme=%22%3Cscript%3E&panes=everything").text
    assert "r0 = 2" in re.sub(r"<[^>]*>", "", part)
    assert ".section xdp" not in part
    assert "<details>" in part
    assert "color-scheme: dark;" in part
    assert ".section xdp" in odd
    assert "script" not in odd


def test_oembed_answers_for_our_own_snippets_only(service: Service) -> None:
    with service.http() as http:
        name = http.post(SNIPPETS, json={"source": PASS, "title": 'a "title" <b>'}).json()["id"]
        here = str(http.base_url).rstrip("/")
        page = http.get(f"/s/{name}").text
        found = http.get("/oembed", params={"url": f"{here}/s/{name}", "maxwidth": "300", "maxheight": "99999"})
        refused = [
            http.get("/oembed", params={"url": url}).status_code
            for url in (
                f"https://elsewhere.example/s/{name}",
                f"{here}/s/nothing",
                f"{here}/r/{name}",
                "",
                "javascript:1",
            )
        ]
        xml = http.get("/oembed", params={"url": f"{here}/s/{name}", "format": "xml"})
    answer = found.json()
    assert (answer["type"], answer["version"], answer["width"], answer["height"]) == ("rich", "1.0", 300, 420)
    assert answer["title"] == 'a "title" <b>'
    assert f'src="{here}/e/{name}?run=click"' in answer["html"]
    assert 'title="a &quot;title&quot; &lt;b&gt;"' in answer["html"]
    assert refused == [404] * 5
    assert xml.status_code == 501
    assert "application/json+oembed" in page


def test_embeds_are_framable_and_cookieless_and_nothing_else_is(service: Service) -> None:
    with service.http() as http:
        name = http.post(SNIPPETS, json={"source": PASS, "title": "e"}).json()["id"]
        embed, running, page = (http.get(path) for path in (f"/e/{name}", f"/e/{name}?run=click", f"/s/{name}"))
    assert "frame-ancestors *" in embed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed.headers
    assert "Set-Cookie" not in embed.headers
    assert "<script" not in embed.text
    assert "script-src 'none'" in embed.headers["Content-Security-Policy"]
    assert "script-src 'nonce-" in running.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in running.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in running.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    cookie = page.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    "path", ["/s/nothing", "/s/nothing.s", "/s/nothing.json", "/s/nothing.md", "/e/nothing", "/r/nothing"]
)
def test_what_does_not_exist_is_404(service: Service, path: str) -> None:
    with service.http() as http:
        assert http.get(path).status_code == 404
