import type { Located } from "./effects";
import type { GuestState } from "./state";
import { imageMayReserve } from "./stock";
import { anyText, imageText } from "./text";

/**
 * A parameter of the kernel command line that the next boot gets, as the boot loader holds it: an edit of
 * /etc/default/grub counts once something has made the loader's own file from it. The last one on the line wins.
 * Undefined where nothing sets it and the image's own stands; `value` is undefined where only the guest knows it, and
 * empty where it was taken out.
 */
export function bootParameter(state: GuestState, name: string): Omit<Located<string>, "order"> | undefined {
  const { text, place, removed } = state.bootArguments;
  // Nothing names it, and nothing hides it.
  if (!text.includes(name) && !text.includes(anyText) && !removed.includes(name)) return undefined;
  const words = text.split(/\s+/).filter((word) => word !== "");
  for (const word of (name === "crashkernel" ? crashKernels(words) : words).reverse()) {
    if (word === name || word.startsWith(`${name}=`)) {
      const value = word.slice(name.length + 1);
      return { value: value.includes(anyText) || value.includes(imageText) ? undefined : value, place };
    }
    if (word.includes(anyText)) return { value: undefined, place };
    if (removed.includes(name)) continue;
    if (word.includes(imageText) && words.length > 1 && imageMayHold(state, name, text))
      return { value: undefined, place };
  }
  return removed.includes(name) ? { value: "", place } : undefined;
}

/**
 * kernel/crash_reserve.c finds `crashkernel=` wherever it stands, inside another word too, and looks for one without
 * `,high` and `,low` first, then for `,high`.
 */
function crashKernels(words: readonly string[]): string[] {
  const named = words.map((word) => word.replace(/^.*(?=crashkernel=)/, ""));
  const placed = (placement: RegExp) => (word: string) => word.startsWith("crashkernel=") && placement.test(word);
  const isPlaced = placed(/,(high|low|cma)$/);
  const isHigh = placed(/,high$/);
  if (named.some((word) => word.startsWith("crashkernel=") && !isPlaced(word)))
    return named.filter((word) => !isPlaced(word));
  return named.some(isHigh) ? named.filter((word) => !isPlaced(word) || isHigh(word)) : named;
}

/** An image's own arguments that come after ours win over them, where the image has such a parameter at all. */
function imageMayHold({ platform }: GuestState, name: string, text: string): boolean {
  return text.includes(`${name}=`) && (name !== "crashkernel" || imageMayReserve(platform));
}
