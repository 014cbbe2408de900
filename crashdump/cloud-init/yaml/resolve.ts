import { tags } from "./node";

/** The tag that a plain scalar has by its looks, as YAML 1.1 has it in PyYAML: "y" and "0o7" are text, "1:30" is 90. */
export function implicitTag(value: string): string {
  // Most values are words: the first character rules everything out but for a few letters.
  if (!"-+.0123456789~<=ntfyoNTFYO".includes(value.charAt(0))) return tags.str;
  const found = resolvers.find(([pattern]) => pattern.test(value));
  return found?.[1] ?? tags.str;
}

const resolvers: readonly (readonly [RegExp, string])[] = [
  [/^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/, tags.bool],
  [/^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/, tags.float],
  [/^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/, tags.float],
  [/^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+)$/, tags.int],
  [/^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/, tags.int],
  [/^<<$/, tags.merge],
  [/^(?:~|null|Null|NULL|)$/, tags.null],
  [/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, tags.timestamp],
  [
    /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/,
    tags.timestamp,
  ],
  [/^=$/, tags.value],
];
