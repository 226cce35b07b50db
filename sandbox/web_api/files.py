"""files.*: the external upload flow.

https://docs.slack.dev/messaging/working-with-files#upload
"""

from sandbox.blocks import with_ids
from sandbox.conversations import Conversation
from sandbox.errors import SlackError
from sandbox.json_types import JsonObject, as_objects
from sandbox.limits import Tier
from sandbox.posting import Draft
from sandbox.uploads import UploadedFile
from sandbox.web_api.chat import writable
from sandbox.web_api.method import Call, method


@method(
    "files.getUploadURLExternal",
    arguments="filename! length:int! alt_txt snippet_type",
    scopes=("files:write",),
)
def get_upload_url(call: Call) -> JsonObject:
    """Make room for a file. https://docs.slack.dev/reference/methods/files.getUploadURLExternal"""
    files = call.sandbox.files
    alt_text = str(call.get("alt_txt") or "")
    file = files.expect(str(call.get("filename")), call.get("length"), uploader=call.bot_id, alt_text=alt_text)
    return {"upload_url": files.upload_url(file), "file_id": file.id}


@method(
    "files.completeUploadExternal",
    arguments="files:json! channel_id channels:list thread_ts initial_comment blocks:json",
    scopes=("files:write",),
)
def complete_upload(call: Call) -> JsonObject:
    """Share uploaded files. https://docs.slack.dev/reference/methods/files.completeUploadExternal"""
    files = [_uploaded(call, item) for item in as_objects(call.get("files"))]
    if not files:
        raise SlackError("invalid_arguments")
    for reference in [call.get("channel_id"), *(call.get("channels") or [])]:
        if reference:
            _share(call, files, writable(call, call.conversation(str(reference))))
    return {"files": [call.sandbox.files.described(file) for file in files]}


@method("files.info", arguments="file! count:int page:int limit:int cursor", scopes=("files:read",))
def info(call: Call) -> JsonObject:
    """Describe a file. https://docs.slack.dev/reference/methods/files.info"""
    file = call.sandbox.files.find(str(call.get("file")))
    return {"file": call.sandbox.files.described(file), "comments": []}


@method("files.delete", arguments="file!", scopes=("files:write",), tier=Tier.THREE)
def delete(call: Call) -> JsonObject:
    """Delete one of the app's files. https://docs.slack.dev/reference/methods/files.delete"""
    call.sandbox.files.discard(str(call.get("file")))
    return {}


def _uploaded(call: Call, item: JsonObject) -> UploadedFile:
    file = call.sandbox.files.find(str(item.get("id")))
    if file.content is None:
        raise SlackError("file_not_found")
    if file.is_shared:
        raise SlackError("file_already_completed")
    file.title = str(item.get("title") or file.name)
    return file


def _share(call: Call, files: list[UploadedFile], conversation: Conversation) -> None:
    thread_ts = call.get("thread_ts")
    if thread_ts and conversation.find(str(thread_ts)) is None:
        raise SlackError("thread_not_found")
    for file in files:
        file.is_shared = True
        file.channels.append(conversation.id)
    draft = Draft(
        text=str(call.get("initial_comment") or ""),
        blocks=with_ids(call.get("blocks")),
        files=[call.sandbox.files.described(file) for file in files],
        thread_ts=thread_ts,
    )
    call.sandbox.posts.post(conversation, call.bot_id, draft)
