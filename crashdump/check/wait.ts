/** Shell that tells seconds by the uptime: the clock is set during the boot. */
export const secondsUp = `seconds_up() {
  sed -n 's/^\\([0-9]*\\).*/\\1/p' /proc/uptime
}
`;

/**
 * Shell that waits, at most `$wait` seconds, until cloud-init has finished and kdump is armed; not a moment longer than
 * something may still come.
 *
 * `cloud-init status` says "error" while it runs, and costs seconds: the file is asked. A unit that is active with
 * nothing loaded, as kdump-tools can be, is final.
 */
export const waiting = `# What is still to come; nothing where nothing is.
pending() {
  if grep -q "^failed boot=$boot_id" "$dir/reservation" "$dir/result" 2>/dev/null; then
    :
  elif cloud_init_runs; then
    echo 'cloud-init'
  elif kdump_starts; then
    echo 'kdump'
  fi
}
cloud_init_runs() {
  [ -d /run/cloud-init ] && [ ! -e /run/cloud-init/result.json ] && [ ! -e /run/cloud-init/disabled ]
}
kdump_starts() {
  find_unit
  active=$(systemctl is-active "$unit" 2>/dev/null)
  [ "$(number /sys/kernel/kexec_crash_loaded)" != 1 ] || return 1
  case $active in
    activating | deactivating | reloading) return 0 ;;
    inactive) ;;
    *) return 1 ;;
  esac
  case $(systemctl is-system-running 2>/dev/null) in
    initializing | starting) return 0 ;;
  esac
  return 1
}
boot_id=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)
end=$(($(seconds_up) + wait))
while
  waiting_for=$(pending)
  [ -n "$waiting_for" ] && [ "$(seconds_up)" -lt "$end" ]
do
  sleep 2
done
`;
