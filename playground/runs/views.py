"""Runs over HTTP."""

import json

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from playground import fairness, judge, wire
from playground.errors import ApiError
from playground.runs import feed, frames, health, services
from playground.runs.models import Run
from vm.kernel import pcap
from vm.protocol.packets import leaving

FRAME_PAGE = 4096  # frames in one answer of `/frames`


@require_POST
async def create(request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/runs`."""
    await sync_to_async(fairness.admit)(request, "run")
    body = wire.read(request, wire.RunBody).told()
    await sync_to_async(services.check_door)()
    wrong = await judge.ask("d", {"source": body.source, "scenario": body.scenario})
    if wrong:
        raise ApiError(
            400,
            wrong["code"],
            wrong["message"],
            hint=wrong.get("hint", ""),
            **{name: wrong[name] for name in ("line", "column") if name in wrong},
        )
    run = await sync_to_async(services.start)(body)
    answer = JsonResponse({"id": run.pk, "url": f"/r/{run.pk}", "ws": f"/ws/runs/{run.pk}/"}, status=201)
    answer["Location"] = f"/api/v1/runs/{run.pk}"
    return answer


@require_safe
async def detail(request: HttpRequest, run_id: str) -> HttpResponse:
    """`GET /api/v1/runs/{id}`."""
    return JsonResponse(await sync_to_async(_describe)(run_id))


def _describe(run_id: str) -> dict[str, object]:
    run = Run.objects.select_related("tape").filter(pk=run_id).first()
    if run is None:
        raise Http404
    return services.describe(run)


def since_of(text: str) -> int:
    """The `since` parameter: a frame number. ApiError 400."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ApiError(400, "request.since", "since is a frame's number, counted from 0")
    return int(text)


@require_safe
async def kept_frames(request: HttpRequest, run_id: str) -> HttpResponse:
    """`GET /api/v1/runs/{id}/frames?since=N`. The text of each frame is the one sockets get."""
    seq = since_of(request.GET.get("since", "0"))
    if not await Run.objects.filter(pk=run_id).aexists():
        raise Http404
    texts: list[str] = []
    ended = False
    while len(texts) < FRAME_PAGE:
        page, ended = await feed.history(feed.current().client, run_id, seq + len(texts))
        if not page:
            break
        texts += [frames.whole(run_id, seq + len(texts) + i, events) for i, events in enumerate(page)]
    done = "true" if ended and not page else "false"
    return HttpResponse(f'{{"frames":[{",".join(texts)}],"done":{done}}}', content_type="application/json")


@require_POST
async def stop(request: HttpRequest, run_id: str) -> HttpResponse:
    """`POST /api/v1/runs/{id}/stop`. Whoever knows the run's name may; ended runs stay as they are."""
    await sync_to_async(fairness.admit)(request, "run")
    run = await sync_to_async(services.stop)(run_id)
    if run is None:
        raise Http404
    return JsonResponse({"id": run.pk, "state": run.state}, status=202)


@require_safe
async def captured(request: HttpRequest, run_id: str) -> HttpResponse:
    """`GET /api/v1/runs/{id}/pcap`: the frames that the run let go on, as far as they were told."""
    if not await Run.objects.filter(pk=run_id).aexists():
        raise Http404
    packets: list[tuple[int, bytes, int]] = []
    seq, page, ended = 0, [""], False
    while page and seq < FRAME_PAGE:
        page, ended = await feed.history(feed.current().client, run_id, seq)
        packets += leaving(event for events in page for event in json.loads(events))
        seq += len(page)
    if not ended:
        raise ApiError(409, "run.unfinished", "the run has not ended yet", hint="ask again when it has")
    answer = HttpResponse(pcap.write(packets), content_type="application/vnd.tcpdump.pcap")
    answer["Content-Disposition"] = f'attachment; filename="{run_id}.pcap"'
    return answer


@require_POST
async def capture_to_scenario(request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/scenarios/pcap`: a capture becomes a scenario's text. Read in the sandbox."""
    await sync_to_async(fairness.admit)(request, "check")
    body = wire.read(request, wire.CaptureBody, most=wire.CAPTURE_BYTES)
    found = await judge.ask("p", {"pcap": body.pcap, "title": body.title})
    if "error" in found:
        raise ApiError(400, found["error"]["code"], found["error"]["message"], hint=found["error"].get("hint", ""))
    return JsonResponse(found)


@require_POST
async def check(request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/check`."""
    await sync_to_async(fairness.admit)(request, "check")
    body = wire.read(request, wire.CheckBody)
    try:
        found = await judge.ask("c", {"source": body.source})
    except judge.OverLimit as limit:  # the source can be read; that it costs too much is what we found out
        diagnostic = {"line": 1, "column": 1, "severity": "error", **limit.body}
        found = {"ok": False, "diagnostics": [diagnostic], "programs": []}
    return JsonResponse(found)


@require_POST
async def analyze(request: HttpRequest) -> HttpResponse:
    """`POST /api/v1/analyze`."""
    await sync_to_async(fairness.admit)(request, "check")
    body = wire.read(request, wire.AnalyzeBody)
    found = await judge.ask("a", body.model_dump())
    if "unknown" in found:
        raise ApiError(400, "program.unknown", f"the source has no program called {found['unknown'][:60]!r}")
    return JsonResponse(found)


@require_safe
async def healthz(request: HttpRequest) -> HttpResponse:
    """`GET /healthz`."""
    good, known = await health.cached()
    answer = JsonResponse(known, status=200 if good else 503)
    if not good:
        answer["Retry-After"] = "2"
    return answer
