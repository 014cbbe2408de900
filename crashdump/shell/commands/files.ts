import { isGuardedPath, namesGuarded } from "../../guest/guarded";
import { changedMode } from "../../guest/modes";
import { baseName } from "../../guest/path";
import { anyText, isKnown } from "../../guest/text";
import { failure, type Outcome, type Shell, success } from "../shell";
import type { CommandTable } from "./index";
import { type Options, options } from "./options";

/** Commands that make, copy, move and remove files. */
export const fileCommands: CommandTable = {
  cp: (shell, args) => {
    const given = options(args, transferValues);
    return transfer(shell, given, isRecursive(given) ? copy : copyUnlessDirectory);
  },
  mv: (shell, args) => transfer(shell, options(args, transferValues), move),
  install: (shell, args) => {
    const given = options(args, ["-m", "--mode", "-o", "--owner", "-g", "--group", "-t", "--target-directory"]);
    const mode = (given.values.get("-m") ?? given.values.get("--mode"))?.[0] ?? "755";
    if (given.flags.has("-d") || given.flags.has("--directory")) {
      for (const path of given.operands) setMode(shell, path, mode);
      return success;
    }
    return transfer(shell, given, (own, from, to) => {
      const outcome = copy(own, from, to);
      if (outcome === success) setMode(own, to, mode);
      return outcome;
    });
  },
  rm: removeAll,
  unlink: removeAll,
  rmdir: () => success,

  ln: (shell, args) => {
    // Whether a name is a directory's takes a look at all of them.
    shell.budget.spend(shell.guest.files.size / 4);
    const { operands, ...given } = options(args, transferValues);
    const here = operands.length === 1 && !given.values.has("-t") && !given.values.has("--target-directory");
    const isForced = given.flags.has("-f") || given.flags.has("--force");
    const isRelative = given.flags.has("-r") || given.flags.has("--relative");
    return transfer(shell, { ...given, operands: here ? [...operands, "./"] : operands }, (own, target, path) => {
      if (!isForced && isThere(own, path)) return failure;
      own.guest.link(own.path(path), isRelative ? own.path(target) : target, own.place);
      return success;
    });
  },

  touch: (shell, args) => {
    const { flags, operands } = options(args, ["-d", "-t", "-r"]);
    if (flags.has("-c") || flags.has("--no-create")) return success;
    for (const path of operands) {
      const file = shell.guest.files.get(shell.path(path));
      if (file?.text === undefined && !(file === undefined && isGuardedPath(shell.path(path))))
        shell.write(path, "", false);
    }
    return success;
  },

  truncate: (shell, args) => {
    const { values, operands } = options(args, ["-s", "--size", "-r", "--reference"]);
    const size = (values.get("-s") ?? values.get("--size"))?.[0];
    for (const path of operands) shell.write(path, size === "0" ? "" : anyText, false);
    return success;
  },

  dd: (shell, args) => {
    const value = (name: string) => args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
    const path = value("of");
    const from = value("if");
    const text = from === undefined ? shell.input.text : contentOf(shell, from);
    const isPart = ["count", "skip", "seek"].some((name) => value(name) !== undefined);
    if (path !== undefined) shell.write(path, isPart ? anyText : text, args.includes("oflag=append"));
    return success;
  },

  mktemp: (shell, args) => {
    const directory = args.some((arg) => /^-[a-z]*d|^--directory$/.test(arg));
    const path = `/tmp/tmp.${shell.guest.size}`;
    if (!directory) shell.guest.write(path, "", shell.place);
    shell.guest.setMode(path, directory ? 0o700 : 0o600, shell.place);
    shell.print(`${path}\n`);
    return success;
  },
};

const transferValues = ["-t", "--target-directory", "-S", "--suffix"];

/** Carries one file or directory to its new name; a failure leaves both as they are. */
type Carry = (shell: Shell, from: string, to: string) => Outcome;

function transfer(shell: Shell, { flags, values, operands }: Options, carry: Carry): Outcome | undefined {
  const named = (values.get("-t") ?? values.get("--target-directory"))?.[0];
  const target = named ?? operands.at(-1) ?? "";
  const sources = named === undefined ? operands.slice(0, -1) : operands;
  if (!isKnown(target + sources.join(""))) return undefined;
  const into = named !== undefined || sources.length > 1 || (isDirectory(shell, target) && !flags.has("-T"));
  const keeps = ["-n", "--no-clobber", "-u", "--update"].some((flag) => flags.has(flag));
  const outcomes = sources.map((source) => {
    const to = into ? `${target}/${baseName(source.replace(/\/+$/, ""))}` : target;
    const isKept = keeps && shell.guest.files.get(shell.path(to))?.text !== undefined;
    return isKept ? success : carry(shell, source, to);
  });
  return outcomes.includes(failure) ? failure : success;
}

function copy(shell: Shell, from: string, to: string): Outcome {
  if (isGone(shell, from) || shell.path(from) === shell.path(to)) return failure;
  if (!isDirectory(shell, from.replace(/\/\.$/, "/"))) shell.write(to, contentOf(shell, from), false);
  else if (hasInside(shell, from)) shell.guest.copyDirectory(shell.path(from), shell.path(to), shell.place);
  // What lies in it only the guest knows.
  else if (isGuardedPath(shell.path(to))) shell.guest.leaveUnread(`${from} ${to}`, shell.place);
  return success;
}

function move(shell: Shell, from: string, to: string): Outcome {
  if (shell.path(from) === shell.path(to)) return failure;
  if (isDirectory(shell, from)) {
    shell.guest.rename(shell.path(from), shell.path(to), shell.place);
    return success;
  }
  const target = shell.guest.files.linkAt(shell.path(from));
  if (target === undefined && isGone(shell, from)) return failure;
  // rename(2) replaces a link, and does not write through it.
  shell.guest.remove(shell.path(to), shell.place);
  if (target !== undefined) {
    shell.guest.link(shell.path(to), target, shell.place);
    shell.guest.remove(shell.path(from), shell.place);
    return success;
  }
  shell.write(to, contentOf(shell, from), false);
  const mode = shell.guest.modeOf(shell.path(from));
  if (mode !== undefined) shell.guest.setMode(shell.path(to), mode.value, shell.place);
  shell.guest.remove(shell.path(from), shell.place);
  return success;
}

/** Removed, and not made again. */
function isGone(shell: Shell, name: string): boolean {
  const file = shell.guest.files.get(shell.path(name));
  return file !== undefined && file.text === undefined && !isDirectory(shell, name);
}

/** A file, or a link wherever it leads. */
function isThere(shell: Shell, name: string): boolean {
  const { files } = shell.guest;
  return files.linkAt(shell.path(name)) !== undefined || files.get(shell.path(name))?.text !== undefined;
}

function copyUnlessDirectory(shell: Shell, from: string, to: string): Outcome {
  return hasInside(shell, from) ? failure : copy(shell, from, to);
}

function isRecursive({ flags }: Options): boolean {
  return ["-r", "-R", "-a", "--recursive", "--archive"].some((flag) => flags.has(flag));
}

/** A file that the image is not known to have came from somewhere: it holds anything. */
function contentOf(shell: Shell, path: string): string {
  if (path === "/dev/stdin") return shell.input.text;
  if (path === "/dev/null") return "";
  const unknown = shell.guest.files.get(shell.path(path)) === undefined && !isGuardedPath(shell.path(path));
  return unknown ? anyText : shell.read(path);
}

function removeAll(shell: Shell, args: readonly string[]): Outcome | undefined {
  const given = options(args);
  const { operands } = given;
  if (!isKnown(operands.join(""))) return undefined;
  const isForced = given.flags.has("-f") || given.flags.has("--force");
  let outcome = success;
  for (const path of operands) {
    if (!isForced && !isThere(shell, path) && isGone(shell, path)) outcome = failure;
    if (!isRecursive(given) && hasInside(shell, path)) {
      outcome = failure;
      continue;
    }
    // The image may have files that the pattern names. The initramfs of kdump is made anew where it is missing.
    if (/[*?[]/.test(path) && namesGuarded(path) && !/^\/boot\/init[\w.*-]+kdump/.test(path))
      shell.guest.leaveUnread(path, shell.place);
    else shell.guest.remove(shell.path(path), shell.place);
  }
  return outcome;
}

function setMode(shell: Shell, path: string, mode: string): void {
  shell.guest.setMode(shell.path(path), changedMode(mode, 0), shell.place);
}

function isDirectory(shell: Shell, name: string): boolean {
  const path = shell.path(name);
  return name.endsWith("/") || /\/[\w-]+\.d$/.test(path) || directories.has(path) || hasInside(shell, name);
}

function hasInside(shell: Shell, directory: string): boolean {
  return shell.guest.files.pathsFrom(`${shell.path(directory)}/`).length > 0;
}

const directories = new Set([
  "/",
  "/etc",
  "/tmp",
  "/root",
  "/boot",
  "/var/tmp",
  "/opt",
  "/etc/default",
  "/etc/sysconfig",
  "/etc/systemd/system",
]);
