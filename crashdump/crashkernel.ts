/**
 * Memory in MiB that `crashkernel=` reserves on a machine with `memoryMiB` of nominal memory; 0 = nothing.
 *
 * Pessimistic: the kernel compares usable memory, which is a little below nominal, with each range, so a range that
 * starts at exactly the nominal size does not count. `auto` and text that is no crashkernel value reserve nothing
 * that can be relied on: 0. Syntax: Linux Documentation/admin-guide/kdump/kdump.rst.
 */
export function crashKernelMiB(crashkernel: string, memoryMiB: number): number {
  const parsed = parseCrashKernel(crashkernel);
  if (parsed === undefined) return 0;
  const usable = memoryMiB - 1;
  const size = parsed.find(({ from, to }) => usable >= from && usable < to)?.size ?? 0;
  return size < memoryMiB ? size : 0;
}

/** Reservation of `size` MiB on machines with at least `from` and less than `to` MiB. */
export interface CrashKernelRange {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/** The ranges of a `crashkernel=` value; a plain size is one range from 0. Undefined for what the kernel refuses. */
export function parseCrashKernel(crashkernel: string): readonly CrashKernelRange[] | undefined {
  const value = crashkernel.replace(/@\w+$/, "");
  const plain = /^(\w+)(,high)?$/.exec(value);
  if (plain) {
    const size = mebibytes(plain[1]);
    return size === undefined ? undefined : [{ from: 0, to: Number.POSITIVE_INFINITY, size }];
  }
  const ranges: CrashKernelRange[] = [];
  for (const item of value.split(",")) {
    const match = /^(\w+)-(\w*):(\w+)$/.exec(item);
    const from = mebibytes(match?.[1]);
    const to = match?.[2] === "" ? Number.POSITIVE_INFINITY : mebibytes(match?.[2]);
    const size = mebibytes(match?.[3]);
    if (from === undefined || to === undefined || size === undefined || to <= from) return undefined;
    ranges.push({ from, to, size });
  }
  return ranges;
}

function mebibytes(text: string | undefined): number | undefined {
  const match = /^(\d+)([KMGT])?$/i.exec(text ?? "");
  if (!match) return undefined;
  const unit = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024 }[match[2]?.toUpperCase() ?? ""] ?? 1 / 1024 / 1024;
  return Number(match[1]) * unit;
}
