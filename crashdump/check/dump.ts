/** What a file under the dump path is worth, by its content. */
export interface DumpVerdict {
  readonly path: string;
  readonly bytes: number;
  /** All of it is there, and its dmesg holds the panic. */
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly reason?: string;
  /** Written as makedumpfile -F does: it is rearranged before anything but crash reads it. */
  readonly flattened: boolean;
  /** The last panic line of the dump's own dmesg. */
  readonly panicLine?: string;
  /** The last line in its dmesg by which a drill announced its crash. */
  readonly drillLine?: string;
}

/**
 * Shell that judges every dump below a dump path by its content, for root in the guest: POSIX, with coreutils, awk, grep
 * and makedumpfile. It is one subshell, so it can stand inside another script; its exit code is 0 whatever it finds. It
 * leaves nothing behind: a flattened dump is rearranged in a temporary folder beside it.
 *
 * A name makes a file a candidate and may speak against it, never for it. A dump that is not flattened has no mark at
 * its end: that it was cut off shows only where makedumpfile marked its header, or in its name, *-incomplete.
 *
 * @param dumpPath Absolute. Default: where every release writes.
 * @param seconds Most that makedumpfile may take for each of two steps of each dump. Default: 300.
 * @param except A file in the guest that names dumps, one a line, which are passed over. Default: none are.
 */
export function dumpReport(dumpPath = "/var/crash", seconds = 300, except = ""): string {
  return `(
# Whatever the script around it has set.
set +ef -u
LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL PATH
umask 077
dumps=${quoted(dumpPath)}
except=${quoted(except)}
work=
count=0
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
${judge}
limited() {
  said=$(timeout -k 5 ${seconds} "$@" 2>&1)
  case $? in
  0) return ;;
  124 | 137) reason="$1 $2 did not end in ${seconds} s" ;;
  *) reason="$1 $2 failed: $(printf '%s' "$said" | tr '\\r' '\\n' | grep -v -e '^ *$' -e '^The ' -e '^makedumpfile Failed' | tail -n 1)" ;;
  esac
  return 1
}
hex() { od -An -v -tx1 "$@" | tr -d ' \\n'; }
printable() { printf '%s' "$1" | tr -c '[:print:]' '?' | cut -c 1-400; }
for file in "$dumps"/* "$dumps"/*/*; do
  if [ ! -f "$file" ] || [ -L "$file" ]; then continue; fi
  if [ -f "$except" ] && grep -qxF -e "$file" "$except"; then continue; fi
  start=$(hex -N 12 "$file")
  case $start\${file##*/} in
  ${magic.flattened}* | ${magic.kdump}* | ${magic.elf}*) ;;
  *dmesg*) continue ;;
  "$start"dump* | "$start"vmcore*) ;;
  *) continue ;;
  esac
  judge "$file"
  count=$((count + 1))
  printf '${mark.dump}\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$size" "$flattened" \\
    "$(printable "$file")" "$(printable "$reason")" "$(printable "$panic")" "$(printable "$drill")"
done
printf '${mark.end}\\t%s\\n' "$count"
)
`;
}

/** Throws an Error when the report does not end as it should: of a connection that dropped, nothing is concluded. */
export function readDumpReport(stdout: string): readonly DumpVerdict[] {
  const lines = stdout.split("\n").map((line) => line.replace(/\r$/, "").split("\t"));
  const dumps = lines.filter(([word]) => word === mark.dump);
  const end = lines.find(([word]) => word === mark.end);
  if (end?.[1] !== String(dumps.length)) throw new Error("The guest's report on its dumps is cut off.");
  return dumps.map(verdict);
}

function verdict([, bytes, flattened, path = "", reason, panicLine, drillLine]: readonly string[]): DumpVerdict {
  return {
    path,
    bytes: Number(bytes),
    complete: !reason,
    ...(reason ? { reason } : {}),
    flattened: flattened === "1",
    ...(panicLine ? { panicLine } : {}),
    ...(drillLine ? { drillLine } : {}),
  };
}

const mark = { dump: "azure-kdump-dump", end: "azure-kdump-dumps" } as const;

/** How files begin: makedumpfile.h, diskdump_mod.h, elf.h. */
const magic = { flattened: hex("makedumpfile"), kdump: hex("KDUMP   "), elf: hex("\x7fELF") } as const;

/** How a drill announces its crash in the kernel's log: it is found again in the dump of that crash, and in no other. */
export function drillLine(token: string, bootId: string): string {
  return `azure-kdump: drill ${token} boot=${bootId}`;
}

/**
 * Sets flattened, size, reason (why it is not complete; empty when it is), panic and drill.
 *
 * A flattened file ends with an offset and a size of -1 (makedumpfile.h). Without them it is never rearranged:
 * makedumpfile -R then reads the end of the file for ever. The marks of a dump that did not fit are bit 3 of KDUMP's
 * status and bit 0 of ELF's flags. An oops that kdump answers at once has no line of a panic, but a count: [#1].
 */
const judge = `judge() {
  flattened=0 reason='' panic='' drill='' vmcore=$1 size=$(wc -c <"$1") at=424 bit=8
  case $start in
  ${magic.flattened}) flattened=1 vmcore='' ;;
  ${magic.kdump}*) ;;
  ${magic.elf}*) at=48 bit=1 ;;
  '') reason='empty' ;;
  *) reason='no dump: neither flattened nor KDUMP nor ELF' ;;
  esac
  [ -z "$reason" ] || return
  if [ $flattened = 1 ] && [ "$(tail -c 16 "$1" | hex)" != ${"f".repeat(32)} ]; then
    reason='cut off: its end marker is missing'
    return
  fi
  if ! work=$(mktemp -d "$dumps/.azure-kdump.XXXXXX" 2>&1); then
    reason="cannot be read: $work"
    work=
    return
  fi
  read_dump "$1"
  rm -rf "$work"
  work=
}
read_dump() {
  if [ $flattened = 1 ]; then
    free=$(df -Pk "$dumps" | awk 'NR == 2 { print $4 }')
    if [ "$free" -le $((size / 1024)) ]; then
      reason="cannot be rearranged: it needs $((size / 1024)) KiB, and $free KiB are free"
      return
    fi
    vmcore=$work/vmcore
    limited makedumpfile -R "$vmcore" <"$1" || return
    case $(hex -N 8 "$vmcore") in ${magic.elf}*) at=48 bit=1 ;; esac
  fi
  limited makedumpfile --dump-dmesg "$vmcore" "$work/dmesg" || return
  panic=$(grep -a -e 'Kernel panic - not syncing: ' -e ' \\[#[0-9]*\\]' "$work/dmesg" | grep -a -v -e '---\\[ end' | tail -n 1)
  drill=$(grep -a -o '${drillLine("[^ ]*", "[^ ]*")}' "$work/dmesg" | tail -n 1)
  status=$(od -An -tu4 -j $at -N 4 "$vmcore" | tr -d ' ')
  if [ $((\${status:-0} & bit)) != 0 ]; then
    reason='marked as incomplete by makedumpfile'
  elif [ -z "$panic" ]; then
    reason='its dmesg holds no panic'
  fi
  case $flattened\${1##*/} in 0*-incomplete) reason=\${reason:-'named incomplete by its writer'} ;; esac
}`;

function hex(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
