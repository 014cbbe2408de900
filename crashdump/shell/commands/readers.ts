import { everything, isGuardedPath } from "../../guest/guarded";
import { codenames } from "../../guest/os-release";
import { anyText, imageText, isKnown } from "../../guest/text";
import { failure, type Outcome, type Shell, success, unclear } from "../shell";
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
  ...all("blkid findmnt lsblk md5sum sha256sum tty uptime ps pgrep less more strings zcat lspci last who", reader),
  ...all("diff cmp mountpoint systemd-detect-virt ping host getent", question),
  ...all("wait true :", quiet),
  false: () => ({ status: 1 }),
  // A mount lasts until the next boot, whose mounts are /etc/fstab's; only one over a configuration changes anything.
  mount: (shell, args) => {
    if (args.some((arg) => isGuardedPath(arg) && !arg.startsWith("/var/crash"))) return undefined;
    const { flags, values, operands } = options(args, ["-o", "--options", "-t", "--types"]);
    const given = [...(values.get("-o") ?? []), ...(values.get("--options") ?? [])].join(",");
    const binds = /\br?bind\b/.test(given) || ["--bind", "--rbind", "-B", "-R"].some((flag) => flags.has(flag));
    // Nothing that follows can write anything.
    if (/\bremount\b/.test(given) && /\bro\b/.test(given) && operands.includes("/")) {
      shell.guest.leaveUnread(everything, shell.place);
    }
    const [source, point] = operands;
    if (source === undefined || point === undefined || !isKnown(source + point)) return success;
    // Until the next boot the one stands for the other.
    if (binds && !point.startsWith("/var/crash")) shell.guest.link(shell.path(point), shell.path(source), shell.place);
    return success;
  },
  umount: quiet,
  id: (shell, args) => printed(shell, ids.get(args.join(" ")) ?? anyText),
  whoami: (shell) => printed(shell, "root"),
  uname: (shell, args) =>
    printed(shell, args.join(" ") === "-m" ? machine(shell) : (kernel.get(args.join(" ")) ?? anyText)),
  arch: (shell) => printed(shell, machine(shell)),
  basename: (shell, args) => {
    const [path, suffix = ""] = args;
    if (path === undefined || args.length > 2) return failure;
    if (path.startsWith("-")) return undefined;
    const name = withoutSlashes(path).replace(/^.*\/(?=[^/])/s, "");
    return printed(shell, name !== suffix && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name);
  },
  dirname: (shell, args) => {
    if (args.some((path) => path.startsWith("-"))) return undefined;
    for (const path of args) {
      const directory = /^(.*)\/[^/]*$/s.exec(withoutSlashes(path))?.[1];
      printed(shell, directory === undefined ? "." : withoutSlashes(directory === "" ? "/" : directory));
    }
    return args.length === 0 ? failure : success;
  },
  readlink: (shell, args) => {
    const { flags, operands } = options(args);
    if (["-f", "-e", "-m", "--canonicalize"].some((flag) => flags.has(flag))) return resolved(shell, operands);
    // Whether its target was given from the root is not known.
    const isLink = operands.some((path) => shell.guest.files.linkAt(shell.path(path)) !== undefined);
    const isFile = operands.some((path) => shell.guest.files.get(shell.path(path)) !== undefined);
    return isFile && !isLink ? failure : reader(shell, args, "readlink");
  },
  realpath: (shell, args) => {
    const { flags, operands } = options(args);
    const isRelative = [...flags].some((flag) => /^(--relative|-s$|--strip)/.test(flag));
    return isRelative ? reader(shell, args, "realpath") : resolved(shell, operands);
  },
  seq: (shell, args) => {
    const [last = Number.NaN, first = 1, step = 1] = given(args.map(Number));
    const isShort = args.every((arg) => /^-?\d+$/.test(arg)) && step !== 0 && (last - first) / step < 1000;
    if (!isShort || args.length > 3) return reader(shell, args, "seq");
    for (let number = first; step > 0 ? number <= last : number >= last; number += step) shell.print(`${number}\n`);
    return success;
  },
  lsb_release: (shell, args) => {
    const { flags } = options(args);
    const asked = distribution(shell).filter(({ names }) => names.some((name) => flags.has(name)));
    const isShort = flags.has("-s") || flags.has("--short");
    if (asked.length === 0 || flags.size > asked.length + Number(isShort)) return reader(shell, args, "lsb_release");
    for (const { title, value } of asked) printed(shell, isShort ? value : `${title}:\t${value}`);
    return success;
  },
};

/** cloud-init runs all of it as root. */
const ids: ReadonlyMap<string, string> = new Map([
  ["-u", "0"],
  ["-g", "0"],
  ["-un", "root"],
  ["-nu", "root"],
  ["-u -n", "root"],
]);

const kernel: ReadonlyMap<string, string> = new Map([
  ["", "Linux"],
  ["-s", "Linux"],
  ["-o", "GNU/Linux"],
]);

/** seq's numbers: the last one, the first and the step. */
function given(numbers: readonly number[]): readonly (number | undefined)[] {
  const [one, two, three] = numbers;
  return three === undefined ? (two === undefined ? [one] : [two, one]) : [three, one, two];
}

/** What lsb_release says of Debian and Ubuntu, in its order; EL's is not in its images. */
function distribution({ guest: { platform } }: Shell) {
  const [id = "", version = ""] = platform?.release.split("-") ?? [];
  const codename = platform === undefined ? undefined : codenames[platform.release];
  if (codename === undefined) return [];
  return [
    { names: ["-i", "--id"], title: "Distributor ID", value: id.charAt(0).toUpperCase() + id.slice(1) },
    { names: ["-r", "--release"], title: "Release", value: version },
    { names: ["-c", "--codename"], title: "Codename", value: codename },
  ];
}

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

function resolved(shell: Shell, operands: readonly string[]): Outcome {
  for (const path of operands) printed(shell, shell.guest.files.resolve(shell.path(path)));
  return success;
}
