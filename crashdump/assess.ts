import { type Guest, guestOf, type Unread } from "./guest";
import type { Platform } from "./platform";
import { releases } from "./releases";
import { sysctlAtBoot } from "./sysctl";

export type Rule = "panic-reboots" | "kdump-configured";

export interface Finding {
  readonly rule: Rule;
  /** `cannot-tell`: something touches what the rule is about, and only the guest knows the outcome. */
  readonly verdict: "violation" | "advisory" | "cannot-tell";
  readonly message: string;
  readonly remedy: string;
}

/**
 * What keeps a VM with this customData (base64) from coming back from a panic with a dump; empty when nothing does.
 * Judges the effect: what files hold in the end, not which words occur. Never throws, whatever the bytes.
 */
export function assess(platform: Platform, customData: string | undefined): readonly Finding[] {
  const guest = guestOf(customData ?? "");
  return [...panicReboots(platform, guest), ...kdumpConfigured(platform, guest)];
}

/** The platform that our own hardening in this customData was made for; undefined where there is none of ours. */
export function hardenedPlatform(customData: string): Platform | undefined {
  return guestOf(customData).hardening?.platform;
}

function panicReboots({ release }: Platform, guest: Guest): readonly Finding[] {
  const remedy = 'write "kernel.panic = 5" to a file under /etc/sysctl.d, or use HardenedVm';
  const finding = (verdict: Finding["verdict"], message: string): readonly Finding[] => [
    { rule: "panic-reboots", verdict, message, remedy },
  ];
  const panic = sysctlAtBoot(guest.files, "kernel.panic");
  if (panic !== undefined && !/^-?[1-9]\d*$/.test(panic.value)) {
    const what = /^0+$/.test(panic.value) ? "is 0" : "is not a number";
    return finding(
      "violation",
      `kernel.panic ${what} in ${panic.path} (${panic.place}): a panic hangs the VM for good`,
    );
  }
  const touching = unreadNaming(guest, /kernel[./]panic(?!_)|sysctl\.(d|conf)\b/);
  if (touching !== undefined) {
    return finding("cannot-tell", `${touching.place} may change kernel.panic in a way that only the guest knows`);
  }
  const { panicTimeoutSeconds } = releases[release].stock;
  if (panic === undefined && panicTimeoutSeconds === 0) {
    return finding(
      "violation",
      `kernel.panic is never set, and the ${release} image leaves it at 0: a panic hangs the VM for good`,
    );
  }
  return [];
}

function kdumpConfigured({ release }: Platform, guest: Guest): readonly Finding[] {
  const { packages, unit } = releases[release];
  const remedy = `install ${packages.join(" and ")}, reserve memory with crashkernel=, enable ${unit} and reboot once, or use HardenedVm`;
  const finding = (verdict: Finding["verdict"], message: string): readonly Finding[] => [
    { rule: "kdump-configured", verdict, message, remedy },
  ];
  if (guest.hardening !== undefined && guest.hardening.platform.release !== release) {
    return finding(
      "violation",
      `the hardening was made for ${guest.hardening.platform.release}, and the image is ${release}`,
    );
  }
  const touching = unreadNaming(guest, /crashkernel|kdump|kexec/) ?? fileNaming(guest, /crashkernel=/);
  if (touching !== undefined) {
    return finding("cannot-tell", `${touching.place} may configure kdump in a way that only the guest knows`);
  }
  if (guest.hardening !== undefined) return [];
  const installed = packages.every((name) => guest.packages.has(name));
  return finding(
    "violation",
    installed
      ? "kdump is installed, but nothing reserves memory for a capture kernel: a panic leaves no dump"
      : "nothing installs and arms kdump: a panic leaves no dump",
  );
}

function unreadNaming({ unread }: Guest, guarded: RegExp): Unread | undefined {
  return unread.find(({ text }) => guarded.test(text));
}

/** Boot loader files that cloud-init writes beside ours. */
function fileNaming({ files }: Guest, guarded: RegExp): { readonly place: string } | undefined {
  for (const [path, { content, place }] of files) {
    if (place !== "the hardening" && path.startsWith("/etc/default/grub") && guarded.test(content)) return { place };
  }
  return undefined;
}
