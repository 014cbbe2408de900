import type { Shell } from "../shell";
import { sysctlKey, sysctlsIn } from "../../guest/sysctl";
import { anyText, imageText } from "../../guest/text";
import { success } from "../shell";
import type { CommandTable } from "./index";
import { options } from "./options";

/** sysctl(8): the running kernel's settings, which the next boot forgets. */
export const sysctl: CommandTable = {
  sysctl: (shell, args) => {
    const { flags, values, operands } = options(args, ["-r", "--pattern"]);
    if (flags.has("--system"))
      return loaded(
        shell,
        shell.guest.files.paths().filter((path) => isSysctlFile(path)),
      );
    if (flags.has("-p") || flags.has("--load") || flags.has("-f")) {
      const named = [...(values.get("--load") ?? []), ...operands];
      return loaded(shell, named.length === 0 ? ["/etc/sysctl.conf"] : named);
    }
    for (const operand of operands) {
      const [key = "", ...value] = operand.split("=");
      if (value.length > 0) shell.guest.setRuntime(sysctlKey(key.trim()), value.join("=").trim(), shell.place);
      else {
        const current = shell.guest.runtime.get(sysctlKey(key));
        const text = current === undefined ? imageText : (current.value ?? anyText);
        shell.print(flags.has("-n") ? `${text}\n` : `${key} = ${text}\n`);
      }
    }
    return success;
  },
};

function loaded(shell: Shell, paths: readonly string[]) {
  for (const path of paths) {
    for (const [key, value] of sysctlsIn(path === "-" ? shell.input.text : shell.read(path))) {
      if (key !== anyText) shell.guest.setRuntime(key, value, shell.place);
    }
  }
  return success;
}

function isSysctlFile(path: string): boolean {
  return /^\/(etc|run|usr\/lib)\/sysctl\.d\/[^/]+\.conf$/.test(path);
}
