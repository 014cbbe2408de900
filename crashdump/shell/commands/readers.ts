import { everything, isGuardedPath } from "../../guest/guarded";
import { anyText, imageText, isKnown } from "../../guest/text";
import { type Outcome, type Shell, success, unclear } from "../shell";
import type { CommandEffect, CommandTable } from "./index";
import { options } from "./options";

/** Prints something that only the guest knows, and changes nothing that crash dumps depend on. */
const reader: CommandEffect = (shell) => {
  shell.print(anyText);
  return success;
};

/** The same, where the exit status is the answer. */
const question: CommandEffect = () => unclear;

function all(names: string, effect: CommandEffect): CommandTable {
  return Object.fromEntries(names.split(" ").map((name) => [name, effect]));
}

const quiet: CommandEffect = () => success;

/** Commands that may name anything guarded without touching it. */
export const readers: CommandTable = {
  ...all("sync logger wall chown chgrp chcon restorecon setfacl usermod useradd groupadd", quiet),
  ...all(
    "ls stat file dmesg journalctl lsinitrd lsinitramfs lsmod modinfo hostname date df du free lscpu nproc",
    reader,
  ),
  ...all(
    "blkid findmnt lsblk md5sum sha256sum whoami tty uptime ps pgrep less more strings zcat lspci last who",
    reader,
  ),
  ...all("diff cmp id-u mountpoint systemd-detect-virt ping host getent", question),
  ...all("wait true :", quiet),
  false: () => ({ status: 1 }),
  // A mount lasts until the next boot, whose mounts are /etc/fstab's; only one over a configuration changes anything.
  mount: (shell, args) => {
    if (args.some((arg) => isGuardedPath(arg) && !arg.startsWith("/var/crash"))) return undefined;
    const { flags, values, operands } = options(args, ["-o", "--options", "-t", "--types"]);
    const given = [...(values.get("-o") ?? []), ...(values.get("--options") ?? [])].join(",");
    const binds = /\br?bind\b/.test(given) || ["--bind", "--rbind", "-B", "-R"].some((flag) => flags.has(flag));
    const [source = "", point = ""] = operands;
    // Nothing that follows can write anything.
    if (/\bremount\b/.test(given) && /\bro\b/.test(given) && [source, point].includes("/")) {
      shell.guest.leaveUnread(everything, shell.place);
    }
    // Until the next boot the one stands for the other.
    if (binds && !point.startsWith("/var/crash") && isKnown(source + point))
      shell.guest.link(shell.path(point), shell.path(source), shell.place);
    return success;
  },
  umount: quiet,
  id: (shell, args) => printed(shell, args.includes("-u") ? "0" : anyText),
  uname: (shell, args) => printed(shell, args.join("") === "-m" ? machine(shell) : anyText),
  arch: (shell) => printed(shell, machine(shell)),
  basename: (shell, args) => {
    const [path = "", suffix = ""] = args;
    if (path.startsWith("-") || args.length > 2) return undefined;
    const name = withoutSlashes(path).replace(/^.*\/(?=[^/])/s, "");
    return printed(shell, name !== suffix && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name);
  },
  dirname: (shell, args) => {
    const [path = ""] = args;
    if (path.startsWith("-") || args.length > 1) return undefined;
    const directory = /^(.*)\/[^/]*$/s.exec(withoutSlashes(path))?.[1];
    return printed(shell, directory === undefined ? "." : withoutSlashes(directory === "" ? "/" : directory));
  },
  readlink: resolved,
  realpath: resolved,
  seq: (shell, args) => {
    const [first = Number.NaN, last = Number.NaN] = (args.length === 1 ? ["1", ...args] : args).map(Number);
    if (args.length > 2 || !(last - first < 1000)) return reader(shell, args, "seq");
    for (let number = first; number <= last; number++) shell.print(`${number}\n`);
    return success;
  },
  lsb_release: (shell, args) => {
    const [id = "", version = ""] = (shell.guest.platform?.release ?? "").split("-");
    const name = id.charAt(0).toUpperCase() + id.slice(1);
    if (shell.guest.platform === undefined || !/^-(is|si|rs|sr|i|r)$/.test(args.join("")))
      return reader(shell, args, "");
    return printed(shell, args.join("").includes("i") ? name : version);
  },
};

/** A path without those at its end; of nothing but slashes one stays. */
function withoutSlashes(path: string): string {
  return path.replace(/(?<=[^])\/+$/, "");
}

function printed(shell: Shell, text: string): Outcome {
  shell.print(`${text}\n`);
  return success;
}

function machine(shell: Shell): string {
  const { platform } = shell.guest;
  if (platform === undefined) return imageText;
  return platform.architecture === "x64" ? "x86_64" : "aarch64";
}

function resolved(shell: Shell, args: readonly string[]): Outcome {
  const path = args.findLast((arg) => !arg.startsWith("-")) ?? "";
  return printed(shell, shell.guest.files.resolve(shell.path(path)));
}
