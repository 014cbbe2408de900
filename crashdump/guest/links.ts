import { CopyOnWriteMap } from "./copy-on-write";
import { normalize } from "./path";

/** Symbolic links by absolute path, and where paths lead by them. */
export class Links {
  readonly #targets: CopyOnWriteMap<string, string>;
  /** By length, whether a link has a path of that length: where none has, none needs to be looked for. */
  #lengths: readonly boolean[];

  private constructor(targets: CopyOnWriteMap<string, string>, lengths: readonly boolean[]) {
    this.#targets = targets;
    this.#lengths = lengths;
  }

  static of(targets: ReadonlyMap<string, string>): Links {
    return new Links(new CopyOnWriteMap(targets), lengthsOf(targets.keys()));
  }

  copy(): Links {
    return new Links(this.#targets.copy(), this.#lengths);
  }

  get size(): number {
    return this.#targets.size;
  }

  keys(): Iterable<string> {
    return this.#targets.keys();
  }

  [Symbol.iterator](): Iterator<readonly [path: string, target: string]> {
    return this.#targets[Symbol.iterator]();
  }

  get(path: string): string | undefined {
    return this.#targets.get(path);
  }

  set(path: string, target: string): void {
    this.#targets.set(path, target);
    if (this.#lengths[path.length] !== true) this.#lengths = lengthsOf(this.#targets.keys());
  }

  delete(path: string): boolean {
    return this.#targets.delete(path);
  }

  /** Where a path leads once links are followed, those of its directories too; 16 at most, since they may lead in circles. */
  resolve(path: string): string {
    let at = normalize(path);
    for (let followed = 0; followed < 16; followed++) {
      const next = this.#through(at);
      if (next === undefined) break;
      at = next;
    }
    return at;
  }

  /** Where one link leads: the path itself, or the first of its directories that is one. */
  #through(path: string): string | undefined {
    const whole = this.#lengths[path.length] === true ? this.#targets.get(path) : undefined;
    if (whole !== undefined) return whole;
    for (let cut = path.indexOf("/", 1); cut !== -1; cut = path.indexOf("/", cut + 1)) {
      const target = this.#lengths[cut] === true ? this.#targets.get(path.slice(0, cut)) : undefined;
      if (target !== undefined) return normalize(target + path.slice(cut));
    }
    return undefined;
  }
}

function lengthsOf(paths: Iterable<string>): readonly boolean[] {
  const lengths: boolean[] = [];
  for (const { length } of paths) lengths[length] = true;
  return lengths;
}
