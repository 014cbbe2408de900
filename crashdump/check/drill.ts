import { stateDirectory } from "../recipes/shell";
import { checkPath } from "./check";
import { drillLine } from "./dump";

/** Seconds from the end of the drill's script to the crash: enough for its answer to leave the VM. */
export const crashDelaySeconds = 10;

export interface Drill {
  /** Names the crash: a VM is crashed once for each. Up to 64 letters, digits, `.`, `_` and `-`. */
  readonly token: string;
  /** Directory that receives dumps. */
  readonly dumpPath: string;
}

export function isDrillToken(token: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(token);
}

/**
 * Shell that crashes the VM on purpose, as root, some seconds after it has ended in order.
 *
 * It refuses where azure-kdump-check does not say armed. The token is on disk before the crash, so the same one never
 * crashes a VM twice, whatever becomes of the connection or of who asked. Nobody can log in by SSH between its end and
 * the crash: a command that came then would be cut off by it. Throws on a token that is none.
 */
export function drillScript({ token, dumpPath }: Drill): string {
  const { mark, dumpsBefore } = drillFiles(token);
  return `#!/bin/sh
# Crashes this VM on purpose: once for each token.
set -eu
umask 077
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
mark=${mark}
if [ -e "$mark" ]; then
  echo "azure-kdump: the drill ${token} has been here before, and crashes a VM once"
  exit 0
fi
if ! report=$(${checkPath} --wait 0 </dev/null 2>&1); then
  echo 'azure-kdump: the drill is refused, because this VM is not armed:' >&2
  printf '%s\\n' "$report" | grep -v '^ok ' >&2
  exit 1
fi
boot_id=$(cat /proc/sys/kernel/random/boot_id)
mkdir -p "\${mark%/*}"
find ${dumpPath} -type f >${dumpsBefore}
{
  echo "boot=$boot_id"
  echo "crash=$(($(date +%s) + ${crashDelaySeconds}))"
} >"\${mark%/*}/.new"
mv "\${mark%/*}/.new" "$mark"
sync
listeners='' give_back=:
if [ -d /run/systemd/system ]; then
  for unit in ssh.socket sshd.socket ssh.service sshd.service; do
    ! systemctl is-active --quiet "$unit" || listeners="$listeners $unit"
  done
  # The sockets first: they would start the service again. Masked, because a unit that wants it would, too.
  if [ -n "$listeners" ]; then
    give_back="systemctl unmask --runtime$listeners; systemctl start$listeners"
    # shellcheck disable=SC2086 # words
    { systemctl mask --runtime $listeners && systemctl stop $listeners; } >/dev/null 2>&1 || :
  fi
else
  give_back='service sshd start'
  service sshd stop >/dev/null 2>&1 || :
fi
crash="sleep ${crashDelaySeconds}; echo '${drillLine(token, "$boot_id")}' >/dev/kmsg; sync; echo c >/proc/sysrq-trigger; sleep 60; $give_back"
if command -v systemd-run >/dev/null 2>&1; then
  # Not --on-active: timers are a minute's accurate.
  if ! said=$(systemd-run --no-block sh -c "$crash" 2>&1); then
    eval "$give_back"
    echo "azure-kdump: nothing was crashed: systemd-run: $said" >&2
    exit 1
  fi
else
  setsid sh -c "$crash" </dev/null >/dev/null 2>&1 &
fi
echo 'azure-kdump: this VM crashes in ${crashDelaySeconds} s, for the drill ${token}'
`;
}

/** Files in the guest that a drill leaves before it crashes the VM. */
export function drillFiles(token: string): Readonly<Record<"mark" | "dumpsBefore" | "proof", string>> {
  if (!isDrillToken(token)) throw new Error(`drill token ${JSON.stringify(token)}: give ${tokenRule}`);
  const folder = `${stateDirectory}/drills`;
  // No token begins with a dot.
  return { mark: `${folder}/${token}`, dumpsBefore: `${folder}/.${token}.dumps`, proof: `${folder}/.${token}.proof` };
}

/** What a token may be, for a reader. */
export const tokenRule = "1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit";
