import type { CheckResult, DrillResult, Hardening } from "azure-kdump-core";

/** The crash-dump configuration in effect: what cloud-init was told and, once it is verified, what the guest is. */
export interface CrashDumpConfiguration {
  /** kernel.panic, in seconds. */
  panicTimeoutSeconds: number;
  /** Value of crashkernel= on the kernel command line. */
  crashkernel: string;
  /** Path of the file in the guest that configures kdump. */
  kdumpConfiguration: string;
  dumpPath: string;
  dumpsKept: number;
  /** Revision of the recipes. */
  revision: number;
  /** The guest's kernel has a capture kernel loaded. This and all that follow: undefined without a verification. */
  armed?: boolean;
  /** Memory that is reserved for the capture kernel. */
  crashKernelMiB?: number;
  /** Free for dumps. */
  dumpSpaceMiB?: number;
  /** What a dump of the VM's memory may come to. */
  dumpEstimateMiB?: number;
  secureBoot?: boolean;
  /** Release of the running kernel. */
  kernel?: string;
}

/** A crash on purpose, and the complete dump that it left. */
export interface CrashDrill {
  token: string;
  /** Of the dump, in the guest. */
  path: string;
  bytes: number;
  /** From the crash to the start of the next kernel. */
  seconds: number;
}

export function configurationOf(hardening: Hardening, check?: CheckResult): CrashDumpConfiguration {
  const { settings, crashkernel, kdumpConfiguration, revision } = hardening;
  const { panicTimeoutSeconds, dumpPath, dumpsKept } = settings;
  const told = { panicTimeoutSeconds, crashkernel, kdumpConfiguration, dumpPath, dumpsKept, revision };
  if (check === undefined) return told;
  const { armed, crashKernelMiB, dumpSpaceMiB, dumpEstimateMiB, secureBoot, kernel } = check;
  return {
    ...told,
    panicTimeoutSeconds: check.panicTimeoutSeconds ?? panicTimeoutSeconds,
    armed,
    ...(crashKernelMiB === undefined ? {} : { crashKernelMiB }),
    ...(dumpSpaceMiB === undefined ? {} : { dumpSpaceMiB }),
    ...(dumpEstimateMiB === undefined ? {} : { dumpEstimateMiB }),
    ...(secureBoot === undefined ? {} : { secureBoot }),
    ...(kernel === undefined ? {} : { kernel }),
  };
}

export function crashDrillOf(token: string, { path = "", bytes = 0, seconds = 0 }: DrillResult): CrashDrill {
  return { token, path, bytes, seconds };
}
