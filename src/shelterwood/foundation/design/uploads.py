"""Files: refused everywhere, but where a view says that it takes one, of what size, and reads it itself."""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import decorator_from_middleware

from shelterwood.foundation.design.forms import CsrfForSessions

type View = Callable[..., HttpResponse]


class UploadRefused(SuspiciousOperation):
    """Somebody tried to send a file. Nothing of it was read: pictures belong to the CyberTipline or the police."""


class RefuseUploads(FileUploadHandler):
    """Refuse every file before its first byte is kept, in memory or on disk.

    Possession of sexual images of a minor is a federal crime (18 USC 2252, 2252A); this site takes none.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UploadRefused("This site takes no files.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> NoReturn:
        raise UploadRefused("This site takes no files.")

    def file_complete(self, file_size: int) -> NoReturn:
        raise UploadRefused("This site takes no files.")


class InMemory(FileUploadHandler):
    """One file of at most so many bytes, in memory alone; a larger one is refused while it comes."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most, self.kept = most, io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.kept.tell() + len(raw_data) > self.most:
            raise UploadRefused("The file is larger than this page takes.")
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(self.kept, self.field_name, "file", "application/octet-stream", file_size, None)


def takes_a_file(most: int) -> Callable[[View], View]:
    """Let a view read one uploaded file of at most so many bytes. What kind of file it is, the view looks at itself.

    The form's protection against other sites reads the form, and so comes after the handler is set instead of before.
    """

    def decorate(view: View) -> View:
        protected: View = decorator_from_middleware(CsrfForSessions)(view)

        @wraps(view)
        def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            request.upload_handlers = [InMemory(request, most)]
            return protected(request, *args, **kwargs)

        inner.csrf_exempt = True  # type: ignore[attr-defined]  # asked above instead
        return inner

    return decorate
