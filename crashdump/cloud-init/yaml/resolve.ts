import { tags } from "./node";

/** The tag that a plain scalar has by its looks, as YAML 1.1 has it in PyYAML: "y" and "0o7" are text, "1:30" is 90. */
export function implicitTag(value: string): string {
  // Most values are words: the first character rules nearly everything out.
  const first = value.charAt(0);
  const found = resolvers.find(([firsts, pattern]) => firsts.includes(first) && pattern.test(value));
  return found?.[2] ?? tags.str;
}

const digits = "0123456789";

const resolvers: readonly (readonly [firsts: string, pattern: RegExp, tag: string])[] = [
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
