import type { CrashDumpSettings } from "../options";
import type { GuestFile } from "./shell";

/**
 * EL keeps every dump until the disk is full: at each boot all but the newest are removed. Only directories that hold a
 * vmcore are dumps; nothing else is touched.
 */
export function retention({ dumpPath, dumpsKept }: CrashDumpSettings): readonly GuestFile[] {
  const script = "/usr/local/sbin/azure-kdump-retention";
  return [
    {
      path: script,
      content: `#!/bin/sh
find ${dumpPath} -mindepth 2 -maxdepth 2 -name 'vmcore*' -printf '%T@ %h\\n' | sort -rn | cut -d ' ' -f 2- |
  awk '!seen[$0]++' | tail -n +${dumpsKept + 1} | while IFS= read -r dump; do rm -rf -- "$dump"; done
`,
      mode: "0755",
    },
    {
      path: "/etc/systemd/system/azure-kdump-retention.service",
      content: `[Unit]
Description=Keep the newest ${dumpsKept} crash dumps in ${dumpPath}
RequiresMountsFor=${dumpPath}
Before=kdump.service

[Service]
Type=oneshot
ExecStart=${script}

[Install]
WantedBy=multi-user.target
`,
      mode: "0644",
    },
  ];
}
