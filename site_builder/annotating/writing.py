"""An edit on the disk, if the file is still what it was made from."""

from site_builder import content
from site_builder.annotating.answers import Edit, Refusal, Why
from site_builder.output import replace_file


def write(edit: Edit) -> Refusal | None:
    """Put an edit in the place of the file, in one step and with its permissions.

    Gives a refusal, and writes nothing, where the file is not any more what the edit was made
    from. Only the files that a ``Desk`` lists are ever written, where they really lie; what leads
    out of the digest is not among them. Raises ``EnvironmentFault`` where the machine refuses.
    """
    data, problems = content.load(edit.file)
    if data != edit.before:
        message = "The file was changed meanwhile, and nothing was written. Look at it anew."
        return Refusal(Why.CHANGED, message, tuple(problems))
    replace_file(edit.file.location, edit.data)
    return None
