from django.urls import path

from shelterwood.prevent.training.editing import views

urlpatterns = [
    path("training/authoring", views.home, name="authoring"),
    path("training/authoring/courses/<slug:slug>", views.versions, name="course-versions"),
    path("training/authoring/versions/<uuid:edition>", views.version, name="course-version"),
    path("training/authoring/versions/<uuid:edition>/preview", views.version_preview, name="version-preview"),
    path("training/authoring/versions/<uuid:edition>/preview/<slug:name>", views.version_preview, name="version-preview-lesson"),
    path("training/authoring/versions/<uuid:edition>/zip", views.version_zip, name="course-version-zip"),
    path("training/authoring/<uuid:draft>", views.draft, name="draft"),
    path("training/authoring/<uuid:draft>/files/<path:file>", views.file, name="draft-file"),
    path("training/authoring/<uuid:draft>/preview", views.draft_preview, name="draft-preview"),
    path("training/authoring/<uuid:draft>/preview/<slug:name>", views.draft_preview, name="draft-preview-lesson"),
    path("training/authoring/<uuid:draft>/changes", views.changes, name="draft-changes"),
    path("training/authoring/<uuid:draft>/zip", views.draft_zip, name="draft-zip"),
    path("training/authoring/<uuid:draft>/upload", views.upload, name="draft-upload"),
]
