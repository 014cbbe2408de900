import { isEl, packagedCrashKernel, packagedKdumpTools } from "../../guest/stock";
import { isKnown } from "../../guest/text";
import { Budget } from "../limits";
import { Regex } from "../regex";
import { type Outcome, type Shell, success, unclear } from "../shell";
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
    if (flags.has("-q") || flags.has("--query") || flags.has("-V")) return isInstalled(shell, operands);
    if (flags.has("-e") || flags.has("--erase")) return change(shell, operands, false);
    if (["-i", "-U", "-F", "--install", "--upgrade"].some((flag) => flags.has(flag))) {
      return change(
        shell,
        operands.map((file) => file.replace(/^.*\//, "").replace(/-\d.*$/, "")),
        true,
      );
    }
    return success;
  },

  dpkg: (shell, args) => {
    const { flags, operands } = options(args);
    if (["-s", "-l", "-L", "--status", "--list"].some((flag) => flags.has(flag))) return isInstalled(shell, operands);
    if (["-r", "-P", "--remove", "--purge"].some((flag) => flags.has(flag))) return change(shell, operands, false);
    if (flags.has("-i") || flags.has("--install")) {
      return change(
        shell,
        operands.map((file) => file.replace(/^.*\//, "").replace(/_.*$/, "")),
        true,
      );
    }
    return success;
  },
  "dpkg-query": (shell, args) => {
    const { operands } = options(
      args.map((arg) => arg.replace(/^-f=/, "-f")),
      ["-f", "--showformat"],
    );
    return isInstalled(shell, operands);
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
  const told = () => [...(values.get("-o") ?? []), ...(values.get("--option") ?? [])].join(" ");
  const yes = says(flags, shell) || isQuiet(args) || /Assume-Yes/i.test(told()) || configured(shell, /Assume-Yes/i);
  return changed(shell, operands, yes);
}

/** apt-get(8): -qq implies -y. */
function isQuiet(args: readonly string[]): boolean {
  return args.some((arg) => /^-[a-z]*q[a-z]*q/.test(arg)) || args.filter((arg) => arg === "-q").length > 1;
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
  return changed(shell, operands, says(flags, shell) || configured(shell, /assumeyes/i));
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
  return files
    .paths()
    .some((path) => /^\/etc\/(apt\/apt\.conf|yum\.conf|dnf\/)/.test(path) && setting.test(files.get(path)?.text ?? ""));
}

/** Nobody answers in a first boot: what needs a "yes" and has none is not done. */
function changed(shell: Shell, [verb = "", ...names]: readonly string[], yes: boolean): Outcome | undefined {
  if (
    !yes &&
    ["install", "localinstall", "remove", "purge"].includes(verb) &&
    names.some((name) => /kdump|kexec|crashdump/.test(name))
  )
    return { status: 1 };
  if (["install", "reinstall", "localinstall"].includes(verb)) return change(shell, names, true);
  if (["remove", "purge", "erase", "autoremove"].includes(verb)) return change(shell, names, false);
  if (verb === "swap") return change(shell, names.slice(0, 1), false);
  if (verb === "list") return isInstalled(shell, names);
  return success;
}

function change(shell: Shell, names: readonly string[], installed: boolean): Outcome | undefined {
  if (!isKnown(names.join(""))) return undefined;
  // Version and architecture: kdump-tools=1:1.8, kexec-tools.x86_64, kdump-tools:amd64; a dash behind removes (apt).
  const given = installed ? names : names.flatMap(matching);
  const plain = given.map((name) => name.replace(/[=:].*$/, "").replace(/\.(x86_64|aarch64|noarch)$/, ""));
  for (const name of plain)
    shell.guest.setPackage(name.replace(/-$/, ""), installed && !name.endsWith("-"), shell.place);
  // kdump-tools depends on it.
  if (!installed && plain.includes("kexec-tools")) shell.guest.setPackage("kdump-tools", false, shell.place);
  if (installed && plain.some((name) => name === "kdump-tools" || name === "linux-crashdump")) installKdumpTools(shell);
  return success;
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

/** A script that asks is about to install what is missing. */
function isInstalled(shell: Shell, names: readonly string[]): Outcome {
  const known = names.map((name) => shell.guest.packages.get(name)?.value);
  if (known.length > 0 && known.every((installed) => installed === true)) return success;
  if (known.includes(false)) return { status: 1 };
  return names.length === 0 ? unclear : { status: undefined, already: 0 };
}
