import type { CrashDumpSettings } from "../options";
import { type ReleaseName, releases } from "../releases";
import { mountDumpDisk } from "./dump-disk";
import { kexecLockUnit } from "./kexec-lock";
import { installPackages } from "./packages";
import { servicesOf } from "./services";
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
  const { unit, dialect } = releases[release];
  const { dumpDisk, dumpPath, lockKexec } = settings;
  const services = servicesOf(release);
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
configure() {
${files.map(put).join("")}}
${dialect === "kdump-tools" ? configured : ""}begin 'packages installed'
${installPackages(release)}${dumpDisk === undefined ? "" : `begin 'dump disk mounted'\n${mountDumpDisk(dialect, dumpDisk, dumpPath)}`}begin 'dump directory private'
mkdir -p ${dumpPath}
chown root:root ${dumpPath}
chmod 0700 ${dumpPath}
${configured}${dialect === "el6" ? capturePanics : ""}begin '${unit} armed'
${services.enable(unit, ownServices(files))}${lockKexec ? unlessLocked(services.restart(unit)) : services.restart(unit)}begin 'capture kernel loaded'
[ "$(cat /sys/kernel/kexec_crash_loaded)" = 1 ]
${lockKexec ? `begin 'kexec locked'\nsystemctl start ${kexecLockUnit}\n` : ""}say result armed "kernel.panic=$(cat /proc/sys/kernel/panic) crash_size=$(cat /sys/kernel/kexec_crash_size)"
`;
}

/**
 * kdump-tools arms what it finds as soon as it is installed, and apt-get comes back long after, with the machine's own
 * initramfs made anew: so this stands before it too. Afterwards it undoes what the package may have made of the files.
 */
const configured = "begin 'kdump configured'\nconfigure\n";

/**
 * EL 6 alone lacks panic= in the capture kernel's arguments, and a capture kernel that panics then hangs. In place:
 * a second assignment would drop the vendor's own arguments.
 */
const capturePanics = `if ! grep -q '^KDUMP_COMMANDLINE_APPEND=.*panic=' /etc/sysconfig/kdump; then
  sed -i 's/^KDUMP_COMMANDLINE_APPEND="[^"]*/& panic=10/' /etc/sysconfig/kdump
fi
grep -q '^KDUMP_COMMANDLINE_APPEND=.*panic=' /etc/sysconfig/kdump
`;

function ownServices(files: readonly GuestFile[]): readonly string[] {
  return files
    .map(({ path }) => /^\/etc\/(?:systemd\/system\/([^/]+\.service)|init\.d\/([^/]+))$/.exec(path))
    .flatMap((match) => match?.[1] ?? match?.[2] ?? []);
}

/** Once kexec is locked, nothing can be loaded until the next boot: an earlier run of the script armed kdump. */
function unlessLocked(restart: string): string {
  return `if [ "$(cat /proc/sys/kernel/kexec_load_disabled)" != 1 ]; then
  ${restart}fi
`;
}
