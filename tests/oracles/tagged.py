"""Python values as JSON, with a tag for what JSON lacks, as tests/unit/cloud-init/tagged.ts has them."""

import base64
import datetime


def tagged(value, above=()):
    if isinstance(value, (dict, list, tuple)):
        if id(value) in above:
            return {"!cycle": True}
        above += (id(value),)
        if isinstance(value, dict):
            return {key_text(key): tagged(item, above) for key, item in value.items()}
        return [tagged(item, above) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return {"!float": repr(value)}
    if isinstance(value, bytes):
        return {"!binary": base64.b64encode(value).decode()}
    if isinstance(value, set):
        return {"!set": sorted(map(str, value))}
    if isinstance(value, datetime.date):
        return {"!" + type(value).__name__: str(value)}
    return value


def key_text(key):
    # JavaScript has no whole numbers of their own.
    if isinstance(key, float) and key.is_integer():
        key = int(key)
    return key if isinstance(key, str) else "!%s %s" % (type(key).__name__, key)
