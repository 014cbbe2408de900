/** Where the guest keeps what our two scripts know: the reservation's state, the result and the record. */
export const stateDirectory = "/var/lib/azure-kdump";

/** A file that the hardening puts into the guest. */
export interface GuestFile {
  readonly path: string;
  readonly content: string;
  /** Octal, as chmod takes it. */
  readonly mode: string;
}

/** Shell that both scripts begin with: a known PATH, world-readable files, and two words for state and files. */
export const prelude = `PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
umask 022
dir=${stateDirectory}
mkdir -p "$dir"
# say FILE WORD TEXT: on disk before anything else happens, and on the serial console
say() {
  echo "$2 boot=$(cat /proc/sys/kernel/random/boot_id) $3" >"$dir/$1.new"
  mv "$dir/$1.new" "$dir/$1"
  sync
  echo "azure-kdump: $2: $3" >/dev/console 2>/dev/null || :
}
# put MODE PATH <CONTENT
put() {
  mkdir -p "\${2%/*}"
  cat >"$2"
  chmod "$1" "$2"
}
`;

/** Shell that writes a file with `put`. The content is quoted, so the shell changes nothing in it. */
export function put({ path, content, mode }: GuestFile): string {
  return `put ${mode} ${path} <<'AZURE_KDUMP'\n${content}AZURE_KDUMP\n`;
}
