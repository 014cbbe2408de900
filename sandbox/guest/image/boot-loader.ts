import { kernelArguments } from "./files";
import { rootUuid } from "./layout";

const grub = "/boot/grub";

/** Both boot loaders read the root's own grub.cfg, so that `update-grub` is all it takes to change a boot. */
const findRoot = `search.fs_uuid ${rootUuid} root
set prefix=($root)${grub}
`;

/** EFI/debian/grub.cfg on the ESP: what Debian's signed GRUB reads first, under Secure Boot too. */
export const espConfig = `${findRoot}configfile $prefix/grub.cfg\n`;

/** GRUB's core image for BIOS, in the root. */
export const coreImage = `${grub}/i386-pc/core.img`;

/** GRUB's boot sector for BIOS, in the root. */
export const bootImage = "/usr/lib/grub/i386-pc/boot.img";

/** Which file of the root is which on the ESP: the path of removable media, so that no firmware needs an entry. */
export const espFiles: Readonly<Record<string, string>> = {
  "EFI/BOOT/BOOTX64.EFI": "/usr/lib/shim/shimx64.efi.signed",
  "EFI/BOOT/grubx64.efi": "/usr/lib/grub/x86_64-efi-signed/grubx64.efi.signed",
};

/**
 * Shell, run in the root. GRUB is the guest's own, because modules and core must be of one version. The first grub.cfg
 * is written here since `update-grub` needs a root on a device; the first one of the guest's replaces it.
 */
export const installBootLoader = `set -eu
mkdir -p ${grub}
cp -r /usr/lib/grub/i386-pc /usr/lib/grub/x86_64-efi ${grub}/
cat >/tmp/early.cfg <<'END'
${findRoot}END
grub-mkimage -O i386-pc -o ${coreImage} -p ${grub} -c /tmp/early.cfg biosdisk part_gpt ext2 search_fs_uuid normal
rm /tmp/early.cfg
cat >${grub}/grub.cfg <<END
linux $(echo /boot/vmlinuz-*) root=UUID=${rootUuid} ro ${kernelArguments()}
initrd $(echo /boot/initrd.img-*-amd64)
boot
END
`;
