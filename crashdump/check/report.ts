/** Shell that makes a text plain: one line of printable ASCII that JSON takes as it stands, 90 characters at most. */
export const plainText = `plain() {
  printf '%s' "$1" | tr -c ' -~' '?' | tr '\\042\\134' '\\047/' | cut -c 1-90
}
`;

/**
 * Shell in which every check ends: rows for a reader, and at last one line of JSON.
 *
 * What is found is made plain before it is shown, and so short that the whole output stays below the 4 KiB that Azure's
 * run command keeps.
 */
export const reporting = `verdict=armed failures='' advisories=''
${plainText}ok() {
  echo "ok        $1: $(plain "$2")"
}
# failed CHECK FOUND REMEDY
failed() {
  verdict=not-hardened
  explain FAILED "$@"
  failures="$failures\${failures:+,}$row"
}
unknown() {
  [ $verdict != armed ] || verdict=cannot-tell
  explain UNKNOWN "$@"
  failures="$failures\${failures:+,}$row"
}
advise() {
  explain ADVICE "$@"
  advisories="$advisories\${advisories:+,}$row"
}
explain() {
  found=$(plain "$3")
  printf '%-9s %s: %s\\n          to mend it: %s\\n' "$1" "$2" "$found" "$4" >&2
  row="{\\"check\\":\\"$2\\",\\"found\\":\\"$found\\",\\"remedy\\":\\"$4\\"}"
}
# string VALUE: as JSON, null where there is none
string() {
  if [ -n "$1" ]; then printf '"%s"' "$(plain "$1")"; else echo null; fi
}
finish() {
  armed=false
  [ "$loaded" != 1 ] || armed=true
  echo "{\\"azureKdumpCheck\\":1,\\"verdict\\":\\"$verdict\\",\\"failures\\":[$failures],\\"advisories\\":[$advisories],\\
\\"armed\\":$armed,\\"crashkernel\\":$(string "$crashkernel"),\\"crashKernelMiB\\":\${crash_mib:-null},\\
\\"panicTimeoutSeconds\\":\${panic:-null},\\"dumpPath\\":$(string "$dump_path"),\\"dumpMount\\":$(string "$dump_mount"),\\
\\"dumpSpaceMiB\\":\${dump_space:-null},\\"dumpEstimateMiB\\":\${dump_estimate:-null},\\"secureBoot\\":\${secure_boot:-null},\\
\\"lockdown\\":$(string "$lockdown"),\\"bootId\\":$(string "$boot_id"),\\"kernel\\":$(string "$kernel")}"
  case $verdict in
    armed) exit 0 ;;
    not-hardened) exit 1 ;;
    *) exit 2 ;;
  esac
}
`;
