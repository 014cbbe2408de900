import { changedMode, usualMode } from "../../guest/modes";
import { isKnown } from "../../guest/text";
import { type Shell, success } from "../shell";
import type { CommandTable } from "./index";
import { options } from "./options";

/** Commands that say who may read a file. */
export const modes: CommandTable = {
  chmod: (shell, args) => {
    // Whether kdump's own programs can still be executed is not followed.
    if (args.some((arg) => /\/(kexec|kdumpctl|kdump-config|makedumpfile)$/.test(arg))) return undefined;
    // A mode that takes something away looks like an option: go-rwx, but also -w.
    const { flags, operands } = options(args.map((arg) => (/^-[rwxXst]+$/.test(arg) ? `a${arg}` : arg)));
    const [change = "", ...paths] = flags.has("--reference") ? ["", ...operands] : operands;
    for (const path of paths) if (isKnown(path)) chmod(shell, path, change);
    return success;
  },

  mkdir: (shell, args) => {
    const { values, operands } = options(args, ["-m", "--mode"]);
    const change = (values.get("-m") ?? values.get("--mode"))?.[0];
    for (const path of operands) if (isKnown(path)) makeDirectory(shell, path, change);
    return success;
  },
};

/** A directory that is there already keeps its mode: kdump's packages bring /var/crash. */
export function makeDirectory(shell: Shell, name: string, change: string | undefined): void {
  const { guest } = shell;
  const path = shell.path(name);
  if (guest.modeOf(path) !== undefined || (path === "/var/crash" && guest.packages.has("kdump-tools"))) return;
  const { umask } = shell.scope;
  const made = umask === undefined ? undefined : 0o777 & ~umask;
  const mode = change === undefined ? made : changedMode(change, made ?? 0o777);
  if (change !== undefined || mode !== usualMode.directory) guest.setMode(path, mode, shell.place);
}

function chmod(shell: Shell, name: string, change: string): void {
  const path = shell.path(name);
  const before = shell.guest.modeOf(path);
  const isFile = shell.guest.files.get(path)?.text !== undefined;
  const usual = isFile ? usualMode.file : usualMode.directory;
  const unknown = before !== undefined && before.value === undefined && !/^[0-7]+$/.test(change);
  shell.guest.setMode(path, unknown ? undefined : changedMode(change, before?.value ?? usual), shell.place);
}
