import { captureKernel } from "./capture-kernel";
import { cloudInit } from "./cloud-init";
import { closedDirectory, dumpPath } from "./dump-path";
import { facts } from "./facts";
import { reporting } from "./report";
import { installedPackages, recordedSettings } from "./settings";
import { secondsUp, waiting } from "./wait";

/** Where the check is left in a guest, to be run by hand too. */
export const checkPath = "/usr/local/sbin/azure-kdump-check";

/** Seconds that the check waits unless told otherwise: a first boot on Azure, with packages from a slow mirror. */
export const defaultWaitSeconds = 900;

/**
 * The check that runs in a guest, as root: a POSIX shell script, the same for every VM.
 *
 * It waits until cloud-init has finished and kdump is armed, then compares the running system with the record that
 * cloud-init left, and reports everything that is wrong at once. Its last line is JSON, which {@link readCheck} takes;
 * it exits with 0 (armed), 1 (not hardened) or 2 (cannot tell). A VM without a record, hardened by somebody else, is
 * judged by what can be known: memory, capture kernel, kernel.panic, unit.
 */
export function checkScript(): string {
  return `#!/bin/sh
# Tells whether this VM will come back from a kernel panic with a crash dump.
set -uf
PATH=/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
# shellcheck disable=SC2016 # the name of the variable is meant
usage='Usage: azure-kdump-check [--wait SECONDS] [--record SHA256]

Tells whether this VM will come back from a kernel panic with a crash dump.

  --wait SECONDS   for cloud-init and kdump, at most (default: $AZURE_KDUMP_WAIT, else ${defaultWaitSeconds})
  --record SHA256  fail unless /var/lib/azure-kdump/record.json has this digest

Prints what it found, what is wrong and how to mend it; last, one line of JSON.
Exits with 0: armed, 1: not hardened, 2: cannot tell.'
wait=\${AZURE_KDUMP_WAIT:-${defaultWaitSeconds}} expected=''
while [ $# -gt 0 ]; do
  case $1 in
    --help)
      echo "$usage"
      exit 0
      ;;
    --wait) wait=\${2:-} ;;
    --record) expected=\${2:-} ;;
    *) wait='' ;;
  esac
  shift
  [ $# = 0 ] || shift
done
case $wait in
  '' | *[!0-9]*)
    echo "$usage" >&2
    exit 2
    ;;
esac
${facts}${reporting}${installedPackages}${closedDirectory}if [ "$(id -u)" != 0 ]; then
  unknown 'the guest' 'this is not run by root' 'run it by sudo'
  finish
fi
if [ ! -r /proc/cmdline ] || [ ! -d /sys/kernel ]; then
  unknown 'the guest' '/proc or /sys is not mounted' 'run it on the VM itself, not in a container'
  finish
fi
${secondsUp}${waiting}look
${cloudInit}${captureKernel}${recordedSettings}${dumpPath}finish
`;
}
