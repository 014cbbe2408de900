import type { GuestState } from "./state";

/** A driver that a capture kernel is told to do without, and the file that says so. */
export interface ExcludedDriver {
  /** With underscores, as the kernel names modules. */
  readonly driver: string;
  readonly path: string;
  readonly place: string;
}

/** Every driver that is kept out of the capture kernel or its initramfs, in any of the places where that can be said. */
export function excludedDrivers(state: GuestState): readonly ExcludedDriver[] {
  const found: ExcludedDriver[] = [];
  for (const { starts, form, says } of sources) {
    for (const { path, text, place } of state.files.texts(form, ...starts)) {
      for (const driver of driversIn(text, says)) found.push({ driver, path, place });
    }
  }
  // makedumpfile's kernel inherits the command line of the kernel that crashed.
  const { text, place } = state.bootArguments;
  for (const driver of driversIn(text, onCommandLine)) found.push({ driver, path: "/proc/cmdline", place });
  return found;
}

const onCommandLine =
  /\b(?:rd\.driver\.blacklist|module_blacklist|modprobe\.blacklist|rdblacklist|initcall_blacklist)=([\w,-]+)/g;

interface Source {
  /** How all of its paths begin. */
  readonly starts: readonly string[];
  readonly form: RegExp;
  readonly says: RegExp;
}

/** kdump.conf(5) of EL 6 and of EL 7 to 10, dracut.conf(5), modprobe.d(5), and the capture kernel's command line. */
const sources: readonly Source[] = [
  {
    starts: ["/etc/kdump.conf"],
    form: /\.conf$/,
    says: /^\s*blacklist\s+(.+)|(?:--omit-drivers|-o)[\s=]+["']?([\w\s-]+)/gm,
  },
  {
    starts: ["/etc/sysconfig/kdump", "/etc/default/"],
    form: /\/(kdump|kdump-tools|grub|grub\.d\/.*\.cfg)$/,
    says: onCommandLine,
  },
  {
    starts: ["/etc/dracut.conf", "/usr/lib/dracut/dracut.conf.d/"],
    form: /\.conf$/,
    says: /^\s*omit_drivers\+?=(?:"([^"]*)"|'([^']*)'|(\S+))/gm,
  },
  {
    starts: ["/etc", "/run", "/usr/local/lib", "/usr/lib", "/lib"].map((directory) => `${directory}/modprobe.d/`),
    form: /\.conf$/,
    says: /^\s*blacklist\s+([\w-]+)|^\s*install\s+([\w-]+)\s+(?!.*\bmodprobe\b.*--ignore-install)|^\s*alias\s+([\w-]+)\s+off\b/gm,
  },
];

function driversIn(text: string, says: RegExp): readonly string[] {
  const uncommented = text.includes("#") ? text.replace(/^\s*#.*$/gm, "") : text;
  // Nearly every file says nothing of the kind, and to ask costs a tenth.
  if (uncommented.search(says) === -1) return [];
  return [...uncommented.matchAll(says)].flatMap((match) =>
    (match[1] ?? match[2] ?? match[3] ?? "").split(/[\s,]/).flatMap((name) => driversNamed(name.replaceAll("-", "_"))),
  );
}

/** dracut takes a regular expression for a name, and initcall_blacklist the function that starts a driver. */
function driversNamed(name: string): readonly string[] {
  if (/^\w+$/.test(name)) return [initialised[name] ?? name];
  try {
    const pattern = new RegExp(`^(?:${name})$`);
    return diskDrivers.filter((driver) => pattern.test(driver));
  } catch {
    return [];
  }
}

const initialised: Readonly<Partial<Record<string, string>>> = {
  hv_acpi_init: "hv_vmbus",
  storvsc_drv_init: "hv_storvsc",
  init_hv_pci_drv: "pci_hyperv",
  nvme_init: "nvme",
  nvme_core_init: "nvme_core",
};

/** Without which a capture kernel on Hyper-V has no disk. */
export const diskDrivers: readonly string[] = ["hv_vmbus", "hv_storvsc", "storvsc", "pci_hyperv", "nvme", "nvme_core"];
