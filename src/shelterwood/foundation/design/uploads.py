"""Files that are sent: refused before the first byte is kept, but on the few pages that ask a signed-in person for one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import wraps
from typing import IO, Any, NoReturn

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

WIDE = (b"\xff\xfe", b"\xfe\xff")  # the marks of UTF-16


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


class TakeFew(FileUploadHandler):
    """Take one file, or the few that belong together, of a kind that is known by its first bytes, each up to a size.

    The name is not looked at and not kept. It lies in a file without a name, which the system removes with the request.
    """

    def __init__(self, request: HttpRequest, welcome: Callable[[bytes], bool], largest: int, most: int) -> None:
        super().__init__(request)
        self.welcome, self.largest, self.left = welcome, largest, most
        self.taken: IO[bytes] | None = None
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not self.left:
            self._refuse("More files than this page takes.")
        self.left -= 1
        self.taken = tempfile.TemporaryFile()  # noqa: SIM115 (the request closes it)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.taken is None or (start == 0 and not self.welcome(raw_data)):
            self._refuse("This page takes no file of this kind.")
        if start + len(raw_data) > self.largest:
            self.too_large = True
            self.upload_interrupted()
            raise StopUpload(connection_reset=False)  # the rest is read past, so that an answer can be given
        self.taken.write(raw_data)

    def upload_interrupted(self) -> None:
        if self.taken is not None:
            self.taken.close()

    def _refuse(self, why: str) -> NoReturn:
        self.upload_interrupted()
        raise UploadRefused(why)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        if self.taken is None or self.too_large:
            return None
        self.taken.seek(0)
        return UploadedFile(self.taken, name="file", size=file_size)


def takes_a_file[View: Callable[..., HttpResponse]](
    welcome: Callable[[bytes], bool], largest: int, may: Callable[[HttpRequest], bool], most: int = 1
) -> Callable[[View], View]:
    """Mark a view to which those who `may` send one file, or `most`. A file of anybody else is refused like everywhere.

    The protection against other sites' forms is asked within, after the handler is set: it reads the form.
    """

    def mark(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and may(request):
                request.upload_handlers = [TakeFew(request, welcome, largest, most)]
            return protected(request, *args, **kwargs)

        return inner  # type: ignore[return-value]  # called as the view is

    return mark


def too_large(request: HttpRequest) -> bool:
    """Whether a file was sent that is larger than the page takes."""
    return any(isinstance(each, TakeFew) and each.too_large for each in request.upload_handlers)


def is_table(head: bytes) -> bool:
    """A zip, or text: no zeros but those of UTF-16, and no mark of a picture, a film, a document or a page."""
    if head.startswith(b"PK\x03\x04") or head.startswith(WIDE):
        return True
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return not head.lstrip().startswith((b"<", b"%PDF", b"\x89PNG", b"GIF8", b"RIFF", b"\xff\xd8\xff")) and (even == 0 or odd == 0)
