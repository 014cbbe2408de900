import { isEl, packagedCrashKernel, packagedKdumpTools } from "../../guest/stock";
import { imageText, isKnown } from "../../guest/text";
import { Budget } from "../limits";
import { Regex } from "../regex";
import { failure, type Outcome, type Shell, success } from "../shell";
import { makeBootConfiguration } from "./boot-loader";
import type { CommandTable } from "./index";
import { options } from "./options";

/** Package managers. A first boot's repositories answer. */
export const packages: CommandTable = {
  "apt-get": apt,
  apt,
  aptitude: apt,
  dnf: yum,
  yum,
  microdnf: yum,
  tdnf: yum,
  "add-apt-repository": () => success,
  "apt-mark": () => success,
  "apt-cache": () => success,
  "dpkg-reconfigure": (_shell, args) => (args.includes("kdump-tools") ? undefined : success),

  rpm: (shell, args) => {
    const { flags, operands } = options(args, ["--root", "--qf", "--queryformat"]);
    if (flags.has("-q") || flags.has("--query") || flags.has("-V")) return isInstalled(shell, operands, versioned);
    if (flags.has("-e") || flags.has("--erase")) return change(shell, operands, false);
    const installs = ["-i", "-U", "-F", "--install", "--upgrade"].some((flag) => flags.has(flag));
    return installs ? change(shell, operands, true) : success;
  },

  dpkg: (shell, args) => {
    const { flags, operands } = options(args);
    if (["-s", "-l", "-L", "--status", "--list"].some((flag) => flags.has(flag)))
      return isInstalled(shell, operands, listed);
    if (["-r", "-P", "--remove", "--purge"].some((flag) => flags.has(flag))) return change(shell, operands, false);
    return flags.has("-i") || flags.has("--install") ? change(shell, operands, true) : success;
  },
  "dpkg-query": (shell, args) => {
    const { values, operands } = options(
      args.map((arg) => arg.replace(/^-f=/, "-f")),
      ["-f", "--showformat"],
    );
    return isInstalled(shell, operands, formatted((values.get("-f") ?? values.get("--showformat"))?.[0]));
  },

  "debconf-set-selections": (shell, args) => {
    // The package's own question whether kdump is on: "false" becomes USE_KDUMP=0.
    const { operands } = options(args);
    const text = operands.length === 0 ? shell.input.text : operands.map((path) => shell.read(path)).join("\n");
    const off = /kdump-tools\/use_kdump\s+boolean\s+false/.test(text);
    if (off) shell.guest.leaveUnread(text, shell.place);
    return success;
  },
};

function apt(shell: Shell, args: readonly string[]): Outcome | undefined {
  const { flags, values, operands } = options(args, ["-o", "-t", "-c", "--option", "--target-release"]);
  if (onlyLooks.some((flag) => flags.has(flag)) || flags.has("-s") || flags.has("-d")) return success;
  const told = [...(values.get("-o") ?? []), ...(values.get("--option") ?? [])];
  const assumes = /Assume-Yes["\s=]*(true|yes|1|on)\b/i;
  const yes = says(flags, shell) || isQuiet(args) || told.some((setting) => assumes.test(setting));
  return changed(shell, operands, yes || configured(shell, assumes));
}

/** apt-get(8): -qq implies -y. */
function isQuiet(args: readonly string[]): boolean {
  return args.some((arg) => /^-[a-z]*q([a-z]*q|=[2-9])/.test(arg)) || args.filter((arg) => arg === "-q").length > 1;
}

function yum(shell: Shell, args: readonly string[]): Outcome | undefined {
  const withValue = [
    "-c",
    "-x",
    "--exclude",
    "--enablerepo",
    "--disablerepo",
    "--repo",
    "--repoid",
    "--setopt",
    "--releasever",
  ];
  const { flags, operands } = options(args, withValue);
  if (onlyLooks.some((flag) => flags.has(flag))) return success;
  return changed(shell, operands, says(flags, shell) || configured(shell, /^\s*assumeyes\s*=\s*(true|yes|1|on)\b/im));
}

/** They say what they would do, or fetch it and leave it at that. */
const onlyLooks = [
  "--simulate",
  "--just-print",
  "--dry-run",
  "--recon",
  "--no-act",
  "--download-only",
  "--downloadonly",
  "--assumeno",
];

function says(flags: ReadonlySet<string>, { input }: Shell): boolean {
  return (
    ["-y", "--yes", "--assume-yes", "--assumeyes", "--force-yes"].some((flag) => flags.has(flag)) || input.text !== ""
  );
}

/** In a file of the manager's own that a script has written. */
function configured({ guest: { files } }: Shell, setting: RegExp): boolean {
  return files.texts(/^/, "/etc/apt/apt.conf", "/etc/yum.conf", "/etc/dnf/").some(({ text }) => setting.test(text));
}

/** Nobody answers in a first boot: what needs a "yes" and has none is not done. */
function changed(shell: Shell, [verb = "", ...names]: readonly string[], yes: boolean): Outcome | undefined {
  if (
    !yes &&
    ["install", "localinstall", ...removing].includes(verb) &&
    names.some((name) => /kdump|kexec|crashdump/.test(name))
  )
    return failure;
  if (["install", "reinstall", "localinstall"].includes(verb)) return change(shell, names, true);
  if (removing.includes(verb)) return change(shell, names, false);
  if (verb === "swap") return change(shell, names.slice(0, 1), false);
  if (verb !== "list") return success;
  return isInstalled(
    shell,
    names.filter((name) => name !== "installed"),
    (name) => `${name}/${imageText}\n`,
  );
}

const removing: readonly string[] = ["remove", "purge", "erase", "autoremove"];

function change(shell: Shell, names: readonly string[], installed: boolean): Outcome | undefined {
  if (!isKnown(names.join(""))) return undefined;
  const plain = (installed ? names : names.flatMap(matching)).map(plainName);
  for (const name of plain)
    shell.guest.setPackage(name.replace(/-$/, ""), installed && !name.endsWith("-"), shell.place);
  // kdump-tools depends on it.
  if (!installed && plain.includes("kexec-tools")) shell.guest.setPackage("kdump-tools", false, shell.place);
  if (installed && plain.some((name) => name === "kdump-tools" || name === "linux-crashdump")) installKdumpTools(shell);
  return success;
}

/**
 * Without version, architecture and release, which stand in a file's name or behind a name: kdump-tools=1:1.8,
 * kdump-tools:amd64, kdump-tools/bookworm, kexec-tools.x86_64. A dash behind, with which apt removes, stays.
 */
function plainName(name: string): string {
  const file = /^(?:.*\/)?([^/]+?)(?:_[^/]*\.deb|-\d[^/]*\.rpm)$/.exec(name)?.[1];
  return file ?? name.replace(/[=:/].*$/, "").replace(/\.(x86_64|aarch64|noarch)$/, "");
}

/** A pattern of names, which removes those that it matches. */
function matching(name: string): readonly string[] {
  if (!/[*?]/.test(name)) return [name];
  const pattern = Regex.of(name, "glob");
  return kdumpPackages.filter((known) => pattern?.matchesAll(known, new Budget()) === true);
}

const kdumpPackages = ["kdump-tools", "kexec-tools", "kdump-utils", "makedumpfile", "linux-crashdump"];

/**
 * The package brings its own crashkernel, in a file that appends it, and makes the boot loader's file anew. A
 * configuration that is there already stays (ucf asks nobody in a first boot).
 */
function installKdumpTools(shell: Shell): void {
  const { platform, files } = shell.guest;
  if (platform !== undefined && isEl(platform)) return;
  shell.guest.setPackage("kdump-tools", true, shell.place);
  const path = "/etc/default/grub.d/kdump-tools.cfg";
  if (platform !== undefined && files.get(path) === undefined) {
    const value = packagedCrashKernel(platform);
    shell.guest.write(
      path,
      `GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT crashkernel=${value}"\n`,
      shell.place,
    );
  }
  const configuration = "/etc/default/kdump-tools";
  if (files.get(configuration)?.text === undefined) shell.guest.write(configuration, packagedKdumpTools, shell.place);
  makeBootConfiguration(shell, "/boot/grub/grub.cfg");
}

/** A script that asks is about to install what is missing: nothing but what scripts have installed is taken for there. */
function isInstalled(shell: Shell, names: readonly string[], line: (name: string) => string): Outcome {
  const { packages } = shell.guest;
  const asked = names.length === 0 ? [...packages.keys()] : names;
  for (const name of asked) if (packages.get(name)?.value === true) shell.print(line(name));
  const known = names.map((name) => packages.get(name)?.value);
  if (known.includes(false)) return failure;
  return known.includes(undefined) ? { status: undefined, already: 0 } : success;
}

/** As dpkg -l and rpm -q name a package; its version is known to the guest alone. */
const listed = (name: string) => `ii  ${name} ${imageText}\n`;
const versioned = (name: string) => `${name}-${imageText}\n`;

/** What dpkg-query writes for each in one of the forms that scripts ask for. */
function formatted(format: string | undefined): (name: string) => string {
  const status = statuses.get((format ?? "").replace(/\\n$/, ""));
  return () => (status === undefined ? `${imageText}\n` : status + (format?.endsWith("\\n") === true ? "\n" : ""));
}

const statuses: ReadonlyMap<string, string> = new Map([
  ["${Status}", "install ok installed"],
  ["${db:Status-Status}", "installed"],
  ["${db:Status-Abbrev}", "ii "],
]);
