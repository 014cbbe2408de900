import assert from "node:assert/strict";
import type { Platform, Verdict } from "azure-kdump-core";
import { assessByHand, debianByHand, elByHand, on } from "./by-hand";

const el9 = on("almalinux-9");
const debian = on("debian-12");

/** What rules say that see nothing else wrong with a VM made by hand. */
function verdicts(platform: Platform, customData: string): readonly Verdict[] {
  return assessByHand(platform, customData).map(({ verdict }) => verdict);
}

type Table = Readonly<Record<string, Verdict | undefined>>;

function judges(subject: string, table: Table, platform: Platform, customData: (given: string) => string): void {
  describe(`assess, of ${subject},`, () => {
    for (const [given, verdict] of Object.entries(table)) {
      it(`says ${verdict ?? "nothing"} of ${given}`, () => {
        assert.deepEqual(verdicts(platform, customData(given)), verdict === undefined ? [] : [verdict]);
      });
    }
  });
}

judges(
  "words on the kernel's command line",
  {
    quiet: undefined,
    "systemd.mask=kdump.service": "violation",
    "systemd.mask=kdump": "violation",
    "systemd.mask=kdump.service.x": undefined,
    "xsystemd.mask=kdump": undefined,
    "systemd.mask=nginx.service": undefined,
    single: "violation",
    rescue: "violation",
    emergency: "violation",
    singles: undefined,
    "x.single": undefined,
    "systemd.unit=rescue.target": "violation",
    "systemd.unit=emergency": "violation",
    "systemd.unit=runlevel1.target": "violation",
    "systemd.unit=multi-user.target": undefined,
    "systemd.unit=graphical": undefined,
    "systemd.unit=my-rescue.target": undefined,
    "init=/bin/sh": "cannot-tell",
    "rdinit=/bin/sh": "cannot-tell",
    "init=/sbin/init": undefined,
    "init=/usr/sbin/init": undefined,
    "init=/lib/systemd/systemd": undefined,
    "init=/usr/lib/systemd/systemd": undefined,
    "init=/opt/lib/systemd/systemd-x": "cannot-tell",
    "xinit=/bin/sh": undefined,
  },
  el9,
  (words) => elByHand(["crashkernel=1G-:512M", `'crashkernel=1G-:512M ${words}'`]),
);

judges(
  "the target of each boot",
  {
    "multi-user": undefined,
    "graphical.target": undefined,
    rescue: "violation",
    "emergency.target": "violation",
    "basic.target": "violation",
    "runlevel1.target": "violation",
    "runlevel3.target": "cannot-tell",
    "vendor.target": "cannot-tell",
    "my-multi-user.target": "cannot-tell",
  },
  debian,
  (target) => debianByHand(["reboot", `systemctl set-default ${target}\nreboot`]),
);

judges(
  "what a package manager is told",
  {
    "echo 'Package: kdump-tools' >/etc/apt/preferences.d/x": "cannot-tell",
    "echo 'Package: kexec-tools' >/etc/apt/preferences": "cannot-tell",
    "echo 'Package: nginx' >/etc/apt/preferences.d/x": undefined,
    "echo '// kdump-tools' >/etc/apt/apt.conf.d/x": undefined,
    "echo '  # kdump-tools' >/etc/apt/preferences.d/x": undefined,
    "echo 'Package: kdump-tools' >/etc/apt/trusted.d/x": undefined,
    "echo 'Package: kdump-tools' >/opt/etc/apt/preferences": undefined,
  },
  debian,
  (command) => debianByHand(["apt-get update", `${command}; apt-get update`]),
);

judges(
  "what dnf is told",
  {
    "echo 'exclude=kdump*' >>/etc/dnf/dnf.conf": "cannot-tell",
    "echo ' excludepkgs = nginx kexec-tools' >>/etc/dnf/dnf.conf": "cannot-tell",
    "echo 'exclude=kexec-tools' >>/etc/yum.conf": "cannot-tell",
    "printf '[x]\\nexclude=kexec-tools\\n' >/etc/yum.repos.d/x.repo": "cannot-tell",
    "echo 'exclude=nginx' >>/etc/dnf/dnf.conf": undefined,
    "echo '#exclude=kexec-tools' >>/etc/dnf/dnf.conf": undefined,
    "echo 'noexclude=kexec-tools' >>/etc/dnf/dnf.conf": undefined,
    "echo 'exclude=kexec-tools' >/etc/dnf/x": undefined,
  },
  el9,
  (command) => elByHand(["dnf -y", `${command}; dnf -y`]),
);

judges(
  "dracut's configuration",
  {
    "echo 'omit_dracutmodules+=\" kdump \"' >/etc/dracut.conf.d/x.conf": "violation",
    "echo ' omit_dracutmodules=\"a kdump\"' >>/etc/dracut.conf": "violation",
    "echo 'omit_dracutmodules+=\" kdump \"' >/usr/lib/dracut/dracut.conf.d/x.conf": "violation",
    "echo 'omit_dracutmodules+=\" plymouth \"' >/etc/dracut.conf.d/x.conf": undefined,
    "echo '#omit_dracutmodules+=\" kdump \"' >/etc/dracut.conf.d/x.conf": undefined,
    "echo 'omit_dracutmodules+=\" kdump \"' >/etc/dracut.conf.d/x.txt": undefined,
  },
  el9,
  (command) => elByHand(["reboot", `${command}\nreboot`]),
);
