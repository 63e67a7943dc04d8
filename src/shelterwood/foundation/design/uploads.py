from typing import Any, NoReturn

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler


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
