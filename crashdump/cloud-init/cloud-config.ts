import { JsonError } from "./json";
import { applyPatch, PatchError } from "./json-patch";
import { LimitExceeded } from "./limits";
import { merge } from "./merge";
import { defaultRule, MergeError, type Merger, mergersOf, readingRule, ruleInHeaders, takeRule } from "./merge-rule";
import type { Reader } from "./reader";
import { strip, stripStart } from "./text";
import { holdsTuple } from "./tuples";
import { type Dict, isDict, type Key, type Value } from "./value";

/** A part as far as merging it goes. */
export interface ConfigPart {
  readonly filename: string;
  readonly content: string;
  readonly place: string;
}

type Headers = readonly (readonly [name: string, value: string])[];

/** The cloud-config that grows part by part, as cloud-init's handler builds it. */
export class CloudConfig {
  private merged: Value = null;
  /** Of the parts that were merged. */
  private readonly names: string[] = [];
  private places = new Map<Key, string>();

  constructor(private readonly reader: Reader) {}

  /** A part that cannot be read or merged is dropped, and the others go on. */
  add(part: ConfigPart, headers: Headers): void {
    this.take(part, (old) => {
      const yaml = this.reader.yaml(part.content);
      if (yaml.error !== undefined) throw new MergeError(yaml.error);
      if (!isDict(yaml.value)) throw new MergeError("it is not a mapping of keys");
      const incoming = new Map(yaml.value);
      const mergers = [...takeRule(incoming), ...ruleInHeaders(headers)];
      return this.mergePart(old, incoming, mergers.length > 0 ? mergers : defaultMergers, part.place);
    });
  }

  patch(part: ConfigPart): void {
    this.take(part, (old) => {
      const patch = stripStart(part.content).replace(/^#cloud-config-jsonp/, "");
      const { document, touched } = applyPatch(patch, old, this.reader.budget);
      const keys = touched ?? (isDict(document) ? document.keys() : []);
      for (const key of keys) this.places.set(key, part.place);
      return document;
    });
  }

  /** What modules see: undefined where reading it is an error in every stage. */
  effective(): ReadonlyMap<Key, Located> | undefined {
    const place = "the merged cloud-config";
    if (!isDict(this.merged)) return new Map();
    if (!this.namesCanBeRead()) {
      this.reader.dropUnmerged(place, "a part's file name, which is written into it, makes it unreadable");
      return new Map();
    }
    if (!this.reader.behaviour.dumpsSafely && holdsTuple(this.merged)) {
      this.reader.dropUnmerged(place, "it holds !!omap or !!pairs, which this cloud-init writes and cannot read again");
      return new Map();
    }
    const config = new Map(this.merged);
    const key = config.get("merge_how") == null ? "merge_type" : "merge_how";
    const rule = `${key} in ${this.places.get(key) ?? "the customData"}`;
    try {
      const left = takeRule(config);
      const seen = merge(new Map(), config, left.length > 0 ? left : readingMergers, this.reader.budget);
      if (isDict(seen) && seen.size < config.size) {
        this.reader.dropUnmerged(rule, 'it is left in the merged cloud-config, and has no "dict()"');
      }
      return this.located(isDict(seen) ? seen : new Map());
    } catch (error) {
      if (!(error instanceof MergeError)) throw error;
      this.reader.dropUnmerged(rule, `it is left in the merged cloud-config, and ${error.message}`);
      return undefined;
    }
  }

  /** The merged file begins with a comment for each part, and YAML has line ends that cloud-init leaves in names. */
  private namesCanBeRead(): boolean {
    if (this.names.every((name) => /^[ -~]*$/.test(name))) return true;
    const comments = this.names.map((name) => `# ${name}\n`).join("");
    return this.reader.yaml(`#cloud-config\n\n${comments}\n---\n{}\n`).error === undefined;
  }

  private take({ filename, place }: ConfigPart, next: (old: Value) => Value): void {
    if (this.names.length === 0 || this.merged === null) this.merged = new Map();
    const before = this.merged;
    try {
      this.merged = next(before);
      if (isDict(before) && before.size > 0 && !(isDict(this.merged) && this.merged.size > 0)) {
        this.reader.dropUnmerged(place, "it takes all that came before it out of the cloud-config");
      }
      this.names.push(strip(filename.replace(/[\n\r\t]/g, " ")));
    } catch (error) {
      if (error instanceof LimitExceeded) throw error;
      if (!(error instanceof MergeError || error instanceof PatchError || error instanceof JsonError)) throw error;
      this.reader.drop(place, error.message);
    }
  }

  private mergePart(old: Value, incoming: Dict, mergers: readonly Merger[], place: string): Value {
    const merged = merge(old, incoming, mergers, this.reader.budget);
    if (merged === old) this.reader.dropUnmerged(place, 'its merge rule has no "dict()"');
    if (!isDict(merged) || !isDict(old)) return merged;
    for (const [key, value] of incoming) {
      const before = old.get(key);
      const now = merged.get(key);
      if (now === undefined || now === before) continue;
      const earlier = this.places.get(key);
      this.places.set(key, now === value || earlier === undefined ? place : `${earlier} and ${place}`);
    }
    return merged;
  }

  private located(config: ReadonlyMap<Key, Value>): ReadonlyMap<Key, Located> {
    const located = new Map<Key, Located>();
    for (const [key, value] of config) located.set(key, { value, place: this.places.get(key) ?? "the customData" });
    return located;
  }
}

interface Located {
  readonly value: Value;
  readonly place: string;
}

const defaultMergers = mergersOf(defaultRule);
const readingMergers = mergersOf(readingRule);
