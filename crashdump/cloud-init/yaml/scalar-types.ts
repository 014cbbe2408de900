import { fromUtf8 } from "../text";
import { decodeBase64 } from "../transfer-encoding";
import { Timestamp, type Value } from "../value";
import type { Behaviour } from "../version";
import { YamlError } from "./cursor";
import { tags } from "./node";

/** Builds a scalar of one of YAML 1.1's own types. Throws YamlError where PyYAML, or Python itself, throws. */
export const scalarTypes: Readonly<Record<string, (value: string, line: number, behaviour: Behaviour) => Value>> = {
  [tags.null]: () => null,
  [tags.bool]: (value, line) => bools.get(value.toLowerCase()) ?? raise("no truth value", line),
  [tags.int]: (value, line) => integer(value, line),
  [tags.float]: (value, line) => float(value, line),
  // Bytes are text in Python 2.
  [tags.binary]: (value, line, { python2 }) => (python2 ? fromUtf8(binary(value, line)) : binary(value, line)),
  [tags.timestamp]: (value, line, { oldYaml }) => timestamp(value, line, oldYaml),
  [tags.str]: (value) => value,
};

const bools: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["no", false],
  ["true", true],
  ["false", false],
  ["on", true],
  ["off", false],
]);

/** Errors that cloud-init does not catch while it reads YAML: KeyError, IndexError, AttributeError. */
function raise(what: string, line: number): never {
  throw new YamlError(`a value is ${what}`, line + 1, true);
}

function invalid(what: string, line: number): never {
  throw new YamlError(`a value is ${what}`, line + 1);
}

function integer(value: string, line: number): number | bigint {
  const { sign, digits } = signed(value, line);
  if (digits.includes(":") && !digits.startsWith("0")) {
    return sexagesimal(digits, (part) => Number(pythonInteger(part, 10, line))) * sign;
  }
  const base = digits.startsWith("0b") ? 2 : digits.startsWith("0x") ? 16 : digits.startsWith("0") ? 8 : 10;
  if (digits === "0") return 0;
  const number = pythonInteger(base === 2 || base === 16 ? digits.slice(2) : digits, base, line) * BigInt(sign);
  return Number.isSafeInteger(Number(number)) ? Number(number) : number;
}

function signed(value: string, line: number): { sign: 1 | -1; digits: string } {
  const plain = value.replaceAll("_", "");
  if (plain === "") raise("no number", line);
  return { sign: plain.startsWith("-") ? -1 : 1, digits: plain.replace(/^[-+]/, "") };
}

const bases: Readonly<Record<number, readonly [digits: RegExp, prefix: string]>> = {
  2: [/^[-+]?(?:0[bB])?[01]+$/, "0b"],
  8: [/^[-+]?(?:0[oO])?[0-7]+$/, "0o"],
  10: [/^[-+]?[0-9]+$/, ""],
  16: [/^[-+]?(?:0[xX])?[0-9a-fA-F]+$/, "0x"],
};

/** int(text, base): blanks around it are fine, and the prefix of its base. */
function pythonInteger(text: string, base: number, line: number): bigint {
  const trimmed = text.trim();
  const [pattern, prefix] = bases[base] ?? invalid("no number", line);
  // Python 3.11 refuses more digits than this.
  if (!pattern.test(trimmed) || trimmed.length > 4300) invalid("no number", line);
  const digits = trimmed.replace(/^[-+]/, "");
  const number = BigInt(/^0[boxBOX]/.test(digits) && base !== 10 ? digits.toLowerCase() : prefix + digits);
  return trimmed.startsWith("-") ? -number : number;
}

function float(value: string, line: number): number {
  const { sign, digits } = signed(value.toLowerCase(), line);
  if (digits === ".inf") return sign * Number.POSITIVE_INFINITY;
  if (digits === ".nan") return Number.NaN;
  return sign * sexagesimal(digits, (part) => pythonFloat(part, line));
}

function pythonFloat(text: string, line: number): number {
  const trimmed = text.trim();
  const word = /^([-+]?)(inf(?:inity)?|nan)$/.exec(trimmed);
  if (word) return word[2] === "nan" ? Number.NaN : Number(`${word[1] ?? ""}Infinity`);
  if (!/^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/.test(trimmed)) invalid("no number", line);
  return Number(trimmed);
}

/** Parts of 60 each, the last one first. */
function sexagesimal(digits: string, number: (part: string) => number): number {
  return digits.split(":").reduce((sum, part) => sum * 60 + number(part), 0);
}

function binary(value: string, line: number): Uint8Array {
  if (/[^\0-\x7f]/.test(value)) invalid("not ASCII, and cannot be base64", line);
  return decodeBase64(value) ?? invalid("not base64", line);
}

const timestampForm =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?(?:[ \t]*(Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?)?$/;

/** Validated as Python's datetime does; PyYAML 3 takes the zone off, later ones keep it. */
function timestamp(value: string, line: number, oldYaml: boolean): Timestamp {
  const match = timestampForm.exec(value) ?? raise("no date", line);
  const [, year = "", month = "", day = "", hour, minute = "", second = "", fraction = "", zone] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const midnight = new Date(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date) && year !== "0000";
  if (!exists) invalid("no date that exists", line);
  if (hour === undefined) return new Timestamp("date", date);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) invalid("no time that exists", line);
  const micros = fraction.slice(0, 6).padEnd(6, "0");
  const [, , , , , , , , , zoneSign = "+", zoneHour = "0", zoneMinute = "0"] = match;
  const offset = (zoneSign === "-" ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute));
  if (Math.abs(offset) >= 24 * 60) invalid("no time zone that exists", line);
  const time = new Date(`${date}T${hour.padStart(2, "0")}:${minute}:${second}Z`);
  if (oldYaml) time.setTime(time.getTime() - offset * 60_000);
  const text = time.toISOString().slice(0, 19).replace("T", " ") + (Number(micros) === 0 ? "" : `.${micros}`);
  return new Timestamp("datetime", zone === undefined || oldYaml ? text : text + zoneText(offset));
}

function zoneText(offset: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
