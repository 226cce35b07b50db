"""Files: a place to send bytes to, then a message that shares them.

https://docs.slack.dev/messaging/working-with-files#upload
"""

import base64
from dataclasses import dataclass, field

from sandbox.errors import ControlError, SlackError
from sandbox.ids import random_token
from sandbox.json_types import JsonObject
from sandbox.workspace import Workspace

LARGEST = 1_000_000_000
PREVIEW_CHARACTERS = 4000
TEXT_TYPES = {
    "md": "markdown",
    "json": "javascript",
    "txt": "text",
    "csv": "csv",
    "yml": "yaml",
    "yaml": "yaml",
    "py": "python",
}


@dataclass
class UploadedFile:
    """A file on its way into the workspace, or in it."""

    id: str
    name: str
    length: int
    uploader: str
    created: int
    ticket: str
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    mimetype: str | None = None
    is_shared: bool = False
    channels: list[str] = field(default_factory=list)

    @property
    def filetype(self) -> str:
        """Return Slack's word for the kind of file."""
        extension = self.name.rpartition(".")[2].lower()
        return TEXT_TYPES.get(extension, extension or "binary")

    @property
    def preview(self) -> str | None:
        """Return the beginning of a text file."""
        try:
            text = (self.content or b"").decode()
        except UnicodeDecodeError:
            return None
        return text[:PREVIEW_CHARACTERS]


class Files:
    """Keep files, and the tickets by which bytes come in."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._files: dict[str, UploadedFile] = {}
        self.base_url = ""

    def expect(self, name: str, length: int, *, uploader: str, alt_text: str = "") -> UploadedFile:
        """Make room for a file that will be sent."""
        if not 0 < length <= LARGEST:
            raise SlackError("invalid_arguments" if length <= 0 else "file_upload_size_restricted")
        created = int(self._workspace.clock.now().timestamp())
        file_id = self._workspace.ids.mint("F")
        file = UploadedFile(file_id, name, length, uploader, created, random_token(), name, alt_text)
        self._files[file_id] = file
        return file

    def taken_in(self, given: JsonObject, person_id: str) -> JsonObject:
        """Take in a file somebody adds to a form, or one that the form has already, and describe it."""
        known = self._files.get(str(given.get("id")))
        if known and known.uploader == person_id:
            return self.described(known)
        content = _content(given)
        file = self.expect(str(given.get("name") or "file"), max(len(content), 1), uploader=person_id)
        file.content, file.length = content, len(content)
        file.title = str(given.get("title") or file.name)
        file.mimetype = str(given.get("mimetype") or "") or None
        return self.described(file)

    def upload_url(self, file: UploadedFile) -> str:
        """Return where the bytes go."""
        return f"{self.base_url}/upload/{file.ticket}"

    def receive(self, ticket: str, content: bytes) -> UploadedFile:
        """Take the bytes of a file, once and as many as were announced."""
        for file in self._files.values():
            if file.ticket == ticket and file.content is None:
                if len(content) != file.length:
                    raise SlackError("length_mismatch")
                file.content = content
                return file
        raise SlackError("file_not_found")

    def find(self, file_id: str) -> UploadedFile:
        """Return a file, or refuse as files.info does."""
        if file := self._files.get(file_id):
            return file
        raise SlackError("file_not_found")

    def discard(self, file_id: str) -> None:
        """Forget a file."""
        del self._files[self.find(file_id).id]

    def described(self, file: UploadedFile) -> JsonObject:
        """Describe a file as Slack does."""
        url = f"{self.base_url}/files/{file.id}/{file.name}"
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype or ("text/plain" if file.preview is not None else "application/octet-stream"),
            "filetype": file.filetype,
            "pretty_type": file.filetype.capitalize(),
            "user": file.uploader,
            "size": file.length,
            "mode": "hosted",
            "is_external": False,
            "is_public": True,
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
            "alt_txt": file.alt_text,
            "preview": file.preview,
            "channels": list(file.channels),
        }


def _content(given: JsonObject) -> bytes:
    """Read a file's bytes from its text, or from base64 where it is not text."""
    if isinstance(text := given.get("content"), str):
        return text.encode()
    try:
        return base64.b64decode(str(given.get("content_base64") or ""), validate=True)
    except ValueError as error:
        raise ControlError("invalid_value", "content_base64 is not base64.") from error
