from django.urls import path

from shelterwood.prevent.awareness.views import calling, learning, posters

urlpatterns = [
    path("call", calling.call, name="call"),
    path("call/<str:sector>", calling.call_sector, name="call-sector"),
    path("call/<str:sector>/card", calling.card, name="call-card"),
    path("support", calling.support, name="support"),
    path("missing-child", calling.missing_child, name="missing-child"),
    path("missing-child/sheet", calling.missing_sheet, name="missing-child-sheet"),
    path("learn", learning.learn, name="learn"),
    path("learn/warning-signs", learning.warning_signs, name="warning-signs"),
    path("learn/report-2013", learning.report, name="learn-report"),
    path("learn/kit", learning.kit, name="learn-kit"),
    path("learn/kit/file", learning.kit_file, name="learn-kit-file"),
    path("learn/<slug:audience>", learning.audience, name="learn-audience"),
    path("learn/<slug:audience>/sheet", learning.sheet, name="learn-sheet"),
    path("organization/posters", posters.posters, name="posters"),
    path("organization/posters/how-often", posters.how_often, name="posters-how-often"),
    path("organization/posters/hang", posters.hang, name="poster-hang"),
    path("organization/posters/made/<uuid:poster>/hang", posters.hang, name="poster-made-hang"),
    path("organization/posters/code/<uuid:site>", posters.code, name="poster-code"),
    path("organization/posters/<uuid:hanging>", posters.hanging, name="poster-hanging"),
    path("organization/posters/<uuid:hanging>/look", posters.look, name="poster-look"),
    path("organization/posters/<uuid:hanging>/down", posters.take_down, name="poster-down"),
]
