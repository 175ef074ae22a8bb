"""Addresses of workshops. `code` is typed by people, every other name is made by us."""

from django.urls import path

from playground.workshops import accounts, authoring_views, host_views, participant_views

ACCOUNTS = [
    path("host", authoring_views.home),
    path("host/login", accounts.enter),
    path("host/signup", accounts.signup),
    path("host/logout", accounts.leave),
    path("host/preview", authoring_views.preview),
    path("host/workshops", authoring_views.create),
    path("host/workshops/<slug:workshop_id>", authoring_views.editor),
    path("host/workshops/<slug:workshop_id>/file.md", authoring_views.file),
    path("host/workshops/<slug:workshop_id>/text", authoring_views.save),
    path("host/workshops/<slug:workshop_id>/dry-run", authoring_views.dry_run),
    path("host/workshops/<slug:workshop_id>/publish", authoring_views.publish),
    path("host/workshops/<slug:workshop_id>/delete", authoring_views.delete),
    path("host/workshops/<slug:workshop_id>/start", authoring_views.start),
]
PARTICIPANTS = [
    path("w", participant_views.knock),
    path("w/<slug:code>", participant_views.knock),
    path("w/<slug:code>/join", participant_views.join),
    path("room/<slug:room_id>", participant_views.room),
    path("room/<slug:room_id>/state", participant_views.now),
    path("room/<slug:room_id>/draft", participant_views.draft),
    path("room/<slug:room_id>/run", participant_views.run),
    path("room/<slug:room_id>/check", participant_views.check),
    path("room/<slug:room_id>/submit", participant_views.submit),
    path("room/<slug:room_id>/submissions/<slug:submission_id>", participant_views.submission),
    path("room/<slug:room_id>/hand", participant_views.hand),
    path("room/<slug:room_id>/hint", participant_views.hint),
    path("room/<slug:room_id>/skip", participant_views.skip),
    path("room/<slug:room_id>/consent", participant_views.consent),
    path("room/<slug:room_id>/mine", participant_views.mine),
]
HOSTS = [
    path("room/<slug:room_id>/host", host_views.host),
    path("room/<slug:room_id>/projector", host_views.projector),
    path("room/<slug:room_id>/wall", host_views.wall),
    path("room/<slug:room_id>/qr.svg", host_views.qr),
    path("room/<slug:room_id>/grid", host_views.cells),
    path("room/<slug:room_id>/cell/<slug:person_id>/<slug:step_id>", host_views.cell),
    path("room/<slug:room_id>/column/<slug:step_id>", host_views.column),
    path("room/<slug:room_id>/settings", host_views.configure),
    path("room/<slug:room_id>/code", host_views.code),
    path("room/<slug:room_id>/broadcast", host_views.broadcast),
    path("room/<slug:room_id>/bring", host_views.bring),
    path("room/<slug:room_id>/push", host_views.push),
    path("room/<slug:room_id>/ask", host_views.ask),
    path("room/<slug:room_id>/spotlight", host_views.spotlight),
    path("room/<slug:room_id>/comment", host_views.comment),
    path("room/<slug:room_id>/hint-code", host_views.hint_code),
    path("room/<slug:room_id>/people/<slug:person_id>", host_views.person),
    path("room/<slug:room_id>/cohosts", host_views.cohosts),
    path("room/<slug:room_id>/end", host_views.end),
    path("room/<slug:room_id>/delete", host_views.delete),
    path("room/<slug:room_id>/regrade", host_views.regrade),
    path("room/<slug:room_id>/regrade/apply", host_views.apply_regrade),
    path("room/<slug:room_id>/export.csv", host_views.exported, {"form": "csv"}),
    path("room/<slug:room_id>/export.json", host_views.exported, {"form": "json"}),
    path("room/<slug:room_id>/export.zip", host_views.exported, {"form": "zip"}),
    path("room/<slug:room_id>/report", host_views.reported),
]
urlpatterns = ACCOUNTS + PARTICIPANTS + HOSTS
