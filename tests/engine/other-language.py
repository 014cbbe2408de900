"""Updates the stack of a Pulumi program in this process, without the language host that Pulumi's own release brings.

Usage: other-language.py FOLDER STACK [KEY=VALUE...]; prints the outputs as one line of JSON, last.
"""

import json
import runpy
import sys

from pulumi import automation

folder, stack_name, *settings = sys.argv[1:]
project = automation.LocalWorkspace(work_dir=folder).project_settings()
stack = automation.create_or_select_stack(
    stack_name,
    project_name=project.name,
    program=lambda: runpy.run_path(f"{folder}/__main__.py", run_name="__main__") and None,
    opts=automation.LocalWorkspaceOptions(work_dir=folder),
)
for setting in settings:
    key, value = setting.split("=", 1)
    stack.set_config(key, automation.ConfigValue(value))
result = stack.up(on_output=lambda line: print(line, file=sys.stderr))
print(json.dumps({name: output.value for name, output in result.outputs.items()}))
