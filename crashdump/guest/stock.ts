import type { Platform } from "../platform";
import { type Release, type ReleaseName, releases } from "../releases";
import { Files } from "./files";
import { osRelease } from "./os-release";
import { imageText } from "./text";

const stockOf = new Map<ReleaseName | undefined, Files>();

/** Files whose shape every image of a release shares; gaps where images differ. */
export function stock(platform: Platform | undefined): Files {
  const release = platform?.release;
  const files = stockOf.get(release) ?? stockFiles(platform);
  stockOf.set(release, files);
  return files.copy();
}

/** The same, put together anew. */
export function stockFiles(platform: Platform | undefined): Files {
  const texts = platform === undefined ? common : [...common, ...ofRelease(platform)];
  const files = texts.map(([path, text]) => [path, { text, place: "the image", order: 0 }] as const);
  return Files.of(new Map(files), new Map(stockLinks(platform)));
}

function ofRelease(platform: Platform): readonly (readonly [string, string])[] {
  const distribution = osRelease(platform);
  return [
    ...(distribution === undefined ? [] : [["/etc/os-release", distribution] as const]),
    ...[boot, captureKernel, kdumpConf, unreserved].flatMap((files) => files(platform)),
  ];
}

/**
 * systemd-sysctl does not read /etc/sysctl.conf: it reads a link to it. Debian 13 dropped the link, and the file with
 * it (procps 2:4.0.4-7, NEWS.Debian).
 */
function stockLinks(platform: Platform | undefined): readonly (readonly [string, string])[] {
  const usr = platform !== undefined && /-6$/.test(platform.release) ? [] : mergedUsr;
  if (platform !== undefined && withoutSysctlConf.has(platform.release)) return usr;
  return [...usr, ["/etc/sysctl.d/99-sysctl.conf", "/etc/sysctl.conf"]];
}

const withoutSysctlConf: ReadonlySet<string> = new Set(["debian-13"]);

/** EL since 7, Debian's cloud images since 11 and Ubuntu's since 20.04. */
const mergedUsr = [["/lib", "/usr/lib"]] as const;

/** What an image's shell finds: the commands of one family, and not those of the other. */
export function hasCommand(platform: Platform | undefined, name: string): boolean | undefined {
  if (platform === undefined) return undefined;
  const [, el] = /-([678])$/.exec(platform.release) ?? [];
  if (el === "6" && commands.afterEl6.has(name)) return false;
  if (commands.everywhere.has(name)) return true;
  if (name === "dnf") return isEl(platform) && el !== "6" && el !== "7";
  // EL's own tools bring a Python of their own until 8.
  if (name === "python3") return el === undefined ? true : undefined;
  const [own, others] = isEl(platform) ? [commands.el, commands.debian] : [commands.debian, commands.el];
  if (own.has(name)) return true;
  return others.has(name) ? false : undefined;
}

/** Whether a path exists in an image that nobody has changed. */
export function imageHas(platform: Platform | undefined, path: string): boolean | undefined {
  if (platform === undefined) return undefined;
  if (path === "/sys/firmware/efi") return platform.generation === 2;
  if (directories.includes(path)) return true;
  if (/^\/etc\/(redhat|centos|rocky|almalinux|oracle)-release$/.test(path) && !isEl(platform)) return false;
  if (path === "/etc/redhat-release") return isEl(platform);
  if (path === "/etc/debian_version") return !isEl(platform);
  return undefined;
}

export function isEl({ release }: Platform): boolean {
  return releases[release].dialect !== "kdump-tools";
}

/** Debian-family images reserve nothing until kdump-tools is installed; EL's may, in GRUB_CMDLINE_LINUX. */
export function imageMayReserve(platform: Platform | undefined): boolean {
  return platform === undefined || isEl(platform);
}

/** crashkernel= as the kdump-tools package writes it; Ubuntu's updates have changed theirs, and a size is not promised. */
export function packagedCrashKernel(platform: Platform): string {
  const known: Readonly<Record<string, string>> = {
    "debian-11": "384M-:128M",
    "debian-12": "384M-:128M",
    "debian-13": "512M-:192M",
  };
  return (platform.architecture === "x64" ? known[platform.release] : undefined) ?? imageText;
}

const common = [
  ["/proc/cmdline", imageText],
  ["/etc/sysctl.conf", imageText],
  ["/etc/fstab", imageText],
] as const;

const directories = ["/etc", "/boot", "/var", "/var/lib", "/proc", "/sys", "/tmp", "/run", "/etc/sysctl.d", "/dev"];

const commands = {
  everywhere: new Set(["sh", "bash", "sed", "grep", "awk", "systemctl", "sysctl", "cloud-init", "cat", "tee", "curl"]),
  afterEl6: new Set(["systemctl", "journalctl", "timedatectl", "hostnamectl", "grub2-mkconfig", "grub2-editenv"]),
  el: new Set(["rpm", "yum", "grubby", "grub2-mkconfig", "grub2-editenv", "dracut"]),
  debian: new Set([
    "apt",
    "apt-get",
    "dpkg",
    "dpkg-query",
    "debconf-set-selections",
    "update-grub",
    "update-grub2",
    "grub-mkconfig",
    "update-initramfs",
  ]),
};

function boot(platform: Platform): readonly (readonly [string, string])[] {
  const defaults = `GRUB_CMDLINE_LINUX="${imageText}"\n`;
  if (!isEl(platform)) return [["/etc/default/grub", `GRUB_CMDLINE_LINUX_DEFAULT="${imageText}"\n${defaults}`]];
  // GRUB 0.97 of EL 6 has no generated configuration: what stands on the kernel lines is what boots.
  if (/-6$/.test(platform.release)) {
    return [["/boot/grub/grub.conf", `${imageText}\n\tkernel /${imageText}\n\tinitrd /${imageText}\n`]];
  }
  return [["/etc/default/grub", defaults]];
}

/** The capture kernel's command line in EL's kexec-tools: what its releases share, whose rest differs between updates. */
function captureKernel(platform: Platform): readonly (readonly [string, string])[] {
  if (!isEl(platform)) return [];
  const panics = /-6$/.test(platform.release) ? "" : " panic=10";
  const append = `irqpoll nr_cpus=1 reset_devices ${imageText}${panics}`;
  return [["/etc/sysconfig/kdump", `${imageText}\nKDUMP_COMMANDLINE_APPEND="${append}"\n${imageText}\n`]];
}

/** What the kernel says of memory for a capture kernel where the image reserves none. */
function unreserved({ release }: Platform): readonly (readonly [string, string])[] {
  const { stock }: Release = releases[release];
  return stock.crashkernel === undefined ? crashFiles.map((path) => [path, "0\n"]) : [];
}

/** The kernel's own, which the next boot's command line decides. */
export const crashFiles: readonly string[] = ["/sys/kernel/kexec_crash_size", "/sys/kernel/kexec_crash_loaded"];

/** What EL's kdump.conf says outside its comments (kdumpctl's template, gen-kdump-conf.sh); updates may add to it. */
function kdumpConf({ release }: Platform): readonly (readonly [string, string])[] {
  const { dialect } = releases[release];
  if (dialect === "kdump-tools" || dialect === "el6") return [];
  const level = dialect === "el7" ? 1 : 7;
  const reset = dialect === "el9" || dialect === "el10" ? ["auto_reset_crashkernel yes"] : [];
  const lines = [...reset, "path /var/crash", `core_collector makedumpfile -l --message-level ${level} -d 31`];
  return [["/etc/kdump.conf", [imageText, ...lines, imageText, ""].join("\n")]];
}

/** What kdump-tools puts into /etc/default/kdump-tools, its comments left out. */
export const packagedKdumpTools = [
  "USE_KDUMP=1",
  '#KDUMP_SYSCTL="kernel.panic_on_oops=1"',
  "KDUMP_KERNEL=/var/lib/kdump/vmlinuz",
  "KDUMP_INITRD=/var/lib/kdump/initrd.img",
  'KDUMP_COREDIR="/var/crash"',
  "#KDUMP_NUM_DUMPS=",
  '#KDUMP_FAIL_CMD="reboot -f"',
  '#MAKEDUMP_ARGS="-c -d 31"',
  '#KDUMP_KEXEC_ARGS=""',
  '#KDUMP_CMDLINE=""',
  '#KDUMP_CMDLINE_APPEND="reset_devices systemd.unit=kdump-tools-dump.service nr_cpus=1 irqpoll nousb"',
  "",
].join("\n");
