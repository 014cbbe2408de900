"""What the real cloud-init makes of user-data.

Reads a JSON list of base64 texts from standard input, and writes for each one its parts (type, filename, text) and what
cloud-init's own schema says of each cloud-config. The only argument is the folder that cloud-init is unpacked in.
"""

import base64
import json
import logging
import sys
import tempfile

logging.disable(logging.CRITICAL)
sys.path.insert(0, sys.argv[1] + "/usr/lib/python3/dist-packages")

from cloudinit import helpers, settings, user_data, util  # noqa: E402
from cloudinit.config import schema  # noqa: E402


def cloud_config_schema():
    # The installed path is where the package would be, not where it is unpacked.
    schema.USR_LIB_EXEC = sys.argv[1] + "/usr/lib"
    return schema.get_schema()


def schema_errors(text):
    try:
        schema.validate_cloudconfig_schema(util.load_yaml(text), cloud_config_schema(), strict=True)
    except schema.SchemaValidationError as error:
        return [str(error)]
    return []


def read(blob):
    folder = tempfile.mkdtemp()
    paths = helpers.Paths({"cloud_dir": folder, "run_dir": folder})
    message = user_data.UserDataProcessor(paths).process(blob)
    parts = []
    for part in message.walk():
        if part.get_content_maintype() == "multipart":
            continue
        text = part.get_payload(decode=True).decode("utf-8")
        kind = part.get_content_type()
        parts.append(
            {
                "type": kind,
                "filename": part.get_filename(),
                "text": text,
                "schema": schema_errors(text) if kind == "text/cloud-config" else [],
            }
        )
    return parts


assert settings
json.dump([read(base64.b64decode(text)) for text in json.load(sys.stdin)], sys.stdout)
