import { assess, type Finding, type Platform, type Surroundings } from "azure-kdump-core";
import { encoded } from "../platforms";

/** Hardening as a careful administrator writes it, without this project; `change` turns one thing into another. */
export type ByHand = (change?: readonly [from: string | RegExp, to: string]) => string;

export const elByHand: ByHand = (change) =>
  changed(
    `#!/bin/sh
echo 'kernel.panic = 10' >/etc/sysctl.d/60-panic.conf
dnf -y install kexec-tools
cat >/etc/kdump.conf <<END
path /var/crash
core_collector makedumpfile -l --message-level 1 -d 31
END
grubby --update-kernel=ALL --remove-args=crashkernel
grubby --update-kernel=ALL --args=crashkernel=1G-:512M
systemctl enable kdump
reboot
`,
    change,
  );

export const debianByHand: ByHand = (change) =>
  changed(
    `#!/bin/sh
echo 'kernel.panic = 10' >/etc/sysctl.d/60-panic.conf
apt-get update && apt-get install -y kdump-tools makedumpfile
cat >/etc/default/kdump-tools <<'END'
USE_KDUMP=1
KDUMP_COREDIR=/var/crash
MAKEDUMP_ARGS="-l -d 31"
KDUMP_CMDLINE_APPEND="reset_devices systemd.unit=kdump-tools-dump.service nr_cpus=1 irqpoll panic=10"
END
echo 'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT crashkernel=512M"' >/etc/default/grub.d/zz.cfg
update-grub
systemctl enable kdump-tools; put=/etc/systemd/system/kdump-tools-dump.service.d; mkdir $put; printf '[Service]\\nUMask=0077\\n' >$put/private.conf
reboot
`,
    change,
  );

/** What is wrong with a VM made by hand: that panic= is not on its command line, which nobody does, is not looked at. */
export function assessByHand(
  platform: Platform,
  customData: string | undefined,
  surroundings?: Surroundings,
): readonly Finding[] {
  return assess(platform, customData, surroundings).filter(({ rule }) => rule !== "early-panic-reboots");
}

function changed(script: string, change: Parameters<ByHand>[0]): string {
  if (change === undefined) return encoded(script);
  const [from, to] = change;
  const result = script.replace(from, to);
  if (result === script) throw new Error(`nothing to change: ${String(from)}`);
  return encoded(result);
}

export function on(release: Platform["release"], more: Partial<Platform> = {}): Platform {
  return { release, architecture: "x64", generation: 2, ...more };
}
