import { stateDirectory } from "../recipes/shell";

/** Shell that reads what the guest knows, once it has settled; what it does not know stays empty. */
export const facts = `dir=${stateDirectory} record=${stateDirectory}/record.json
loaded='' crashkernel='' crash_mib='' panic='' boot_id='' kernel='' secure_boot='' lockdown=''
dump_path='' dump_mount='' dump_space='' dump_estimate=''
# number FILE: what is in it where that is a whole number
number() {
  sed -n '/^-\\{0,1\\}[0-9][0-9]*$/p' "$1" 2>/dev/null
}
# text NAME, value NAME: a string, and a number or a truth, of the record
text() {
  sed -n "s/.*\\"$1\\":\\"\\([^\\"]*\\)\\".*/\\1/p" "$record" 2>/dev/null
}
value() {
  sed -n "s/.*\\"$1\\":\\([^\\",}]*\\).*/\\1/p" "$record" 2>/dev/null
}
# state FILE: what our scripts said there, without their first two words
state() {
  sed -n 's/^[a-z]* boot=[^ ]* //p' "$dir/$1" 2>/dev/null
}
# Known only once the package is there, and the record that names it.
find_unit() {
  unit=$(text unit)
  if [ -z "$unit" ]; then
    unit=kdump
    [ ! -e /etc/default/kdump-tools ] || unit=kdump-tools
  fi
}
look() {
  find_unit
  loaded=$(number /sys/kernel/kexec_crash_loaded)
  crash_bytes=$(number /sys/kernel/kexec_crash_size)
  crash_mib=\${crash_bytes:+$((crash_bytes / 1048576))}
  crashkernel=$(sed -n 's/.*crashkernel=\\([^ ]*\\).*/\\1/p' /proc/cmdline)
  panic=$(number /proc/sys/kernel/panic)
  kernel=$(uname -r)
  lockdown=$(sed -n 's/.*\\[\\(.*\\)\\].*/\\1/p' /sys/kernel/security/lockdown 2>/dev/null)
  # Four bytes of attributes, then the value (UEFI specification, global variable SecureBoot).
  case $(od -An -t u1 -j 4 -N 1 /sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c 2>/dev/null) in
    *1) secure_boot=true ;;
    *0) secure_boot=false ;;
  esac
}
`;
