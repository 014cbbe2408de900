import type { DumpVerdict } from "azure-kdump-core";
import type { GuestRelease } from "../releases";

/** What is done to a guest: each case has one promise to show. */
export type DrillCase =
  | "dump"
  | "panic-only"
  | "early-panic"
  | "hang"
  | "lost-disk"
  | "small-reservation"
  | "full-disk"
  | "twice"
  | "uefi"
  | "interrupted"
  | "no-network"
  | "nvme"
  | "secure-boot";

/** What one guest did, and whether that is what its case promises. Plain data: it is kept as JSON. */
export interface DrillResult {
  readonly case: DrillCase;
  readonly release: GuestRelease;
  readonly firmware: "bios" | "uefi" | "secure-boot";
  /** How the guest sees its root disk; under "scsi" it is virtio-scsi. */
  readonly diskController: "ide" | "scsi" | "nvme";
  readonly memoryMiB: number;
  /** What this case has to show, in one sentence. */
  readonly promise: string;
  readonly passed: boolean;
  /** What was seen instead, where it did not pass. */
  readonly failure?: string;
  /** From power-on to armed, in order of time; the origin is power-on. */
  readonly arming: readonly Moment[];
  /** From the panic on, in order of time; the origin is the panic. */
  readonly crash: readonly Moment[];
  /** Every dump under the dump path after the crash, complete or not. */
  readonly dumps: readonly DumpVerdict[];
  /** Of every boot that was seen, the first one first. */
  readonly bootIds: readonly string[];
  /** Further facts worth printing, e.g. "reset after panic: 5.0 s". */
  readonly observations: readonly string[];
  /** Of kernel, kdump-tools, makedumpfile, kexec-tools, cloud-init and qemu, as far as they are known. */
  readonly versions: Readonly<Record<string, string>>;
  /** The day of the run, as YYYY-MM-DD. */
  readonly date: string;
}

/** A moment of a drill. */
export interface Moment {
  /** What the code calls it: "panic", "capture-kernel", "dump-written", "reset", "ssh", … */
  readonly name: string;
  /** What a reader calls it. */
  readonly label: string;
  /** Since the origin of its timeline. */
  readonly seconds: number;
}
