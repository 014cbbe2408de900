/**
 * Shell for root that passes once cloud-init has finished, a capture kernel is loaded and kernel.panic is set, for a
 * channel whose script is part of the machine's own declaration, such as a scale set's extension.
 *
 * The same seconds give the same bytes for ever: others would be another declaration, and replace every instance. So it
 * asks for less than {@link checkScript}, and shares nothing with it.
 */
export function instanceCheckScript(waitSeconds: number): string {
  return `#!/bin/sh
# Passes once this VM would come back from a kernel panic with a crash dump.
set -u
PATH=/usr/sbin:/usr/bin:/sbin:/bin
waited=0
missing() {
  [ -e /run/cloud-init/result.json ] || echo 'cloud-init has not finished: see /var/log/cloud-init-output.log'
  [ "$(cat /sys/kernel/kexec_crash_loaded 2>/dev/null)" = 1 ] || echo 'no capture kernel is loaded: see journalctl -u kdump -u kdump-tools'
  [ "$(cat /proc/sys/kernel/panic)" != 0 ] || echo 'kernel.panic is 0, so that a panic hangs: see /etc/sysctl.d'
}
while [ -n "$(missing)" ] && [ "$waited" -lt ${waitSeconds} ]; do
  sleep 5
  waited=$((waited + 5))
done
if [ -z "$(missing)" ]; then
  echo "azure-kdump: armed after $waited s"
  exit 0
fi
echo "azure-kdump: this VM is not hardened after $waited s" >&2
missing >&2
exit 1
`;
}
