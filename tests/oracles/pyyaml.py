"""What PyYAML's safe loader makes of the texts in the JSON list on standard input; null where it refuses one.

The only argument is the folder that it is unpacked in.
"""

import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1] + "/usr/lib/python3/dist-packages")
sys.path.append(os.path.dirname(__file__))

import yaml  # noqa: E402
from tagged import tagged  # noqa: E402


def read(text):
    try:
        return {"value": tagged(yaml.safe_load(text))}
    except Exception:
        return None


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
