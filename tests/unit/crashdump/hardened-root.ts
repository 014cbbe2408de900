import { createHash } from "node:crypto";
import { chmodSync } from "node:fs";
import { type CrashDumpOptions, harden, type Platform } from "azure-kdump-core";
import { FakeRoot } from "./fake-root";

/** A guest that has been hardened, is armed, and lacks nothing. */
export class HardenedRoot extends FakeRoot {
  constructor(platform: Platform, options: CrashDumpOptions = {}) {
    const { files, unit, settings } = harden(platform, options);
    super(`root=/dev/sda1 ro crashkernel=${settings.crashkernel} panic=${settings.panicTimeoutSeconds} quiet\n`);
    for (const { path, content } of files) {
      this.write(path, path.endsWith("/record.json") ? this.moved(content) : content);
    }
    this.write(
      "/var/lib/azure-kdump/reservation",
      `reserved boot=boot-1 crashkernel=${settings.crashkernel} panic=5\n`,
    );
    this.write("/var/lib/azure-kdump/result", "armed boot=boot-1 kernel.panic=5 crash_size=536870912\n");
    this.cloudInit([]);
    this.write("/sys/kernel/kexec_crash_loaded", "1\n");
    this.write("/sys/kernel/kexec_crash_size", "536870912\n");
    for (const [key, value] of Object.entries(sysctls)) this.write(`/proc/sys/kernel/${key}`, `${value}\n`);
    if (settings.lockKexec) this.write("/proc/sys/kernel/kexec_load_disabled", "1\n");
    this.write("/proc/uptime", "100.25 180.50\n");
    this.write("/proc/meminfo", meminfo);
    this.write("/var/crash/kexec_cmd", `/sbin/kexec -p -s --command-line="${captureLine}" --initrd=/initrd /vmlinuz\n`);
    this.write("/etc/sysconfig/kdump", 'KDUMP_COMMANDLINE_APPEND="irqpoll nr_cpus=1 panic=10"\n');
    chmodSync(this.path("/var/crash"), 0o700);
    this.command("id", "echo 0");
    this.command("uname", "echo 6.1.0-cloud-amd64");
    // Whoever runs this test owns the files; in the guest root does.
    this.command("ls", `/bin/ls "$@" | sed "s/ $(/usr/bin/id -u) / 0 /"`);
    this.command("df", `echo header; echo "/dev/sda1 30000000 1 20480000 1% ${this.path("/mount")}"`);
    this.command("rpm", "");
    if (platform.release.startsWith("debian") || platform.release.startsWith("ubuntu"))
      this.command("dpkg-query", "echo 'install ok installed'");
    if (platform.release === "centos-6") this.command("chkconfig", `[ "$1" = ${unit} ]`);
    else this.write("/run/systemd/system/.keep", "");
    this.command("systemctl", systemctl(unit));
    this.command(
      "sleep",
      `echo "$(($(cut -d . -f 1 "${this.path("/proc/uptime")}") + $1)).0" >"${this.path("/proc/uptime")}"`,
    );
  }

  cloudInit(errors: readonly string[]): void {
    const result = { v1: { datasource: "DataSourceAzure [seed=/dev/sr0]", errors } };
    this.write("/run/cloud-init/result.json", `${JSON.stringify(result, undefined, 1)}\n`);
  }

  get recordDigest(): string {
    return createHash("sha256").update(this.read("/var/lib/azure-kdump/record.json")).digest("hex");
  }
}

const sysctls = {
  panic: 5,
  panic_on_oops: 1,
  unknown_nmi_panic: 1,
  softlockup_panic: 0,
  hung_task_panic: 0,
  sysrq: 176,
  kexec_load_disabled: 0,
};

const captureLine =
  "root=/dev/sda1 ro reset_devices systemd.unit=kdump-tools-dump.service nr_cpus=1 irqpoll usbcore.nousb panic=10";

/** 8 GiB, of which the kernel itself holds 1024 MiB. */
const meminfo = `MemTotal:        8000000 kB
MemFree:         5951424 kB
MemAvailable:    7000000 kB
Buffers:          100000 kB
Cached:           800000 kB
SwapCached:            0 kB
AnonPages:        100000 kB
`;

function systemctl(unit: string): string {
  const names = `${unit} | ${unit.replace(".service", "")}`;
  return `case $1 in
  is-system-running) echo running ;;
  is-enabled) case $2 in ${names}) echo enabled ;; esac ;;
  is-active) case $2 in ${names}) echo active ;; esac ;;
esac`;
}
