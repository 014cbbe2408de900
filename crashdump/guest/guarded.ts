import { anyText } from "./text";

/** Whether a file is one that crash dumps depend on. */
export function isGuardedPath(path: string): boolean {
  return guardedPath.test(path);
}

/** Whether a text names anything that crash dumps depend on, be it a path or a word. */
export function namesGuarded(text: string): boolean {
  return guardedName.test(text) || guardedWord.test(text);
}

/** Whether two texts may differ in this without any consequence for crash dumps: it names nothing and hides nothing. */
export function mayMatter(text: string): boolean {
  return text.includes(anyText) || namesGuarded(text);
}

/** Names what every rule is about: for a command after which nothing can be told. */
export const everything = "kernel.panic crashkernel kdump kernel.kexec_load_disabled /etc/sysctl.d /boot/grub";

/** Read at boot by the kernel's loader, by systemd-sysctl, or by what makes and loads the capture kernel. */
const guardedPath = anyOf([
  /^\/(etc|run|usr\/lib|usr\/local\/lib|lib)\/sysctl\.(conf$|d(\/|$))/,
  /^\/etc\/kdump(\.conf|\/|$)/,
  /^\/etc\/(sysconfig|default)\/kdump/,
  /^\/etc\/(default|sysconfig)\/grub/,
  /^\/etc\/(grub|kernel)(\.d\/|\.conf$|2[^/]*\.cfg$|\/cmdline)/,
  /^\/boot(\/|$)/,
  /^\/(etc|run|usr\/lib|lib)\/modprobe\.d(\/|$)/,
  /^\/etc\/dracut\.conf/,
  /^\/etc\/(initramfs-tools|kernel)(\/|$)/,
  /^\/(etc|run|usr\/lib|lib)\/systemd\/system\/([^/]*\.wants\/)?kdump/,
  /^\/proc\/sys\/kernel\//,
  /^\/proc\/sysrq-trigger$/,
  /^\/sys\/kernel\/kexec/,
  /^\/var\/crash(\/|$)/,
]);

const guardedWord = /kdump|crashkernel|kexec|grubby|\bvmcore\b/i;

const guardedName = anyOf([
  /\/etc\/(sysctl\.(conf|d)|modprobe\.d|dracut\.conf|initramfs-tools|default\/grub|grub\.|grub2|kernel\/cmdline)/,
  /\/boot\/(grub|efi|loader)/,
  /\/proc\/sys\/kernel\/(panic|sysrq|unknown_nmi|softlockup|hung_task|kexec)|\/proc\/sysrq-trigger|\/sys\/kernel\/kexec/,
  /\/var\/crash\b/,
  /\bkernel[./](panic|sysrq|unknown_nmi_panic|softlockup_panic|hung_task_panic|hardlockup_panic)/,
  /\bpanic(_on_oops)?\s*=|unknown_nmi_panic|\bsysrq\b|panic_on_oops/,
  // Drivers without which a capture kernel on Hyper-V has no disk, where something is said about leaving them out.
  /(blacklist|omit[-_]drivers|modprobe\s+-r|rmmod).*\b(hv_|pci_hyperv|hid[-_]hyperv|nvme)/,
  /\binstall\s+(hv_\w+|pci_hyperv|nvme\w*)\s+\//,
  /prefer_ms_hyperv|GRUB_CMDLINE|grub2?-mkconfig|update-grub|update-initramfs|\bdracut\b/,
]);

/** One expression of several: each of its own would go through a text again. */
function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"));
}
