"""What the user-data path of a real cloud-init makes of blobs, up to the cloud-config that its modules would see.

Reads a JSON list of base64 texts from standard input. Arguments: the folder that this cloud-init is unpacked in, and
the folder with the libraries that it imports. Nothing is fetched (an include is a site that does not answer), no script
or boothook runs, and a part-handler is not imported.
"""

import base64
import json
import logging
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
logging.disable(logging.CRITICAL)
for root in (sys.argv[2], sys.argv[1]):
    sys.path.insert(0, root + "/usr/lib/python3/dist-packages")
sys.path.append(os.path.dirname(__file__))

from cloudinit import handlers, helpers, settings, stages, subp, user_data, util  # noqa: E402
from tagged import tagged  # noqa: E402


def unreachable(url, *_args, **_named):
    raise user_data.UrlError(IOError("no network"))


user_data.read_file_or_url = unreachable
subp.subp = lambda *_args, **_named: ("", "")
handlers.walker_handle_handler = lambda *_args: None


class Source:
    """As much of a datasource as the handlers ask for."""

    distro = None
    sys_cfg = {}
    ds_cfg = {}
    metadata = {}

    def get_instance_id(self):
        return "instance"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return None


def parts_of(message):
    leaves = [part for part in message.walk() if part.get_content_maintype() != "multipart"]
    for number, part in enumerate(leaves):
        payload = util.fully_decoded_payload(part)
        if isinstance(payload, str):
            payload = payload.encode("utf-8", "surrogateescape")
        yield {
            "type": part.get_content_type(),
            "filename": part.get_filename() or "part-%03d" % number,
            "content": base64.b64encode(payload or b"").decode(),
        }


def effective(message, paths):
    init = stages.Init(ds_deps=[])
    init.datasource = Source()
    init._cfg = {"system_info": {"distro": "debian", "paths": paths.cfgs}}
    init._paths = paths
    init._do_handlers(message, init._default_handlers(), settings.PER_INSTANCE)
    with open(paths.get_ipath("cloud_config"), "rb") as file:
        config = util.load_yaml(file.read(), default={})
    try:
        return tagged(util.mergemanydict([config]))
    except Exception:
        return None


def read(blob):
    folder = tempfile.mkdtemp()
    search = list(sys.path)
    try:
        for inner in ("handlers", "data", "instance", "instances/instance/handlers", "instances/instance/scripts"):
            util.ensure_dir(folder + "/" + inner)
        config = {"cloud_dir": folder, "run_dir": folder, "templates_dir": folder}
        paths = helpers.Paths(config, Source())
        try:
            message = user_data.UserDataProcessor(paths).process(blob)
        except Exception:
            return {"fatal": True}
        parts = list(parts_of(message))
        for name in ("instance-data.json", "instance-data-sensitive.json"):
            util.write_file(folder + "/" + name, "{}")
        return {"parts": parts, "config": effective(message, paths)}
    finally:
        sys.path[:] = search
        shutil.rmtree(folder)


json.dump([read(base64.b64decode(text)) for text in json.load(sys.stdin)], sys.stdout)
