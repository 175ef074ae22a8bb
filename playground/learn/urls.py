"""Addresses of what there is to read."""

from django.urls import path

from playground.learn import views

urlpatterns = [
    path("gallery", views.examples),
    path("gallery/", views.examples),
    path("gallery/<slug:name>", views.example),
    path("learn", views.learn),
    path("learn/", views.learn),
    path("learn/<slug:slug>", views.lesson),
    path("reference", views.reference),
    path("reference/", views.reference),
    path("reference/<str:code>.json", views.pair),
    path("reference/<str:name>", views.reference),
]
