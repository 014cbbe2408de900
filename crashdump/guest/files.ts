import { CopyOnWriteMap } from "./copy-on-write";
import { mayMatter } from "./guarded";
import { later } from "./join";
import { Links } from "./links";
import { normalize } from "./path";
import { startingWith } from "./sorted";
import { anyText, imageText, joinText } from "./text";

/** A file as somebody left it. */
export interface StoredFile {
  /** With gaps where it is not known; undefined for a file that is gone. */
  readonly text: string | undefined;
  readonly place: string;
  /** Orders it among all other effects: a configuration written before its package is installed may be replaced. */
  readonly order: number;
}

/** What a file holds, with gaps, and who left it so. */
export interface PlacedText {
  readonly path: string;
  readonly text: string;
  readonly place: string;
}

/** Files by absolute path, those that the image holds and those that were written since; links are followed. */
export class Files {
  readonly #files: CopyOnWriteMap<string, StoredFile>;
  readonly #links: Links;
  #paths: readonly string[] | undefined;
  #hasPrograms = false;
  #hasUnits = false;

  private constructor(files: CopyOnWriteMap<string, StoredFile>, links: Links) {
    this.#files = files;
    this.#links = links;
  }

  static of(files: ReadonlyMap<string, StoredFile>, links: ReadonlyMap<string, string>): Files {
    return new Files(new CopyOnWriteMap(files), Links.of(links));
  }

  copy(): Files {
    const copy = new Files(this.#files.copy(), this.#links.copy());
    copy.#paths = this.#paths;
    copy.#hasPrograms = this.#hasPrograms;
    copy.#hasUnits = this.#hasUnits;
    return copy;
  }

  /** Whether anything was ever written where programs are. */
  get hasPrograms(): boolean {
    return this.#hasPrograms;
  }

  /** Whether anything ever happened where systemd is told of units. */
  get hasUnits(): boolean {
    return this.#hasUnits;
  }

  get size(): number {
    return this.#files.size + this.#links.size;
  }

  /** Where a path leads once links are followed, those of its directories too. */
  resolve(path: string): string {
    return this.#links.resolve(path);
  }

  /** A path with its directories' links followed, and its own last name as it stands: what is removed or replaced. */
  private place(path: string): string {
    const at = normalize(path);
    const cut = at.lastIndexOf("/");
    return normalize(this.resolve(at.slice(0, cut)) + at.slice(cut));
  }

  /** Undefined where nothing is known to have ever been. */
  get(path: string): StoredFile | undefined {
    return this.#files.get(this.resolve(path));
  }

  /** What stands at a path itself, be it a link. */
  entry(path: string): StoredFile | undefined {
    return this.#files.get(normalize(path));
  }

  linkAt(path: string): string | undefined {
    return this.#links.get(normalize(path));
  }

  /** Every path that holds something now, links included, sorted as ls does; the same array until that changes. */
  paths(): readonly string[] {
    this.#paths ??= this.sortedPaths();
    return this.#paths;
  }

  /** Those that begin so, one beginning after the other; a directory's where it ends in a slash. */
  pathsFrom(...starts: readonly string[]): readonly string[] {
    return startingWith(this.paths(), starts);
  }

  /** What stands in the files whose paths begin so and have this form; where a path is a link's, in what it leads to. */
  texts(form: RegExp, ...starts: readonly string[]): readonly PlacedText[] {
    const found: PlacedText[] = [];
    for (const path of this.pathsFrom(...starts)) {
      const file = form.test(path) ? this.get(path) : undefined;
      if (file?.text !== undefined) found.push({ path, text: file.text, place: file.place });
    }
    return found;
  }

  /** Every path that anything has happened to, those that are gone too. */
  everWritten(): Iterable<string> {
    return this.#files.keys();
  }

  write(path: string, text: string, place: string, order: number): void {
    this.put(this.resolve(path), { text, place, order });
  }

  /** What stands at a path that no link leads on from. */
  put(path: string, file: StoredFile): void {
    const before = this.#files.get(path);
    if ((before?.text === undefined) !== (file.text === undefined)) this.#paths = undefined;
    this.#hasPrograms ||= path.includes("bin/");
    this.#hasUnits ||= path.startsWith("/etc/systemd");
    this.#files.set(path, file);
  }

  /** What a text is appended to: ends a line even where it is not known how, since nobody appends to half a line. */
  textBefore(path: string): string {
    const file = this.get(path);
    const before = file === undefined ? imageText : (file.text ?? "");
    return before.endsWith(imageText) || before.endsWith(anyText) ? `${before}\n` : before;
  }

  link(path: string, target: string, place: string, order: number): void {
    const at = this.place(path);
    this.put(at, { text: undefined, place, order });
    this.linkTo(at, normalize(target.startsWith("/") ? target : `${at.slice(0, at.lastIndexOf("/"))}/${target}`));
  }

  /** Removes a file, a link, or a directory with all that is in it. */
  remove(path: string, place: string, order: number): void {
    const at = this.place(path);
    for (const inside of this.below(at)) this.remove(inside, place, order);
    this.unlink(at);
    this.put(at, { text: undefined, place, order });
  }

  /** Moves a directory with all that is known in it. */
  rename(from: string, to: string, place: string, order: number): void {
    this.copyDirectory(from, to, place, order);
    this.remove(from, place, order);
  }

  /** Copies all that is known in a directory; links stay what they are. */
  copyDirectory(from: string, to: string, place: string, order: number): void {
    const source = this.resolve(from);
    for (const path of this.below(source)) {
      const copy = to + path.slice(source.length);
      const target = this.#links.get(path);
      if (target === undefined) this.write(copy, this.#files.get(path)?.text ?? "", place, order);
      else this.link(copy, target, place, order);
    }
  }

  /** What a reboot leaves of what lives in memory: nothing. */
  forget(inMemory: RegExp): void {
    for (const held of [this.#links, this.#files]) {
      for (const path of held.keys()) {
        if (!inMemory.test(path)) continue;
        held.delete(path);
        this.#paths = undefined;
      }
    }
  }

  /** Both possible file systems in one: where they differ and it can matter, nobody knows. */
  join(other: Files): void {
    const undecided = this.undecidedLinks(other);
    for (const path of new Set([...this.#files.keys(), ...other.#files.keys()])) {
      const mine = this.#files.get(path);
      const theirs = other.#files.get(path);
      const last = later(mine, theirs);
      if (last === undefined || mine === theirs) continue;
      const same = mine?.text === theirs?.text;
      this.put(path, { ...last, text: same ? last.text : joinText(mine?.text ?? "", theirs?.text ?? "", mayMatter) });
    }
    for (const [path, target] of other.#links) if (this.#links.get(path) === undefined) this.linkTo(path, target);
    for (const [path, file] of undecided) {
      this.unlink(path);
      this.put(path, file);
    }
  }

  /**
   * Where a link stands in one of two alone, or leads elsewhere in the other: a file with what either finds there. A link
   * to a directory is taken for made, since what is written below it has to go somewhere.
   */
  private undecidedLinks(other: Files): readonly (readonly [path: string, file: StoredFile])[] {
    return [...new Set([...this.#links.keys(), ...other.#links.keys()])]
      .filter((path) => this.#links.get(path) !== other.#links.get(path))
      .filter((path) => ![this, other].some((files) => files.below(files.resolve(path)).length > 0))
      .flatMap((path) => {
        const [mine, theirs] = [this.get(path)?.text, other.get(path)?.text];
        const text = (mine ?? theirs) === undefined ? anyText : joinText(mine ?? "", theirs ?? "", mayMatter);
        const last = later(this.#files.get(path), other.#files.get(path));
        return last === undefined ? [] : [[path, { ...last, text }] as const];
      });
  }

  private below(directory: string): readonly string[] {
    return this.pathsFrom(`${directory}/`);
  }

  private sortedPaths(): readonly string[] {
    const paths = [...this.#links.keys()];
    for (const [path, { text }] of this.#files) if (text !== undefined) paths.push(path);
    return paths.sort();
  }

  private linkTo(path: string, target: string): void {
    this.#paths = undefined;
    this.#links.set(path, target);
  }

  private unlink(path: string): void {
    if (this.#links.delete(path)) this.#paths = undefined;
  }
}
