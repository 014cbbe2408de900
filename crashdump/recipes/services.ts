import { type Release, type ReleaseName, releases } from "../releases";

/** How services and reboots are asked for: one script text per init system. */
export interface Services {
  /** Shell for every boot after the first, where the init system itself may not read /etc/sysctl.d. */
  readonly applySysctl: (path: string) => string;
  /** Shell that waits for /boot and the ESP, or calls `fail REASON`. */
  readonly localFileSystems: string;
  /** One command, and the words that name it in a failure. */
  readonly reboot: string;
  /** Shell that makes services start at boot; the first is the release's own, the others ours. */
  readonly enable: (unit: string, own: readonly string[]) => string;
  readonly restart: (unit: string) => string;
}

export function servicesOf(release: ReleaseName): Services {
  const { dialect }: Release = releases[release];
  return dialect === "el6" ? sysV : systemd;
}

const systemd: Services = {
  applySysctl: () => "",
  // This early nothing orders us after /boot and /boot/efi.
  localFileSystems: "systemctl start local-fs.target || fail 'local-fs.target does not start'\n",
  reboot: "systemctl reboot",
  // Asked first, because enabling what has a SysV script too, as kdump-tools has, rewrites all links of all run levels.
  enable: (unit, own) =>
    ["daemon-reload", ...own.map((name) => `enable ${name}`), `is-enabled -q ${unit} || systemctl enable ${unit}`]
      .map((command) => `systemctl ${command}\n`)
      .join(""),
  restart: (unit) => `systemctl restart ${unit}\n`,
};

/** EL 6: rc.sysinit has mounted everything before any service runs, cloud-init's too. */
const sysV: Services = {
  // Older initscripts read /etc/sysctl.conf alone.
  applySysctl: (path) => `  sysctl -q -e -p ${path}\n`,
  localFileSystems: "",
  reboot: "shutdown -r now",
  enable: (unit, own) =>
    [`chkconfig ${unit} on\n`, ...own.map((name) => `chkconfig --add ${name}\nchkconfig ${name} on\n`)].join(""),
  restart: (unit) => `service ${unit} restart\n`,
};
