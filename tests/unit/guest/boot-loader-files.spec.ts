import assert from "node:assert/strict";
import { argumentsIn } from "#crashdump/guest/boot-loader-files";
import { anyText } from "#crashdump/guest/text";

describe("the kernel's arguments in a boot loader's file", () => {
  const line = "kernel /vmlinuz ro crashkernel=512M";
  const arguments_ = "ro crashkernel=512M";
  const legacy: readonly (readonly [path: string, text: string, found: string | undefined])[] = [
    ["/boot/grub/grub.conf", `title x\n\t${line}\n`, arguments_],
    ["/etc/grub.conf", `  ${line}  \n`, arguments_],
    ["/boot/efi/EFI/redhat/grub.conf", line, arguments_],
    ["/boot/efi/EFI/redhat/bootx64.conf", line, arguments_],
    ["/boot/grub/grub.conf", `${line}\n${line}\n`, arguments_],
    ["/boot/grub/grub.conf", `${line}\n${line} quiet\n`, anyText],
    ["/boot/grub/grub.conf", `${line} quiet\n${line}\n`, anyText],
    ["/boot/grub/grub.conf", `# ${line}\n`, anyText],
    ["/boot/grub/grub.conf", "kernel /vmlinuz\n", ""],
    ["/boot/grub/grub.conf", "kernel  \t/vmlinuz\tquiet\n", "quiet"],
    ["/boot/grub/grub.conf", "", anyText],
    ["/opt/boot/grub/grub.conf", line, undefined],
    ["/boot/grub/grub.conf.bak", line, undefined],
    ["/boot/grub/xgrub.conf", line, undefined],
  ];
  const others: readonly (readonly [path: string, text: string, found: string | undefined])[] = [
    ["/boot/grub/grub.cfg", "linux /vmlinuz crashkernel=1G", anyText],
    ["/boot/grub2/grub.cfg", "linux /vmlinuz crashkernel=1G", anyText],
    ["/boot/grub2/grubenv", "kernelopts=crashkernel=1G", anyText],
    ["/boot/efi/EFI/redhat/grub.cfg", "linux /vmlinuz crashkernel=1G", anyText],
    ["/boot/efi/EFI/almalinux/grubenv", "crashkernel=1G", anyText],
    ["/boot/loader/entries/x.conf", "options crashkernel=1G", anyText],
    ["/boot/grub/grub.cfg", "set timeout=1", undefined],
    ["/boot/grub/grub.cfg.bak", "crashkernel=1G", undefined],
    ["/opt/boot/grub/grub.cfg", "crashkernel=1G", undefined],
    ["/boot/efi/EFI/a/b/grub.cfg", "crashkernel=1G", undefined],
    ["/boot/grub3/grub.cfg", "crashkernel=1G", undefined],
    ["/etc/default/grub", "crashkernel=1G", undefined],
  ];
  for (const [path, text, found] of [...legacy, ...others]) {
    it(`${path}: ${JSON.stringify(text)}`, () => assert.equal(argumentsIn(path, text), found));
  }
});
