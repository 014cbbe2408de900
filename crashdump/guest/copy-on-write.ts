/** A map whose copies cost nothing until they change: a script is followed on a copy, and most scripts change little. */
export class CopyOnWriteMap<Key, Value> {
  #map: ReadonlyMap<Key, Value>;
  /** The same map once nobody else holds it. */
  #own: Map<Key, Value> | undefined;

  constructor(map: ReadonlyMap<Key, Value> = empty) {
    this.#map = map;
  }

  copy(): CopyOnWriteMap<Key, Value> {
    this.#own = undefined;
    return new CopyOnWriteMap(this.#map);
  }

  get size(): number {
    return this.#map.size;
  }

  get(key: Key): Value | undefined {
    return this.#map.get(key);
  }

  has(key: Key): boolean {
    return this.#map.has(key);
  }

  keys(): Iterable<Key> {
    return this.#map.keys();
  }

  [Symbol.iterator](): Iterator<[Key, Value]> {
    return this.#map[Symbol.iterator]();
  }

  set(key: Key, value: Value): void {
    this.#writable().set(key, value);
  }

  /** Whether it was there. */
  delete(key: Key): boolean {
    return this.has(key) && this.#writable().delete(key);
  }

  #writable(): Map<Key, Value> {
    if (this.#own !== undefined) return this.#own;
    const own = new Map<Key, Value>();
    // Half the time of `new Map(map)`, which makes a pair of each entry.
    this.#map.forEach((value, key) => own.set(key, value));
    this.#map = this.#own = own;
    return own;
  }
}

const empty: ReadonlyMap<never, never> = new Map<never, never>();
