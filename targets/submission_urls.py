"""Addresses of a month's way to the Office, its deadline, and corrections."""

from django.urls import path

import targets.converters  # noqa: F401  (the month of addresses)
from targets.views import corrections, deadlines, submission_boards, submissions

_MONTH = "submissions/<int:unit>/<month:month>/"
urlpatterns = [
    path(_MONTH, submissions.submission_detail, name="submission_detail"),
    path(f"{_MONTH}submit/", submissions.submission_submit, name="submission_submit"),
    path(f"{_MONTH}send/", submissions.submission_send, name="submission_send"),
    path("submissions/", submissions.submission_list, name="submission_list"),
    path("submissions/board/", submission_boards.submission_board, name="submission_board"),
    path(
        "submissions/board/print/",
        submission_boards.submission_board_print,
        name="submission_board_print",
    ),
    path(
        "submissions/board/export/",
        submission_boards.submission_board_export,
        name="submission_board_export",
    ),
    *(
        path(f"submissions/<int:pk>/{act}/", view, name=view.__name__)
        for act, view in {
            "confirm": submissions.submission_confirm,
            "return": submissions.submission_return,
            "accept": submissions.submission_accept,
        }.items()
    ),
    path(
        "submissions/<int:pk>/corrections/<int:indicator>/",
        corrections.correction_create,
        name="correction_create",
    ),
    path("corrections/", corrections.correction_list, name="correction_list"),
    path("corrections/<int:pk>/", corrections.correction_detail, name="correction_detail"),
    path(
        "corrections/<int:pk>/approve/", corrections.correction_approve, name="correction_approve"
    ),
    path("corrections/<int:pk>/refuse/", corrections.correction_refuse, name="correction_refuse"),
    path("deadlines/<int:period>/", deadlines.deadline_edit, name="deadline_edit"),
    path("deadlines/<int:period>/extend/", deadlines.deadline_extend, name="deadline_extend"),
    path("deadlines/extensions/<int:pk>/drop/", deadlines.deadline_drop, name="deadline_drop"),
]
