import type { BootLoaderRecipe } from "./boot-loader";
import type { Services } from "./services";
import { type GuestFile, prelude, put } from "./shell";

/**
 * The boothook: sets kernel.panic, then reserves crash memory by one reboot at the very start of the first boot, before
 * sshd listens, the agent starts or the user's commands run, so that nothing is ever cut off by it. cloud-init runs it
 * at every boot; it works once per instance and afterwards only looks. It never reboots twice.
 */
export function reserveScript(
  record: string,
  kernelArguments: string,
  sysctl: GuestFile,
  bootLoader: BootLoaderRecipe,
  services: Services,
): string {
  return `#!/bin/sh
${record}
# Reserves crash memory before anything that a reboot could interrupt. Runs at every boot, works once.
${prelude}want='${kernelArguments}'
attempt="\${INSTANCE_ID:-none} $want"
crashkernel=$(sed -n 's/.*crashkernel=\\([^ ]*\\).*/\\1/p' /proc/cmdline)
panic=$(sed -n 's/.* panic=\\([^ ]*\\).*/\\1/p' /proc/cmdline)
have="crashkernel=$crashkernel panic=$panic"
fail() {
  say reservation failed "$1"
  echo "azure-kdump: $1" >&2
  exit 1
}
reserved() {
  say reservation reserved "$have"
  exit 0
}
if [ "$(cat "$dir/attempt" 2>/dev/null)" = "$attempt" ]; then
${services.applySysctl(sysctl.path)}  [ "$have" = "$want" ] && reserved
  grep -q '^failed' "$dir/reservation" 2>/dev/null && exit 1
  fail "the kernel has '$have', not '$want', after the one reboot"
fi
${put(sysctl)}sysctl -q -p ${sysctl.path} || fail 'sysctl -p ${sysctl.path}'
echo "$attempt" >"$dir/attempt" || fail "cannot write $dir/attempt"
[ "$have" = "$want" ] && reserved
${services.localFileSystems}${bootLoader.reserve}say reservation rebooting "'$have' -> '$want'"
# The reboot cuts off cloud-init's walk over the user-data: the next boot has to do it as a first one, or a
# per-instance part handler of the user would be lost silently.
rm -f /var/lib/cloud/instance/sem/consume_data
sync
${services.reboot} || fail '${services.reboot}'
sleep 300
fail 'the reboot did not come'
`;
}
