import { dumpShareOfMemory } from "../dump-estimate";

/**
 * Shell that judges where dumps go: there, mounted, writable, root's own and large enough.
 *
 * Two measures of space. What the kernel itself holds now is what a dump of level 31 is made of: with less no dump can
 * be complete. The share of memory is what one may come to, and missing it is advice, as in dump-space-sufficient.
 */
export const dumpPath = `dump_path=$(text dumpPath)
if [ -z "$dump_path" ]; then
  :
elif [ ! -d "$dump_path" ]; then
  failed 'dump path' "there is no $dump_path" 'make it, for root alone, and restart the unit'
else
  # shellcheck disable=SC2046 # words: source, size, used, free, share, mount point
  set -- $(df -P -k "$dump_path" | tail -n 1)
  source=$1 dump_space=$(($4 / 1024)) dump_mount=$6
  case $source in
    tmpfs | ramfs) failed 'dump path' "$dump_path lies in memory ($source)" 'put it on a persistent disk' ;;
    *)
      if grep -q '"dumpDisk":' "$record" && [ "$dump_mount" != "$dump_path" ]; then
        failed 'dump path' "the dump disk is not mounted at $dump_path" 'mount it: see /etc/fstab and the disk at its LUN'
      elif [ ! -w "$dump_path" ]; then
        failed 'dump path' "$dump_path, on $source, cannot be written" 'remount it for writing'
      else
        ok 'dump path' "$dump_path on $dump_mount ($source)"
      fi
      ;;
  esac
  # Ubuntu's apport opens /var/crash to everybody at each boot; there the dumps inside have to be closed.
  open=''
  closed "$dump_path" || open=$dump_path
  if [ -n "$open" ] && [ -e /etc/systemd/system/kdump-tools-dump.service.d/azure-kdump.conf ]; then
    open=$(find "$dump_path" -type d -name '[0-9]*' -prune | while IFS= read -r dump; do
      closed "$dump" || echo "$dump"
    done | head -n 1)
  fi
  if [ -z "$open" ]; then
    ok 'dump privacy' 'root alone'
  else
    failed 'dump privacy' "$open is open to others than root" 'chown root: and chmod 0700: a dump holds secrets'
  fi
  memory=$(sed -n 's/^MemTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo)
  dump_estimate=$(((memory / 1024 + \${crash_mib:-0}) * ${dumpShareOfMemory * 100} / 100))
  least=$dump_estimate
  [ "$(value dumpLevel)" != 31 ] || least=$(awk '/^MemTotal:/ { n += $2 }
    /^(MemFree|Buffers|Cached|AnonPages):/ { n -= $2 } END { print int(n / 1024) }' /proc/meminfo)
  if [ "$dump_space" -lt "$least" ]; then
    failed 'dump space' "$dump_space MiB free, and a dump takes $least MiB at least" 'free some, or give the VM a larger disk'
  elif [ "$dump_space" -lt "$dump_estimate" ]; then
    advise 'dump space' "$dump_space MiB free, and a dump may take $dump_estimate MiB" 'put the dumps on a larger disk of their own'
  else
    ok 'dump space' "$dump_space MiB free; a dump may take $dump_estimate MiB"
  fi
fi
`;

/** Shell that tells whether a directory is root's, and of no use to anybody else. */
export const closedDirectory = `closed() {
  # shellcheck disable=SC2012 # POSIX has no other way to a mode and an owner
  case $(ls -ldn "$1" | tr -s ' ' | cut -d ' ' -f 1,3) in
    d???------*' 0') ;;
    *) return 1 ;;
  esac
}
`;
