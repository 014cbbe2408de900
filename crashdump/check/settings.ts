import type { CrashDumpSettings } from "../options";

/** Options that are on in the record → the sysctl below kernel. that has to be 1 then. */
const sysctls: Readonly<Partial<Record<keyof CrashDumpSettings, string>>> = {
  panicOnOops: "panic_on_oops",
  panicOnUnknownNmi: "unknown_nmi_panic",
  panicOnSoftLockup: "softlockup_panic",
  panicOnHungTask: "hung_task_panic",
  sysrq: "sysrq",
  lockKexec: "kexec_load_disabled",
};

/** Shell that compares the running system with the record: sysctls in effect, unit, packages, files. */
export const recordedSettings = `wrong=''
# want KEY VALUE
want() {
  have=$(number "/proc/sys/kernel/$1")
  [ "$have" = "$2" ] || wrong="$wrong\${wrong:+, }kernel.$1 is \${have:-missing}, not $2"
}
if [ -e "$record" ]; then
  want panic "$(value panicTimeoutSeconds)"
${Object.entries(sysctls)
  .map(([option, key]) => `  [ "$(value ${option})" != true ] || want ${key} 1\n`)
  .join("")}elif [ "\${panic:-0}" = 0 ]; then
  wrong='kernel.panic is 0: after a panic without a capture kernel the VM hangs'
fi
if [ -z "$wrong" ]; then
  ok 'kernel settings' "kernel.panic is $panic"
else
  failed 'kernel settings' "$wrong" 'find what sets it: grep -r kernel. /etc/sysctl.d /etc/sysctl.conf'
fi
if [ -e "$record" ]; then
  argument="panic=$(value panicTimeoutSeconds)"
  case " $(cat /proc/cmdline) " in
    *" $argument "*) ok 'early panic' "$argument is on the kernel command line" ;;
    *)
      failed 'early panic' "$argument is not on the kernel command line: a panic before sysctls are set hangs the VM" \\
        'mend the boot loader and reboot: something changed its command line'
      ;;
  esac
fi
if [ -d /run/systemd/system ]; then
  enabled=$(systemctl is-enabled "$unit" 2>/dev/null)
  active=$(systemctl is-active "$unit" 2>/dev/null)
else
  # EL 6
  active=active enabled=disabled
  ! chkconfig "$unit" 2>/dev/null || enabled=enabled
fi
case $enabled/$active in
  enabled/active | static/active | generated/active) ok 'unit' "$unit is $enabled and active" ;;
  *) failed 'unit' "$unit is \${enabled:-missing} and \${active:-unknown}" "systemctl enable --now $unit" ;;
esac
if [ -e "$record" ]; then
  missing=''
  for package in $(sed -n 's/.*"packages":\\[\\([^]]*\\)\\].*/\\1/p' "$record" | tr ',"' '  '); do
    installed "$package" || missing="$missing $package"
  done
  if [ -z "$missing" ]; then
    ok 'packages' 'installed'
  else
    failed 'packages' "missing:$missing" 'install them, and restart the unit'
  fi
  changed=''
  for entry in $(sed -n 's/.*"files":{\\([^}]*\\)}.*/\\1/p' "$record" | tr ',' ' ' | tr -d '"'); do
    file=\${entry%:*}
    if [ ! -e "$file" ]; then
      changed="$changed $file is missing,"
    elif [ "$(sha256sum <"$file" | cut -d ' ' -f 1)" != "\${entry##*:}" ]; then
      changed="$changed $file has changed,"
    fi
  done
  if [ -z "$changed" ]; then
    ok 'configuration' 'as it was written'
  else
    failed 'configuration' "\${changed%,}" 'undo the change; what is to differ belongs in the options'
  fi
fi
`;

/** Shell that tells whether a package is installed. */
export const installedPackages = `installed() {
  if [ -e /etc/default/kdump-tools ]; then
    # shellcheck disable=SC2016 # dpkg-query's own variable
    dpkg-query -W -f='\${Status}' "$1" 2>/dev/null | grep -q '^install ok installed'
  else
    rpm -q "$1" >/dev/null 2>&1
  fi
}
`;
