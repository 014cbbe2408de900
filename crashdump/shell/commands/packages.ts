import { isEl, packagedCrashKernel, packagedKdumpTools } from "../../guest/stock";
import { isKnown } from "../../guest/text";
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

  "debconf-set-selections": (shell) => {
    // The package's own question whether kdump is on: "false" becomes USE_KDUMP=0.
    const off = /kdump-tools\/use_kdump\s+boolean\s+false/.test(shell.input.text);
    if (off) shell.guest.leaveUnread(shell.input.text, shell.place);
    return success;
  },
};

function apt(shell: Shell, args: readonly string[]): Outcome | undefined {
  const { operands } = options(args, ["-o", "-t", "-c", "--option", "--target-release"]);
  return changed(shell, operands);
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
  return changed(shell, options(args, withValue).operands);
}

function changed(shell: Shell, [verb = "", ...names]: readonly string[]): Outcome | undefined {
  if (["install", "reinstall", "localinstall"].includes(verb)) return change(shell, names, true);
  if (["remove", "purge", "erase", "autoremove"].includes(verb)) return change(shell, names, false);
  if (verb === "list") return isInstalled(shell, names);
  return success;
}

function change(shell: Shell, names: readonly string[], installed: boolean): Outcome | undefined {
  if (!isKnown(names.join(""))) return undefined;
  // Version and architecture: kdump-tools=1:1.8, kexec-tools.x86_64, kdump-tools:amd64; a dash behind removes (apt).
  const plain = names.map((name) => name.replace(/[=:].*$/, "").replace(/\.(x86_64|aarch64|noarch)$/, ""));
  for (const name of plain)
    shell.guest.setPackage(name.replace(/-$/, ""), installed && !name.endsWith("-"), shell.place);
  if (installed && plain.some((name) => name === "kdump-tools" || name === "linux-crashdump")) installKdumpTools(shell);
  return success;
}

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
