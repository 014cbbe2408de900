import type { GuestFile } from "./shell";

/**
 * kernel.kexec_load_disabled forbids loading any kernel until the next boot, the capture kernel too: set at boot with
 * the other sysctls it would leave the VM without dumps. This sets it at each boot after kdump, and only if armed.
 */
export function kexecLock(kdumpUnit: string): readonly GuestFile[] {
  return [
    {
      path: script,
      content: `#!/bin/sh
if [ "$(cat /sys/kernel/kexec_crash_loaded)" != 1 ]; then
  echo 'no capture kernel is loaded: kexec stays open' >&2
  exit 1
fi
sysctl -q -w kernel.kexec_load_disabled=1
`,
      mode: "0755",
    },
    {
      path: `/etc/systemd/system/${kexecLockUnit}`,
      content: `[Unit]
Description=Forbid kexec once the capture kernel is loaded
After=${kdumpUnit}
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${script}
[Install]
WantedBy=multi-user.target
`,
      mode: "0644",
    },
  ];
}

export const kexecLockUnit = "azure-kdump-lock.service";

const script = "/usr/local/sbin/azure-kdump-lock";
