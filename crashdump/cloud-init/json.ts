import { type Budget, checkNesting } from "./limits";
import { type Dict, type Value } from "./value";

/** Thrown for text that Python's json module refuses. */
export class JsonError extends Error {}

/**
 * Reads JSON as python-jsonpatch does: NaN and Infinity are numbers, whole numbers keep all digits, and the values of a
 * key that stands twice become a list.
 */
export function parseJson(text: string, budget: Budget): Value {
  const reader = new JsonReader(text, budget);
  const value = reader.value(0);
  reader.blank();
  if (!reader.done) throw new JsonError("something follows the JSON");
  return value;
}

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

class JsonReader {
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly budget: Budget,
  ) {}

  get done(): boolean {
    return this.position >= this.text.length;
  }

  blank(): void {
    this.take(/[ \t\n\r]*/y);
  }

  value(depth: number): Value {
    checkNesting(depth);
    this.budget.spend("values", 1);
    this.blank();
    const character = this.text[this.position];
    if (character === '"') return this.string();
    if (character === "[") return this.list(depth);
    if (character === "{") return this.dict(depth);
    const number = this.take(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y);
    if (number !== "") return numberOf(number);
    const word = this.take(/-?[A-Za-z]+/y);
    const value = words.get(word);
    if (value === undefined) throw new JsonError("a value is missing in the JSON");
    return value;
  }

  private list(depth: number): Value[] {
    const items: Value[] = [];
    this.items("]", () => items.push(this.value(depth + 1)));
    return items;
  }

  private dict(depth: number): Dict {
    const all = new Map<string, Value[]>();
    this.items("}", () => {
      this.blank();
      const key = this.string();
      this.expect(":");
      const value = this.value(depth + 1);
      const before = all.get(key);
      if (before === undefined) all.set(key, [value]);
      else before.push(value);
    });
    return new Map([...all].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? null) : values]));
  }

  private items(end: "]" | "}", item: () => void): void {
    this.position++;
    this.blank();
    if (this.text[this.position] === end) {
      this.position++;
      return;
    }
    do {
      item();
      this.blank();
    } while (this.take(/,/y) !== "");
    this.expect(end);
  }

  /** What is between the quotes is JavaScript's JSON, which is Python's. */
  private string(): string {
    const quoted = this.take(/"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y);
    if (quoted === "") throw new JsonError("a text is missing or wrong in the JSON");
    return JSON.parse(quoted) as string;
  }

  private expect(character: string): void {
    this.blank();
    if (this.text[this.position] !== character) throw new JsonError(`"${character}" is missing in the JSON`);
    this.position++;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const taken = pattern.exec(this.text)?.[0] ?? "";
    this.position += taken.length;
    return taken;
  }
}

function numberOf(text: string): number | bigint {
  const number = Number(text);
  if (!/^-?[0-9]+$/.test(text) || Number.isSafeInteger(number)) return number;
  if (text.length > 4300) throw new JsonError("a number has too many digits");
  return BigInt(text);
}
