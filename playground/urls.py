"""Every address, once."""

from django.urls import include, path

from playground.pages import embed
from playground.pages import views as pages
from playground.programs import views as programs
from playground.reference import views as reference
from playground.runs import views as runs

urlpatterns = [
    path("", pages.home),
    path("healthz", runs.healthz),
    path("api/v1/runs", runs.create),
    path("api/v1/runs/<slug:run_id>", runs.detail),
    path("api/v1/runs/<slug:run_id>/frames", runs.kept_frames),
    path("api/v1/runs/<slug:run_id>/stop", runs.stop),
    path("api/v1/runs/<slug:run_id>/pcap", runs.captured),
    path("api/v1/scenarios/pcap", runs.capture_to_scenario),
    path("api/v1/check", runs.check),
    path("api/v1/analyze", runs.analyze),
    path("api/v1/objects", programs.open_object),
    path("api/v1/snippets", programs.create),
    path("api/v1/openapi.json", reference.openapi),
    path("api/v1/docs", reference.docs),
    path("r/<slug:run_id>", pages.run),
    path("s/<slug:snippet_id>", pages.snippet),
    path("s/<slug:snippet_id>.s", programs.source),
    path("s/<slug:snippet_id>.drift.json", pages.snippet_drift),
    path("s/<slug:snippet_id>.png", pages.snippet_picture),
    path("s/<slug:snippet_id>.bin", programs.bytecode),
    path("s/<slug:snippet_id>.llvm.s", programs.llvm),
    path("s/<slug:snippet_id>.json", programs.document),
    path("s/<slug:snippet_id>.md", programs.markdown),
    path("e/<slug:snippet_id>", embed.embed),
    path("oembed", embed.oembed),
    path("", include("playground.learn.urls")),
    path("", include("playground.workshops.urls")),
    path("robots.txt", pages.robots),
    path("favicon.ico", pages.favicon),
]
