"""Errors a user can read, and the pages that show them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Refused(Exception):
    """An action that the rules do not allow now; the message is a sentence for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UnreadableMiddleware:
    """PostgreSQL stores no NUL: an address that carries one was never made by a page of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "400.html", status=400)
        return self.get_response(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was left open past a sign-in or sign-out: say so, the browser keeps the text."""
    message = (
        "Biểu mẫu này đã mở từ trước lần đăng nhập gần nhất. "
        "Hãy quay lại trang trước, tải lại trang rồi gửi lại; nội dung chưa lưu vẫn còn trên máy."
    )
    return render(request, "403.html", {"reason": message, "exception": message}, status=403)
