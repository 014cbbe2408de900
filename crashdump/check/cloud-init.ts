/**
 * Shell that judges cloud-init and what our two scripts in it said. Of its log only our own lines and those of the
 * package manager's errors are shown, without credentials in addresses: anything else may be somebody's secret.
 */
export const cloudInit = `our_log() {
  grep -E '^(azure-kdump: |E: |Err:|Error: |Errors? )' /var/log/cloud-init-output.log 2>/dev/null | tail -n "$1" |
    sed -e 's#://[^/ ]*@#://***@#g' -e 's#?[^ ]*#?***#g' | cut -c 1-160
}
if [ "$waiting_for" = cloud-init ]; then
  unknown 'cloud-init' "it has not finished after $wait s" 'see cloud-init status --long, or wait for longer'
elif [ ! -e /run/cloud-init/result.json ]; then
  ok 'cloud-init' 'it does not run on this VM'
elif tr -d ' \\n' </run/cloud-init/result.json | grep -q '"errors":\\[\\]'; then
  ok 'cloud-init' 'finished without errors'
else
  # The modules alone: an exception may quote a command with all its arguments.
  modules=$(sed -n "s/^ *\\"[('\\\\\\\\\\"]*\\([A-Za-z_-]*\\)['\\\\\\\\\\"]*, .*/\\1/p" /run/cloud-init/result.json | sort -u | paste -s -d , -)
  failed 'cloud-init' "finished with errors: \${modules:-see /run/cloud-init/result.json}" \\
    'see /var/log/cloud-init-output.log and cloud-init.log in the guest'
fi
if [ -e "$dir/reservation" ] || [ -e "$record" ] || [ -n "$expected" ]; then
  case $(sed -n '1s/ .*//p' "$dir/result" 2>/dev/null) in
    armed) ok 'last script' "$(state result)" ;;
    failed)
      failed 'last script' "failed at '$(state result)'; $(our_log 2 | grep -v '^azure-kdump: failed' | tail -n 1)" \\
        'see /var/log/cloud-init-output.log in the guest'
      ;;
    *)
      [ "$waiting_for" = cloud-init ] ||
        failed 'last script' 'cloud-init has not run it to its end' 'see whether customData reached the VM, and cloud-init.log'
      ;;
  esac
  case $verdict in
    armed) ;;
    *) our_log 5 | sed 's/^/          /' >&2 ;;
  esac
fi
have=''
[ ! -e "$record" ] || have=$(sha256sum <"$record" | cut -d ' ' -f 1)
if [ -n "$expected" ] && [ -z "$have" ]; then
  failed 'record' "there is no $record" 'see whether cloud-init took the customData of this VM'
elif [ -n "$expected" ] && [ "$have" != "$expected" ]; then
  failed 'record' "$record is of another hardening" 'replace the VM: its customData is not what was put in effect'
elif [ -n "$have" ]; then
  ok 'record' "$(text release), revision $(value revision)"
else
  advise 'record' "there is no $record: somebody else's hardening" 'its settings and dump path are not checked: do that by hand'
fi
`;
