import { defaultWaitSeconds } from "./check";
import { type Drill, drillFiles } from "./drill";
import { drillLine, dumpReport } from "./dump";
import { plainText } from "./report";
import { lastJson } from "./result";
import { secondsUp } from "./wait";

/** The dump of the crash that a drill made. */
export interface DrillResult {
  readonly proved: boolean;
  /** Why it is not proved. */
  readonly found?: string;
  /** Of the dump. */
  readonly path?: string;
  readonly bytes?: number;
  /** From the crash to the start of the next kernel: dump and reset. */
  readonly seconds?: number;
  /** Of the boot after the crash. */
  readonly bootId?: string;
  /** The last panic line in the dump's dmesg. */
  readonly panicLine?: string;
}

/**
 * Shell that proves, as root and after the crash, that a complete dump of this very crash was written: its own dmesg
 * holds the line by which the drill announced it. No clock is trusted for that, because a capture kernel may have
 * another. Its last line is JSON, which {@link readDrill} takes; it exits with 0 where it is proved, else with 1.
 *
 * What was once proved stays so, though the dump goes: it waits for nothing then. Else it waits for the boot after the
 * crash; there, until kdump is armed again: what is not there by then does not come.
 */
export function drillProofScript({ token, dumpPath }: Drill, waitSeconds = defaultWaitSeconds): string {
  const { mark, dumpsBefore, proof } = drillFiles(token);
  return `#!/bin/sh
# Proves that the crash of a drill left a complete dump.
set -u
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
mark=${mark}
${plainText}${secondsUp}not_proved() {
  echo "azure-kdump: the drill ${token} is not proved: $1" >&2
  printf '%s\\n' "$dumps" | sed -n 's/^azure-kdump-dump\\t[0-9]*\\t[01]\\t/azure-kdump: seen: /p' | cut -c 1-300 | tail -n 5 >&2
  echo "{\\"azureKdumpDrill\\":1,\\"proved\\":false,\\"found\\":\\"$(plain "$1")\\"}"
  exit 1
}
judged() ${dumpReport(dumpPath, 300, dumpsBefore)}
dumps=''
[ -e "$mark" ] || not_proved 'it was never begun in this guest'
if [ -e ${proof} ]; then
  cat ${proof}
  exit 0
fi
crashed=$(sed -n 's/^boot=//p' "$mark")
end=$(($(seconds_up) + ${waitSeconds}))
while :; do
  boot_id=$(cat /proc/sys/kernel/random/boot_id)
  loaded=$(cat /sys/kernel/kexec_crash_loaded 2>/dev/null)
  if [ "$boot_id" != "$crashed" ]; then
    dumps=$(judged)
    dump=$(printf '%s\\n' "$dumps" | awk -F '\\t' -v drill="${drillLine(token, "$crashed")}" '
      $5 == "" && $7 == drill && ($6 ~ /sysrq triggered crash/ || $6 ~ /\\[#[0-9]/) { print; exit }')
    [ -z "$dump" ] || break
    [ "$loaded" != 1 ] || not_proved 'the VM came back without a complete dump of its crash'
  fi
  if [ "$(seconds_up)" -ge $end ]; then
    [ "$boot_id" != "$crashed" ] || not_proved 'the VM is still in the boot that was to crash: use a new token'
    not_proved 'the VM came back, without a complete dump so far, and is not armed again'
  fi
  sleep 5
done
field() {
  printf '%s\\n' "$dump" | cut -f "$1"
}
booted=$(sed -n 's/^btime //p' /proc/stat)
echo "azure-kdump: $(field 4) is a complete dump of the crash of the drill ${token}"
echo "{\\"azureKdumpDrill\\":1,\\"proved\\":true,\\"path\\":\\"$(plain "$(field 4)")\\",\\"bytes\\":$(field 2),\\
\\"seconds\\":$((booted - $(sed -n 's/^crash=//p' "$mark"))),\\"bootId\\":\\"$boot_id\\",\\"panicLine\\":\\"$(plain "$(field 6)")\\"}" >${proof}
cat ${proof}
`;
}

/** The result in the output of a proof; undefined where there is none, or it was cut off. */
export function readDrill(output: string): DrillResult | undefined {
  const { azureKdumpDrill, ...result } = lastJson(output, "azureKdumpDrill") ?? {};
  return azureKdumpDrill === 1 ? (result as unknown as DrillResult) : undefined;
}
