import type { Platform, Rule } from "azure-kdump-core";
import { harden, toCustomData } from "azure-kdump-core";
import { debianByHand, elByHand, on } from "../unit/crashdump/by-hand";
import { encoded } from "../unit/platforms";

/** A function where the product makes it: in its test, not while tests are loaded. */
export type CustomData = string | (() => string);

/**
 * Looks hardened, and is not: `rule` has to say so. The verdict is "violation" unless truly only the guest can know.
 */
export type Evasion = readonly [
  what: string,
  platform: Platform,
  customData: CustomData,
  rule: Rule,
  verdict?: "violation" | "cannot-tell",
];

/** Looks odd, and is hardened: nothing may be found, other than what `allowed` says that these rules may advise. */
export type Oddity = readonly [what: string, platform: Platform, customData: CustomData, ...allowed: Rule[]];

export const debian11 = on("debian-11");
export const debian12 = on("debian-12");
export const debian13 = on("debian-13");
export const ubuntu20 = on("ubuntu-20.04");
export const ubuntu22 = on("ubuntu-22.04");
export const ubuntu24 = on("ubuntu-24.04");
export const ubuntu26 = on("ubuntu-26.04");
export const el7 = on("centos-7");
export const el8 = on("almalinux-8");
export const el9 = on("almalinux-9");
/** Whose image has kdump installed and on. */
export const rhel9 = on("rhel-9");
export const el10 = on("rocky-10");

/** What a careful administrator wrote, with these lines before its one reboot. */
export function debianThen(...lines: readonly string[]): string {
  return debianByHand(["\nreboot\n", literally(`\n${lines.join("\n")}\nreboot\n`)]);
}

/** Likewise, on EL. */
export function elThen(...lines: readonly string[]): string {
  return elByHand(["\nreboot\n", literally(`\n${lines.join("\n")}\nreboot\n`)]);
}

/** What a careful administrator wrote, with these lines before everything else. */
export function debianFirst(...lines: readonly string[]): string {
  return debianByHand(["#!/bin/sh\n", literally(`#!/bin/sh\n${lines.join("\n")}\n`)]);
}

/** Likewise, on EL. */
export function elFirst(...lines: readonly string[]): string {
  return elByHand(["#!/bin/sh\n", literally(`#!/bin/sh\n${lines.join("\n")}\n`)]);
}

/** The product's own hardening, with a user's user-data. */
export function ours(platform: Platform, userData: string | readonly string[]): () => string {
  const text = typeof userData === "string" ? userData : `${userData.join("\n")}\n`;
  return () => toCustomData(harden(platform), text);
}

/** The product's own hardening, with a user's cloud-config. */
export function oursWith(platform: Platform, config: Readonly<Record<string, unknown>>): () => string {
  return ours(platform, `#cloud-config\n${JSON.stringify(config)}\n`);
}

/** A script, as customData. */
export function script(...lines: readonly string[]): string {
  return encoded(`#!/bin/sh\n${lines.join("\n")}\n`);
}

/** Where `byHand` sets kernel.panic. */
export const panicFile = "/etc/sysctl.d/60-panic.conf";

/** A shell's dollars mean something to String.replace. */
function literally(text: string): string {
  return text.replaceAll("$", "$$$$");
}
