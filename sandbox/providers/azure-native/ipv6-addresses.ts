import { isIPv6 } from "node:net";

/** Addresses that Azure keeps to itself at the start of a subnet's range, as of an IPv4 one. */
const reserved = 4;

/** The lowest free address of a subnet's IPv6 range; Azure has such ranges of 64 bits alone. */
export function freeIPv6Address(prefix: string, taken: ReadonlySet<string>): string | undefined {
  const [address = "", length] = prefix.split("/");
  if (!isIPv6(address) || length !== "64") return undefined;
  const network = groupsOf(address).slice(0, 4).join(":");
  for (let host = reserved; host <= reserved + taken.size; host += 1) {
    const candidate = shortest(`${network}:0:0:0:${host.toString(16)}`);
    if (!taken.has(candidate)) return candidate;
  }
  return undefined;
}

function groupsOf(address: string): readonly string[] {
  const [head = "", tail = ""] = address.split("::");
  const [first, last] = [head, tail].map((part) => (part === "" ? [] : part.split(":")));
  if (first === undefined || last === undefined) return [];
  return [...first, ...Array<string>(8 - first.length - last.length).fill("0"), ...last];
}

/** As RFC 5952 writes it, and so does a URL. */
function shortest(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
