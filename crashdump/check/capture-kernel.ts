/** Shell that judges what only the running kernel knows: memory, the loaded capture kernel, and how it was loaded. */
export const captureKernel = `if [ "\${crash_mib:-0}" -gt 0 ]; then
  ok 'crash memory' "$crash_mib MiB"
else
  reason=$(state reservation)
  failed 'crash memory' "none is reserved; \${reason:-nothing was tried}" 'see boot-loader.log beside the record; more memory than crashkernel asks'
fi
want=$(text crashkernel)
if [ -n "$want" ] && [ "$crashkernel" != "$want" ]; then
  failed 'crashkernel' "'$crashkernel', not '$want'" 'mend the boot loader and reboot: something changed its command line'
elif [ -z "$crashkernel" ]; then
  failed 'crashkernel' 'it is not on the kernel command line' 'add crashkernel= to the boot loader and reboot'
else
  ok 'crashkernel' "$crashkernel"
fi
if [ "$loaded" = 1 ]; then
  ok 'capture kernel' 'loaded'
elif [ "$waiting_for" = kdump ]; then
  failed 'capture kernel' "none is loaded after $wait s: $unit is still starting" "see journalctl -u $unit"
elif [ "$(number /proc/sys/kernel/kexec_load_disabled)" = 1 ]; then
  failed 'capture kernel' 'none is loaded, and kernel.kexec_load_disabled is 1' 'let nothing set it at boot, and reboot'
else
  active=$(systemctl is-active "$unit" 2>/dev/null)
  failed 'capture kernel' "none is loaded; $unit is $active; lockdown is \${lockdown:-none}" "see journalctl -u $unit"
fi
# kdump-tools keeps the command by which it loaded; EL keeps none, so there the configuration has to do.
loaded_by=''
if [ -e /etc/default/kdump-tools ]; then
  core=$(text dumpPath)
  [ -n "$core" ] || core=$(sed -n 's/^KDUMP_COREDIR=//p' /etc/default/kdump-tools | tail -n 1 | tr -d "\\"'")
  [ -n "$core" ] || core=/var/crash
  loaded_by=$(tr '"\\n' '  ' <"$core/kexec_cmd" 2>/dev/null)
  arguments=$(sed -n 's/^KDUMP_CMDLINE_APPEND=//p' /etc/default/kdump-tools | tail -n 1 | tr -d "\\"'")
  missing=''
  for argument in panic= $arguments; do
    case " $loaded_by" in
      *" $argument"*) ;;
      *) missing="$missing $argument" ;;
    esac
  done
  if [ "$loaded" != 1 ]; then
    :
  elif [ -z "$missing" ]; then
    ok 'capture arguments' "$loaded_by"
  else
    failed 'capture arguments' "the kernel was loaded without$missing" "systemctl restart $unit"
  fi
elif [ -e /etc/sysconfig/kdump ]; then
  if grep -q '^KDUMP_COMMANDLINE_APPEND=.*panic=' /etc/sysconfig/kdump; then
    ok 'capture arguments' 'panic= is among those configured'
  else
    failed 'capture arguments' 'no panic= in /etc/sysconfig/kdump' 'add panic=10 to KDUMP_COMMANDLINE_APPEND: it hangs else'
  fi
fi
case $loaded/$lockdown/\${loaded_by:+known} in
  *//* | */none/*) ok 'lockdown' "none; Secure Boot \${secure_boot:-unknown}" ;;
  1/*/known)
    case " $loaded_by " in
      *' -s '* | *' --kexec-file-syscall '*) ok 'lockdown' "$lockdown; loaded by kexec_file_load" ;;
      *)
        failed 'lockdown' "$lockdown, and $unit loads by kexec_load, which it forbids" \\
          "set KDUMP_KEXEC_ARGS=-s in /etc/default/kdump-tools, restart $unit"
        ;;
    esac
    ;;
  *) ok 'lockdown' "$lockdown" ;;
esac
`;
