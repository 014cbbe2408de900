/** A `crashkernel=` value as the kernel reads it; sizes and addresses in bytes. */
export type CrashKernel =
  /** EL 6 to 8 kernels choose the size; every other kernel refuses the word and reserves nothing. */
  | { readonly kind: "auto" }
  /** `placement` says from where memory is taken: above 4 GiB, or beside that from below. */
  | {
      readonly kind: "size";
      readonly size: bigint;
      readonly offset?: bigint;
      readonly placement?: "high" | "low" | "cma";
    }
  | { readonly kind: "ranges"; readonly ranges: readonly CrashKernelRange[]; readonly offset?: bigint };

/** `size` is reserved on machines with at least `from` and less than `to` bytes; without `to`, from there on. */
export interface CrashKernelRange {
  readonly from: bigint;
  readonly to?: bigint;
  readonly size: bigint;
}

/**
 * Memory in MiB that `crashkernel=` reserves on a machine with `memoryMiB` of nominal memory; 0 = nothing.
 *
 * Pessimistic: the kernel compares usable memory, which is a little below nominal, with each range, so a range that
 * starts at exactly the nominal size does not count. `auto`, `,low` without `,high`, `,cma` and text that is no
 * crashkernel value reserve nothing that can be relied on: 0.
 * Syntax: Linux Documentation/admin-guide/kdump/kdump.rst.
 */
export function crashKernelMiB(crashkernel: string, memoryMiB: number): number {
  const parsed = parseCrashKernel(crashkernel);
  if (parsed === undefined || !(memoryMiB >= 1 && memoryMiB < Infinity)) return 0;
  const usable = BigInt(Math.ceil(memoryMiB - 1)) * mebibyte;
  const size = reservedBytes(parsed, usable);
  return size < BigInt(Math.ceil(memoryMiB)) * mebibyte ? Number(size / mebibyte) : 0;
}

/** Undefined for what the kernel refuses. A blank ends the value, as on the command line. */
export function parseCrashKernel(crashkernel: string): CrashKernel | undefined {
  const value = crashkernel.split(" ", 1)[0] ?? "";
  if (value === "auto") return { kind: "auto" };
  return value.includes(":") ? parseRanges(value) : parseSize(value);
}

/** The value's shortest spelling; `parseCrashKernel` gives the same back. */
export function formatCrashKernel(crashkernel: CrashKernel): string {
  if (crashkernel.kind === "auto") return "auto";
  const offset = crashkernel.offset === undefined ? "" : `@${formatBytes(crashkernel.offset)}`;
  if (crashkernel.kind === "ranges") {
    const ranges = crashkernel.ranges.map(
      ({ from, to, size }) => `${formatBytes(from)}-${to === undefined ? "" : formatBytes(to)}:${formatBytes(size)}`,
    );
    return ranges.join(",") + offset;
  }
  const placement = crashkernel.placement === undefined ? "" : `,${crashkernel.placement}`;
  return formatBytes(crashkernel.size) + offset + placement;
}

/**
 * The value in effect on a kernel command line; undefined where there is none. The last one wins, and one without
 * `,high` and `,low` wins over those (kernel/crash_reserve.c).
 */
export function crashKernelOnCommandLine(commandLine: string): string | undefined {
  const values = [...commandLine.matchAll(/(?:^|\s)crashkernel=(\S*)/g)].map(([, value]) => value ?? "");
  const plain = values.filter((value) => !/,(high|low|cma)$/.test(value));
  return plain.at(-1) ?? values.filter((value) => value.endsWith(",high")).at(-1) ?? values.at(-1);
}

const mebibyte = 1024n * 1024n;

function reservedBytes(crashkernel: CrashKernel, usable: bigint): bigint {
  if (crashkernel.kind === "auto") return 0n;
  if (crashkernel.kind === "size") {
    return crashkernel.placement === "low" || crashkernel.placement === "cma" ? 0n : crashkernel.size;
  }
  for (const { from, to, size } of crashkernel.ranges) {
    // The kernel gives up on the whole list at a size that the machine does not have, matching range or not.
    if (size >= usable) return 0n;
    if (usable >= from && (to === undefined || usable < to)) return size;
  }
  return 0n;
}

function parseSize(value: string): CrashKernel | undefined {
  const [, sizeText, offsetText, placement] = /^(\w+)(?:@(\w+))?(?:,(high|low|cma))?$/.exec(value) ?? [];
  const size = parseBytes(sizeText);
  const offset = parseBytes(offsetText);
  if (size === undefined || (offsetText !== undefined && (offset === undefined || placement !== undefined))) {
    return undefined;
  }
  return {
    kind: "size",
    size,
    ...(offset === undefined ? {} : { offset }),
    ...(placement === undefined ? {} : { placement: placement as "high" | "low" | "cma" }),
  };
}

function parseRanges(value: string): CrashKernel | undefined {
  const [list = "", offsetText, ...rest] = value.split("@");
  const offset = parseBytes(offsetText);
  if (rest.length > 0 || (offsetText !== undefined && offset === undefined)) return undefined;
  const ranges: CrashKernelRange[] = [];
  for (const item of list.split(",")) {
    const [, fromText, toText, sizeText] = /^(\w+)-(\w*):(\w+)$/.exec(item) ?? [];
    const from = parseBytes(fromText);
    const to = toText === "" ? undefined : parseBytes(toText);
    const size = parseBytes(sizeText);
    if (from === undefined || size === undefined || (toText !== "" && (to === undefined || to <= from))) {
      return undefined;
    }
    ranges.push({ from, ...(to === undefined ? {} : { to }), size });
  }
  return { kind: "ranges", ranges, ...(offset === undefined ? {} : { offset }) };
}

/** The kernel's memparse (lib/cmdline.c): decimal, octal after 0 or hexadecimal after 0x, and a binary unit. */
function parseBytes(text: string | undefined): bigint | undefined {
  const [, digits, unit = ""] = /^(0x[\da-f]+|0[0-7]*|[1-9]\d*)([kmgtpe]?)$/i.exec(text ?? "") ?? [];
  if (digits === undefined) return undefined;
  const octal = /^0[0-7]+$/.test(digits);
  return BigInt(octal ? `0o${digits.slice(1)}` : digits) << BigInt(10 * units.indexOf(unit.toUpperCase()));
}

const units = ["", "K", "M", "G", "T", "P", "E"];

function formatBytes(bytes: bigint): string {
  for (let power = 3; power > 0 && bytes > 0n; power--) {
    const unit = 1n << BigInt(10 * power);
    // No larger unit than G: EL 6 and 7 kernels do not know T (memparse learned it in Linux 3.17).
    if (bytes % unit === 0n) return `${bytes / unit}${units[power] ?? ""}`;
  }
  return String(bytes);
}
