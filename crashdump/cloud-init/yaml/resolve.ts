import { tags } from "./node";

/** The tag that a plain scalar has by its looks, as YAML 1.1 has it in PyYAML: "y" and "0o7" are text, "1:30" is 90. */
export function implicitTag(value: string): string {
  // Most values are words: the first character rules nearly everything out.
  const found = byFirst.get(value.charAt(0))?.find(([, pattern]) => pattern.test(value));
  return found?.[2] ?? tags.str;
}

const digits = "0123456789";

type Resolver = readonly [firsts: string, pattern: RegExp, tag: string];

const resolvers: readonly Resolver[] = [
  ["yntfoYNTFO", /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/, tags.bool],
  [`-+.${digits}`, /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/, tags.float],
  [
    `-+.${digits}`,
    /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    tags.float,
  ],
  [`-+${digits}`, /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+)$/, tags.int],
  [`-+${digits}`, /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/, tags.int],
  ["<", /^<<$/, tags.merge],
  ["~nN", /^(?:~|null|Null|NULL|)$/, tags.null],
  [digits, /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, tags.timestamp],
  [
    digits,
    /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/,
    tags.timestamp,
  ],
  ["=", /^=$/, tags.value],
];

/** Those that may fit a value, by its first character; by none, all of them. */
const byFirst: ReadonlyMap<string, readonly Resolver[]> = new Map(
  ["", ...resolvers.flatMap(([firsts]) => Array.from(firsts))].map((first) => [
    first,
    resolvers.filter(([firsts]) => firsts.includes(first)),
  ]),
);
