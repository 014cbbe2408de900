import type { ConfigurationProblem } from "./configuration";

export class Problems {
  readonly all: ConfigurationProblem[] = [];

  add(key: string, reason: string): void {
    this.all.push({ key, reason });
  }
}

/** An object of the configuration, read value by value; what is wrong with one is added to the problems. */
export class Reader {
  private readonly values: Readonly<Record<string, unknown>>;

  constructor(
    value: unknown,
    private readonly path: string,
    private readonly problems: Problems,
  ) {
    if (isObject(value)) this.values = value;
    else {
      this.values = {};
      problems.add(path || "configuration", `${shown(value)} is not an object`);
    }
  }

  takesOnly(keys: readonly string[]): void {
    for (const key of Object.keys(this.values)) {
      if (!keys.includes(key)) this.problem(key, `there is no such key: use ${keys.join(", ")}`);
    }
  }

  text(key: string): string {
    const value = this.values[key];
    if (typeof value === "string" && value.trim() !== "") return value;
    this.problem(key, value === undefined ? "it is missing" : `${shown(value)} is not a text`);
    return "";
  }

  /** A text in which `*` stands for any number of characters, and that does not match everything. */
  pattern(key: string): string {
    const value = this.text(key);
    if (value !== "" && !/[^*:/\s]/.test(value)) {
      this.problem(key, `"${value}" is every image: write what tells this one's name, and * for the rest`);
    }
    return value;
  }

  /** A day that exists, such as 2027-03-31. */
  day(key: string): string {
    const value = this.text(key);
    if (value !== "" && !isDay(value)) this.problem(key, `"${value}" is not a day: write it as 2027-03-31`);
    return value;
  }

  choice<T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.text(key);
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined && value !== "") this.problem(key, `"${value}" is none of ${allowed.join(", ")}`);
    return found ?? (value as T);
  }

  optionalChoice<T extends number>(key: string, allowed: readonly T[]): T | undefined {
    const value = this.values[key];
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined && value !== undefined)
      this.problem(key, `${shown(value)} is none of ${allowed.join(", ")}`);
    return found;
  }

  choices(key: string, allowed: readonly string[]): readonly string[] {
    const value = this.values[key];
    if (!Array.isArray(value) || value.length === 0) {
      this.problem(key, value === undefined ? "it is missing" : `${shown(value)} is not a list with at least one name`);
      return [];
    }
    value.forEach((name: unknown, index) => {
      if (!allowed.some((candidate) => candidate === name)) {
        this.problem(`${key}[${index}]`, `${shown(name)} is no rule: use ${allowed.join(", ")}`);
      }
    });
    return value as string[];
  }

  /** The entries of a list, those with a problem left out. */
  list<T>(key: string, read: (entry: Reader) => T): readonly T[] {
    const value = this.values[key];
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.problem(key, `${shown(value)} is not a list`);
      return [];
    }
    return value.flatMap((entry: unknown, index) => {
      const before = this.problems.all.length;
      const made = read(new Reader(entry, this.at(`${key}[${index}]`), this.problems));
      return this.problems.all.length === before ? [made] : [];
    });
  }

  /** Whole numbers above 0, by name. */
  numbers(key: string): ReadonlyMap<string, number> {
    const value = this.values[key] ?? {};
    if (!isObject(value)) {
      this.problem(key, `${shown(value)} is not an object of numbers`);
      return new Map();
    }
    return new Map(
      Object.entries(value).flatMap(([name, number]): [string, number][] => {
        if (typeof number === "number" && Number.isInteger(number) && number > 0) return [[name.toLowerCase(), number]];
        this.problem(`${key}.${name}`, `${shown(number)} is not a whole number above 0`);
        return [];
      }),
    );
  }

  private problem(key: string, reason: string): void {
    this.problems.add(this.at(key), reason);
  }

  private at(key: string): string {
    return this.path === "" ? key : `${this.path}.${key}`;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
