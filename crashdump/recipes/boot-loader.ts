import type { CrashDumpSettings } from "../options";
import type { Platform } from "../platform";
import { type BootLoader, type Release, releases } from "../releases";
import { type GuestFile, put } from "./shell";

/** How one boot loader is told to give the kernel its arguments, replacing whatever was there of them. */
export interface BootLoaderRecipe {
  readonly files: readonly GuestFile[];
  /** Shell that puts `$want` on the command line of every later boot, or calls `fail REASON`. */
  readonly reserve: string;
}

/** `kernelArguments` are those of {@link kernelArgumentsOf}. */
export function bootLoaderRecipe(platform: Platform, kernelArguments: string): BootLoaderRecipe {
  return recipes[releases[platform.release].bootLoader](platform, kernelArguments);
}

/**
 * What every boot has to know before it reads a file: how much memory to set aside, and that a panic reboots. Until
 * systemd-sysctl has run kernel.panic is 0 otherwise, and a kernel that panics while it boots hangs: one was seen to, a
 * Debian 13 that oopsed in the fourth second after a crash.
 */
export function kernelArgumentsOf({ crashkernel, panicTimeoutSeconds }: CrashDumpSettings): string {
  return `crashkernel=${crashkernel} panic=${panicTimeoutSeconds}`;
}

const recipes: Readonly<Record<BootLoader, (platform: Platform, kernelArguments: string) => BootLoaderRecipe>> = {
  "update-grub": (_platform, kernelArguments) => {
    // kdump-tools appends its own crashkernel= in kdump-tools.cfg, and the last one on the line wins: sort after it.
    const file: GuestFile = {
      path: "/etc/default/grub.d/zz-azure-kdump.cfg",
      content: `GRUB_CMDLINE_LINUX="$(printf ' %s' "$GRUB_CMDLINE_LINUX" | sed 's/ *crashkernel=[^ ]*//g; s/ panic=[^ ]*//g')"
GRUB_CMDLINE_LINUX_DEFAULT="$(printf ' %s' "$GRUB_CMDLINE_LINUX_DEFAULT" | sed 's/ *crashkernel=[^ ]*//g; s/ panic=[^ ]*//g') ${kernelArguments}"
`,
      mode: "0644",
    };
    return {
      files: [file],
      reserve: `${put(file)}update-grub >"$dir/boot-loader.log" 2>&1 || fail "update-grub: $(tail -n 1 "$dir/boot-loader.log")"
grep -qF "$want" /boot/grub/grub.cfg || fail "$want is not in /boot/grub/grub.cfg"
`,
    };
  },

  // EL 8 and later: BLS entries, which grub2-mkconfig does not rewrite.
  grubby: () => ({
    files: [],
    reserve: `{
  grubby --update-kernel=ALL --remove-args="crashkernel panic" &&
    grubby --update-kernel=ALL --args="$want"
} >"$dir/boot-loader.log" 2>&1 || fail "grubby: $(tail -n 1 "$dir/boot-loader.log")"
grubby --info=DEFAULT | grep -qF "$want" || fail "$want is not in the default boot entry"
`,
  }),

  // EL 7: the file depends on the firmware, and the wrong one is written without any error.
  "grub2-mkconfig": ({ release, generation }) => {
    const { efiFolder = "" }: Release = releases[release];
    const config = generation === 2 ? `/boot/efi/EFI/${efiFolder}/grub.cfg` : "/boot/grub2/grub.cfg";
    return {
      files: [],
      reserve: `sed -i -e '/^GRUB_CMDLINE_LINUX/s/ *crashkernel=[^ "]*//g' -e '/^GRUB_CMDLINE_LINUX/s/\\([ "]\\)panic=[^ "]*/\\1/g' -e "s/^GRUB_CMDLINE_LINUX=\\"[^\\"]*/& $want/" /etc/default/grub || fail 'cannot edit /etc/default/grub'
grub2-mkconfig -o ${config} >"$dir/boot-loader.log" 2>&1 || fail "grub2-mkconfig: $(tail -n 1 "$dir/boot-loader.log")"
grep -qF "$want" ${config} || fail "$want is not in ${config}"
`,
    };
  },

  // EL 6: GRUB 0.97, whose new entries new kernels copy from the old ones.
  "grub-conf": () => ({
    files: [],
    reserve: `sed -i -e '/^[[:space:]]*kernel[[:space:]]/s/ *crashkernel=[^ ]*//g' -e '/^[[:space:]]*kernel[[:space:]]/s/ panic=[^ ]*//g' -e "s/^[[:space:]]*kernel[[:space:]].*/& $want/" /boot/grub/grub.conf || fail 'cannot edit /boot/grub/grub.conf'
grep -qF "$want" /boot/grub/grub.conf || fail "$want is not in /boot/grub/grub.conf"
`,
  }),
};
