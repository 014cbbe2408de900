import type { CrashDumpSettings } from "../options";
import { type ReleaseName, releases } from "../releases";
import { installPackages } from "./packages";
import { type GuestFile, prelude, put } from "./shell";

/**
 * The last script of the first complete boot: memory is reserved by then, so it installs, configures and arms kdump
 * with no further reboot. It may run again. A step that fails is named, and makes cloud-init's status an error.
 */
export function configureScript(
  record: string,
  release: ReleaseName,
  settings: CrashDumpSettings,
  files: readonly GuestFile[],
): string {
  const { unit } = releases[release];
  const ownUnits = files
    .map(({ path }) => /^\/etc\/systemd\/system\/([^/]+\.service)$/.exec(path)?.[1])
    .filter(Boolean);
  return `#!/bin/sh
${record}
# Installs, configures and arms kdump. Runs once; running it again changes nothing.
set -eu
${prelude}step='start'
begin() {
  step=$1
  echo "azure-kdump: $step"
}
finished() {
  code=$?
  [ "$code" = 0 ] && return
  say result failed "$step"
  echo "azure-kdump: failed: $step" >&2
}
trap finished EXIT

begin 'crash memory reserved'
if ! grep -q '^reserved' "$dir/reservation"; then
  cat "$dir/reservation" >&2
  exit 1
fi
begin 'packages installed'
${installPackages(release)}begin 'dump directory private'
mkdir -p ${settings.dumpPath}
chown root:root ${settings.dumpPath}
chmod 0700 ${settings.dumpPath}
begin 'kdump configured'
${files.map(put).join("")}systemctl daemon-reload
begin '${unit} armed'
systemctl enable ${[unit, ...ownUnits].join(" ")}
systemctl restart ${unit}
begin 'capture kernel loaded'
[ "$(cat /sys/kernel/kexec_crash_loaded)" = 1 ]
say result armed "kernel.panic=$(cat /proc/sys/kernel/panic) crash_size=$(cat /sys/kernel/kexec_crash_size)"
`;
}
