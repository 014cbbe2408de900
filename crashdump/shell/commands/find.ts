import { isGuardedPath } from "../../guest/guarded";
import { baseName } from "../../guest/path";
import { anyText } from "../../guest/text";
import { Regex } from "../regex";
import { type Shell, success } from "../shell";
import type { CommandTable } from "./index";

/** find(1): what it prints of files is known as far as scripts made them; what it does to them is not followed. */
export const find: CommandTable = {
  find: (shell, args) => {
    const starts = args.slice(0, args.findIndex((arg) => /^[-(!]/.test(arg)) >>> 0);
    const known = starts.flatMap((start) => guardedBelow(shell, start, args));
    if (!changes(args)) {
      shell.print([...known, ...starts.map((start) => `${start}/${anyText}`)].map((path) => `${path}\n`).join(""));
      return success;
    }
    if (known.length > 0) shell.guest.leaveUnread(known.join(" "), shell.place);
    return undefined;
  },
};

/** With any of these it changes files; a command that only reads them changes none. */
function changes(args: readonly string[]): boolean {
  return args.some(
    (arg, index) =>
      /^-(delete|fprint)/.test(arg) ||
      (/^-(exec|execdir|ok|okdir)$/.test(arg) && !readers.has(baseName(args[index + 1] ?? ""))),
  );
}

const readers = new Set([
  "cat",
  "chmod",
  "chown",
  "echo",
  "file",
  "grep",
  "head",
  "ls",
  "md5sum",
  "stat",
  "tail",
  "wc",
]);

function guardedBelow(shell: Shell, start: string, args: readonly string[]): readonly string[] {
  const directory = shell.path(start);
  const name = args[args.indexOf("-name") + 1] ?? "";
  const pattern = args.includes("-name") ? Regex.of(name, "glob") : undefined;
  return shell.guest.files.paths().filter((path) => {
    if (!isGuardedPath(path) || !path.startsWith(directory === "/" ? "/" : `${directory}/`)) return false;
    return pattern === undefined || pattern.matchesAll(baseName(path), shell.budget);
  });
}
