/** What a guest proved: `armed` is the only verdict that lets a deployment pass. */
export interface CheckResult {
  readonly verdict: "armed" | "not-hardened" | "cannot-tell";
  /** What is wrong or cannot be told; empty where the verdict is armed. */
  readonly failures: readonly CheckRow[];
  readonly advisories: readonly CheckRow[];
  /** The kernel says that a capture kernel is loaded. */
  readonly armed: boolean;
  /** Of the kernel command line. */
  readonly crashkernel?: string;
  readonly crashKernelMiB?: number;
  /** kernel.panic, in seconds. */
  readonly panicTimeoutSeconds?: number;
  readonly dumpPath?: string;
  /** Mount point on whose file system the dump path lies. */
  readonly dumpMount?: string;
  /** Free for dumps. */
  readonly dumpSpaceMiB?: number;
  /** What a dump of this VM's memory may come to. */
  readonly dumpEstimateMiB?: number;
  readonly secureBoot?: boolean;
  /** none, integrity or confidentiality. */
  readonly lockdown?: string;
  readonly bootId?: string;
  readonly kernel?: string;
}

/** One check: what was found, and what to do about it. */
export interface CheckRow {
  readonly check: string;
  readonly found: string;
  readonly remedy: string;
}

/** The result in the output of a check; undefined where there is none, or it was cut off. */
export function readCheck(output: string): CheckResult | undefined {
  const { azureKdumpCheck, ...result } = lastJson(output, "azureKdumpCheck") ?? {};
  return azureKdumpCheck === 1 ? (result as unknown as CheckResult) : undefined;
}

/** The last line that is an object with this property, without what is null in it. */
export function lastJson(output: string, property: string): Record<string, unknown> | undefined {
  const line = output.split("\n").findLast((text) => text.startsWith(`{"${property}":`));
  try {
    const value = JSON.parse(line ?? "") as Record<string, unknown>;
    return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
  } catch {
    // There is none, or it was cut off.
    return undefined;
  }
}
