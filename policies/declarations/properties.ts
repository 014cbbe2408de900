import { UnknownValueError } from "../unknown-value";
import { type Given, notKnown } from "./given";

type Key = string | number;

/** Property paths (dotted, with [n]) whose values were asked for and cannot be had, in that order; each once. */
export interface Missing {
  /** Not known yet. */
  readonly unknowns: Set<string>;
  /** Secrets that nobody decrypted. */
  readonly secrets: Set<string>;
}

/**
 * Reads a resource's properties at whatever depth, and keeps the paths of those that cannot be had. A value of another
 * type than the one asked for counts as not given: the provider has refused it before, or will.
 */
export class Properties {
  readonly #value: unknown;
  readonly #path: string;
  readonly #missing: Missing;

  constructor(value: unknown, path = "", missing: Missing = { unknowns: new Set(), secrets: new Set() }) {
    this.#value = value;
    this.#path = path;
    this.#missing = missing;
  }

  get missing(): { readonly unknowns: readonly string[]; readonly secrets: readonly string[] } {
    return { unknowns: [...this.#missing.unknowns], secrets: [...this.#missing.secrets] };
  }

  text(...keys: readonly string[]): Given<string> {
    return ofType(this.#at(keys).#value, (value) => typeof value === "string");
  }

  flag(...keys: readonly string[]): Given<boolean> {
    return ofType(this.#at(keys).#value, (value) => typeof value === "boolean");
  }

  number(...keys: readonly string[]): Given<number> {
    return ofType(this.#at(keys).#value, (value): value is number => Number.isFinite(value));
  }

  /** Text whose absence would be held against the VM: what is there and is no text is not known, rather than absent. */
  textOrNotKnown(...keys: readonly string[]): Given<string> {
    const at = this.#at(keys);
    if (at.#value === undefined || at.#value === notKnown || typeof at.#value === "string") return at.#value;
    return at.#notKnown();
  }

  /** True where there is an object, whatever is in it. */
  hasObject(...keys: readonly string[]): Given<true> {
    const value = this.#at(keys).#value;
    return value === notKnown ? notKnown : isObject(value) && !Array.isArray(value) ? true : undefined;
  }

  /** The properties of an inner object; none where there is no object. */
  object(...keys: readonly string[]): Properties {
    return this.#at(keys);
  }

  list(...keys: readonly string[]): Given<readonly Properties[]> {
    const at = this.#at(keys);
    if (at.#value === notKnown) return notKnown;
    if (!Array.isArray(at.#value)) return undefined;
    return Array.from({ length: at.#value.length }, (_, index) => at.#child(index));
  }

  /** An inner object that may be written as JSON, too; undefined for a text that is not JSON. */
  objectOrJson(key: string): Properties | undefined {
    const at = this.#at([key]);
    if (typeof at.#value !== "string") return at;
    try {
      return new Properties(JSON.parse(at.#value), at.#path, at.#missing);
    } catch {
      return undefined;
    }
  }

  /** An inner value as JSON, to search in; not known if anything in it is not known. */
  json(...keys: readonly string[]): Given<string> {
    const at = this.#at(keys);
    if (at.#value === undefined || at.#value === notKnown || typeof at.#value === "string") return at.#value;
    try {
      return JSON.stringify(at.#value);
    } catch {
      // Besides unknown values: what JSON cannot hold, and so was never readable.
      return at.#notKnown();
    }
  }

  #at(keys: readonly Key[]): Properties {
    return keys.reduce<Properties>((inner, key) => inner.#child(key), this);
  }

  #child(key: Key): Properties {
    if (this.#value === notKnown) return this;
    const path = typeof key === "number" ? `${this.#path}[${key}]` : this.#path === "" ? key : `${this.#path}.${key}`;
    const value = isObject(this.#value) ? valueOf(this.#value, key) : undefined;
    const child = new Properties(value === undecryptable ? notKnown : value, path, this.#missing);
    if (value === undecryptable) this.#missing.secrets.add(path);
    if (value === notKnown) child.#notKnown();
    return child;
  }

  #notKnown(): typeof notKnown {
    this.#missing.unknowns.add(this.#path);
    return notKnown;
  }
}

function valueOf(object: Readonly<Record<Key, unknown>>, key: Key): unknown {
  try {
    return object[key] ?? undefined;
  } catch (error) {
    if (error instanceof UnknownValueError) return notKnown;
    throw error;
  }
}

/** What `pulumi policy analyze --file` shows of a secret that it cannot decrypt. */
const undecryptable = "[secret]";

function isObject(value: unknown): value is Readonly<Record<Key, unknown>> {
  return typeof value === "object" && value !== null;
}

function ofType<T>(value: unknown, is: (value: unknown) => value is T): Given<T> {
  return value === notKnown ? notKnown : is(value) ? value : undefined;
}
