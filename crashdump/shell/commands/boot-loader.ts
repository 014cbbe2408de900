import { releases } from "../../releases";
import { mayMatter } from "../../guest/guarded";
import { isEl } from "../../guest/stock";
import { anyText, imageText, isKnown, joinText } from "../../guest/text";
import { runScript } from "../script";
import { type Outcome, Shell, success, unclear } from "../shell";
import type { CommandTable } from "./index";
import { options } from "./options";

/** Commands that change the kernel command line of the next boot. */
export const bootLoader: CommandTable = {
  "update-grub": (shell) => madeIn(shell, "/boot/grub/grub.cfg"),
  "update-grub2": (shell) => madeIn(shell, "/boot/grub/grub.cfg"),
  "grub-mkconfig": makeConfiguration,
  "grub2-mkconfig": makeConfiguration,

  grubby: (shell, args) => {
    const { flags, values } = options(args, ["--args", "--remove-args", "--update-kernel", "--info", "--set-default"]);
    const { text } = shell.guest.bootArguments;
    if (flags.has("--info") || flags.has("--default-kernel") || flags.has("--default-index")) {
      shell.print(`kernel="/boot/vmlinuz-${imageText}"\nargs="${text}"\n`);
      return success;
    }
    const removed = names(values.get("--remove-args")?.join(" ") ?? "");
    const added = values.get("--args")?.join(" ") ?? "";
    if (removed.length === 0 && added === "") return undefined;
    const kernels = values.get("--update-kernel") ?? [];
    if (kernels.length === 0) return success;
    const gone = [...removed, ...names(added)];
    const changed = plus(without(text, gone), added);
    const { removed: before } = shell.guest.bootArguments;
    if (kernels.every(boots)) shell.guest.setBootArguments(changed, shell.place, [...new Set([...before, ...gone])]);
    else shell.guest.setBootArguments(joinText(text, changed, mayMatter), shell.place);
    return success;
  },

  "grub2-editenv": environment,
  "grub-editenv": environment,
  ...Object.fromEntries(
    ["grub2-set-default", "grub-set-default", "grub2-reboot", "grub-reboot"].map((name) => [name, chooseEntry]),
  ),
  ...Object.fromEntries(
    ["update-initramfs", "dracut", "mkdumprd", "grub-install", "grub2-install"].map((name) => [name, () => success]),
  ),
};

/** All kernels, the default one, or the one that runs, which is that: grubby names it by uname's release. */
function boots(kernel: string): boolean {
  return kernel === "ALL" || kernel === "DEFAULT" || !isKnown(kernel);
}

/** kernelopts in it is the command line of EL 8's entries, saved_entry the one that boots. */
function environment(shell: Shell, args: readonly string[]): Outcome | undefined {
  if (args.includes("list")) return unclear;
  if (args.includes("create")) return success;
  shell.guest.leaveUnread(`/boot/grub2/grubenv ${args.join(" ")}`, shell.place);
  return success;
}

/** The first one is what boots anyhow; another may be a rescue's, or without our arguments. */
function chooseEntry(shell: Shell, args: readonly string[]): Outcome {
  if (args.at(-1) !== "0") shell.guest.leaveUnread(`/boot/grub/grubenv ${args.join(" ")}`, shell.place);
  return success;
}

/** Makes GRUB's configuration from /etc/default/grub, into the file that this platform's firmware reads. */
export function makeBootConfiguration(shell: Shell, path: string): void {
  const { platform } = shell.guest;
  const text = configuredArguments(shell);
  shell.guest.files.write(path, `${imageText}\n\tlinux /boot/vmlinuz ${text}\n`, shell.place, ++shell.guest.order);
  if (!isRead(shell, path)) return;
  if (platform !== undefined && releases[platform.release].bootLoader === "grubby") return;
  shell.guest.setBootArguments(text, shell.place);
}

function makeConfiguration(shell: Shell, args: readonly string[]): Outcome | undefined {
  const { flags, values } = options(args, ["-o", "--output"]);
  const path = (values.get("-o") ?? values.get("--output"))?.[0];
  if (path === undefined) return success;
  if (!isKnown(path)) return undefined;
  makeBootConfiguration(shell, shell.path(path));
  const { platform, bootArguments } = shell.guest;
  if (platform === undefined || releases[platform.release].bootLoader !== "grubby") return success;
  // EL 8 and later boot from BLS entries: only this option rewrites them, and without it EL 8 and 9 differ.
  const text = configuredArguments(shell);
  const rewritten = flags.has("--update-bls-cmdline") ? text : joinText(bootArguments.text, text, mayMatter);
  if (text.trim() !== imageText) shell.guest.setBootArguments(rewritten, shell.place);
  return success;
}

function madeIn(shell: Shell, path: string): Outcome {
  makeBootConfiguration(shell, path);
  return success;
}

/** EL 7 writes either file without an error; by BIOS only one is read, by UEFI only the other. */
function isRead({ guest: { platform } }: Shell, path: string): boolean {
  if (platform === undefined || !isEl(platform)) return path === "/boot/grub/grub.cfg";
  if (!/^\/boot\/|^\/etc\/grub2(-efi)?\.cfg$/.test(path)) return false;
  const uefi = /^\/boot\/efi\/EFI\/[^/]+\/grub\.cfg$|^\/etc\/grub2-efi\.cfg$/.test(path);
  return uefi === (platform.generation === 2);
}

/** /etc/default/grub is sourced by a shell, and on the Debian family so is every .cfg beside it. */
function configuredArguments(shell: Shell): string {
  const { platform, files } = shell.guest;
  const beside = files
    .pathsFrom("/etc/default/grub.d/")
    .filter((path) => /^\/etc\/default\/grub\.d\/[^/]+\.cfg$/.test(path));
  const sourced = platform !== undefined && isEl(platform) ? [] : beside;
  const inner = new Shell(shell.guest.copy(), { text: "", place: shell.place }, shell.budget);
  inner.depth = shell.depth + 1;
  const initial = files.get("/etc/default/grub") === undefined ? imageText : "";
  inner.assign("GRUB_CMDLINE_LINUX", initial);
  inner.assign("GRUB_CMDLINE_LINUX_DEFAULT", initial);
  const before = ["/etc/default/grub", ...sourced.filter((path) => path <= cloudImageSettings)];
  const after = sourced.filter((path) => path > cloudImageSettings);
  const source = (path: string) => runScript(inner, { text: files.get(path)?.text ?? "", place: path });
  before.forEach(source);
  replacedByImage(inner);
  after.forEach(source);
  const value = (name: string) => inner.scope.variables.get(name) ?? anyText;
  return `${value("GRUB_CMDLINE_LINUX")} ${value("GRUB_CMDLINE_LINUX_DEFAULT")}`.trim();
}

/**
 * Ubuntu's cloud images assign GRUB_CMDLINE_LINUX_DEFAULT anew in this file (stackhpc/ansible-collection-linux#29), so
 * what /etc/default/grub says in it is mostly lost.
 */
function replacedByImage(shell: Shell): void {
  const { platform, files } = shell.guest;
  if (platform?.release.startsWith("ubuntu-") !== true || files.get(cloudImageSettings) !== undefined) return;
  const name = "GRUB_CMDLINE_LINUX_DEFAULT";
  if (mayMatter(shell.scope.variables.get(name) ?? "")) shell.assign(name, anyText);
}

const cloudImageSettings = "/etc/default/grub.d/50-cloudimg-settings.cfg";

function names(parameters: string): readonly string[] {
  return parameters
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => word.replace(/=.*$/s, ""));
}

/** What the image has of a parameter goes as well. */
function without(text: string, parameters: readonly string[]): string {
  const rest = text.split(/\s+/).filter((word) => !parameters.includes(word.replace(/=.*$/s, "")));
  return rest.join(" ");
}

function plus(text: string, added: string): string {
  return added === "" ? text : `${text} ${added}`.trim();
}
