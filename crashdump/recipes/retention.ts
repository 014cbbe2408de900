import type { CrashDumpSettings } from "../options";
import type { KdumpConfDialect } from "../releases";
import type { GuestFile } from "./shell";

/**
 * EL keeps every dump until the disk is full: at each boot all but the newest are removed. Only directories that hold a
 * vmcore are dumps; nothing else is touched.
 */
export function retention(dialect: KdumpConfDialect, settings: CrashDumpSettings): readonly GuestFile[] {
  return [script(settings), dialect === "el6" ? initScript(settings) : unit(settings)];
}

const path = "/usr/local/sbin/azure-kdump-retention";

function script({ dumpPath, dumpsKept }: CrashDumpSettings): GuestFile {
  return {
    path,
    content: `#!/bin/sh
find ${dumpPath} -mindepth 2 -maxdepth 2 -name 'vmcore*' -printf '%T@ %h\\n' | sort -rn | cut -d ' ' -f 2- |
  awk '!seen[$0]++' | tail -n +${dumpsKept + 1} | while IFS= read -r dump; do rm -rf -- "$dump"; done
`,
    mode: "0755",
  };
}

function unit({ dumpPath, dumpsKept }: CrashDumpSettings): GuestFile {
  return {
    path: "/etc/systemd/system/azure-kdump-retention.service",
    content: `[Unit]
Description=Keep the newest ${dumpsKept} crash dumps in ${dumpPath}
RequiresMountsFor=${dumpPath}
Before=kdump.service
[Service]
Type=oneshot
ExecStart=${path}
[Install]
WantedBy=multi-user.target
`,
    mode: "0644",
  };
}

/** chkconfig reads levels and order from the comments; 19 is before kdump's 20. */
function initScript({ dumpsKept }: CrashDumpSettings): GuestFile {
  return {
    path: "/etc/init.d/azure-kdump-retention",
    content: `#!/bin/sh
# chkconfig: 2345 19 91
# description: Keeps the newest ${dumpsKept} crash dumps
if [ "\${1:-}" = start ]; then
  ${path}
fi
`,
    mode: "0755",
  };
}
