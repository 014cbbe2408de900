import { mayMatter } from "./guarded";
import { anyText } from "./text";

/**
 * The kernel's arguments in a file that a boot loader reads; undefined for any other file. GRUB 0.97 of EL 6 has one
 * line per kernel, of which the first is taken for all. What others hold in a form of their own is a gap as soon as it
 * names something guarded.
 */
export function argumentsIn(path: string, text: string): string | undefined {
  if (/^\/(boot\/grub|etc|boot\/efi\/EFI\/redhat)\/(grub|bootx64)\.conf$/.test(path)) {
    const lines = [...text.matchAll(/^[ \t]*kernel[ \t]+\S+(.*)$/gm)].map(([, rest]) => (rest ?? "").trim());
    return lines.length > 0 && lines.every((line) => line === lines[0]) ? lines[0] : anyText;
  }
  const read = /^\/boot\/(grub2?\/(grub\.cfg|grubenv)|efi\/EFI\/[^/]+\/(grub\.cfg|grubenv)|loader\/entries\/.*)$/.test(
    path,
  );
  return read && mayMatter(text) ? anyText : undefined;
}
