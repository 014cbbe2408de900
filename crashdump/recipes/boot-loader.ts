import type { Platform } from "../platform";
import { type BootLoader, type Release, releases } from "../releases";
import { type GuestFile, put } from "./shell";

/** How one boot loader is told to reserve crash memory, replacing whatever was there. */
export interface BootLoaderRecipe {
  readonly files: readonly GuestFile[];
  /** Shell that puts `crashkernel=$want` on the command line of every later boot, or calls `fail REASON`. */
  readonly reserve: string;
}

export function bootLoaderRecipe(platform: Platform, crashkernel: string): BootLoaderRecipe {
  return recipes[releases[platform.release].bootLoader](platform, crashkernel);
}

const recipes: Readonly<Record<BootLoader, (platform: Platform, crashkernel: string) => BootLoaderRecipe>> = {
  "update-grub": (_platform, crashkernel) => {
    // kdump-tools appends its own crashkernel= in kdump-tools.cfg, and the last one on the line wins: sort after it.
    const file: GuestFile = {
      path: "/etc/default/grub.d/zz-azure-kdump.cfg",
      content: `GRUB_CMDLINE_LINUX="$(printf '%s' "$GRUB_CMDLINE_LINUX" | sed 's/ *crashkernel=[^ ]*//g')"
GRUB_CMDLINE_LINUX_DEFAULT="$(printf '%s' "$GRUB_CMDLINE_LINUX_DEFAULT" | sed 's/ *crashkernel=[^ ]*//g') crashkernel=${crashkernel}"
`,
      mode: "0644",
    };
    return {
      files: [file],
      reserve: `${put(file)}update-grub >"$dir/boot-loader.log" 2>&1 || fail "update-grub: $(tail -n 1 "$dir/boot-loader.log")"
grep -qF "crashkernel=$want" /boot/grub/grub.cfg || fail 'crashkernel is not in /boot/grub/grub.cfg'
`,
    };
  },

  // EL 8 and later: BLS entries, which grub2-mkconfig does not rewrite.
  grubby: () => ({
    files: [],
    reserve: `{
  grubby --update-kernel=ALL --remove-args=crashkernel &&
    grubby --update-kernel=ALL --args="crashkernel=$want"
} >"$dir/boot-loader.log" 2>&1 || fail "grubby: $(tail -n 1 "$dir/boot-loader.log")"
grubby --info=DEFAULT | grep -qF "crashkernel=$want" || fail 'crashkernel is not in the default boot entry'
`,
  }),

  // EL 7: the file depends on the firmware, and the wrong one is written without any error.
  "grub2-mkconfig": ({ release, generation }) => {
    const { efiFolder = "" }: Release = releases[release];
    const config = generation === 2 ? `/boot/efi/EFI/${efiFolder}/grub.cfg` : "/boot/grub2/grub.cfg";
    return {
      files: [],
      reserve: `sed -i -e '/^GRUB_CMDLINE_LINUX/s/ *crashkernel=[^ "]*//g' -e "s/^GRUB_CMDLINE_LINUX=\\"[^\\"]*/& crashkernel=$want/" /etc/default/grub || fail 'cannot edit /etc/default/grub'
grub2-mkconfig -o ${config} >"$dir/boot-loader.log" 2>&1 || fail "grub2-mkconfig: $(tail -n 1 "$dir/boot-loader.log")"
grep -qF "crashkernel=$want" ${config} || fail 'crashkernel is not in ${config}'
`,
    };
  },

  // EL 6: GRUB 0.97, whose new entries new kernels copy from the old ones.
  "grub-conf": () => ({
    files: [],
    reserve: `sed -i -e '/^[[:space:]]*kernel[[:space:]]/s/ *crashkernel=[^ ]*//g' -e "s/^[[:space:]]*kernel[[:space:]].*/& crashkernel=$want/" /boot/grub/grub.conf || fail 'cannot edit /boot/grub/grub.conf'
grep -qF "crashkernel=$want" /boot/grub/grub.conf || fail 'crashkernel is not in /boot/grub/grub.conf'
`,
  }),
};
