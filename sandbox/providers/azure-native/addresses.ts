/** An IPv4 range. IPv6 prefixes are taken as they come. */
export interface Prefix {
  readonly first: number;
  readonly last: number;
  /** The address as written, which may lie inside the range rather than at its start. */
  readonly written: number;
  readonly length: number;
}

export function parsePrefix(text: string): Prefix | undefined {
  const [, address, bits] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const written = address === undefined ? undefined : parseAddress(address);
  const length = Number(bits);
  if (written === undefined || length > 32) return undefined;
  const size = 2 ** (32 - length);
  const first = Math.floor(written / size) * size;
  return { first, last: first + size - 1, written, length };
}

function parseAddress(text: string): number | undefined {
  const parts = text.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined;
  return parts.reduce((value, part) => value * 256 + part, 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(a: Prefix, b: Prefix): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** The lowest free address; Azure keeps a subnet's first four and its last for itself. */
export function freeAddress(prefix: Prefix, taken: ReadonlySet<string>): string | undefined {
  for (let address = prefix.first + 4; address < prefix.last; address += 1) {
    const text = formatAddress(address);
    if (!taken.has(text)) return text;
  }
  return undefined;
}
