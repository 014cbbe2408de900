import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { JsonObject } from "../protocol/json";

/** A resource as a GET returns it. */
export interface ArmResource extends JsonObject {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: JsonObject;
}

/** Everything that exists, in a file that is read again for each operation, so that editing it is drift. */
export class Subscription {
  constructor(
    private readonly stateFile: string,
    readonly id: string,
  ) {}

  read(): Resources {
    return new Resources(this.load());
  }

  /** All of it or, when `work` throws, none of it: what Azure refuses must leave nothing behind. */
  change<T>(work: (resources: Resources) => T): T {
    const resources = this.read();
    const result = work(resources);
    this.save(resources);
    return result;
  }

  private load(): Readonly<Record<string, ArmResource>> {
    try {
      return JSON.parse(readFileSync(this.stateFile, "utf8")) as Readonly<Record<string, ArmResource>>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
      throw new Error(`the local Azure's state file ${this.stateFile} cannot be read: ${String(error)}`);
    }
  }

  private save(resources: Resources): void {
    mkdirSync(dirname(this.stateFile), { recursive: true });
    // A rename is atomic, a write is not: a killed process must not leave half a subscription.
    const unfinished = `${this.stateFile}.${process.pid}.tmp`;
    writeFileSync(unfinished, `${JSON.stringify(resources, null, 2)}\n`);
    renameSync(unfinished, this.stateFile);
  }
}

export class Resources {
  private readonly byId: Map<string, ArmResource>;

  constructor(resources: Readonly<Record<string, ArmResource>>) {
    this.byId = new Map(Object.entries(resources).map(([id, resource]) => [id.toLowerCase(), resource]));
  }

  get(id: string): ArmResource | undefined {
    return this.byId.get(id.toLowerCase());
  }

  put(resource: ArmResource): void {
    this.byId.set(resource.id.toLowerCase(), resource);
  }

  /** The resource and everything below it. */
  remove(id: string): void {
    for (const resource of this.below(id)) this.byId.delete(resource.id.toLowerCase());
    this.byId.delete(id.toLowerCase());
  }

  below(id: string): readonly ArmResource[] {
    return [...this.byId].filter(([key]) => key.startsWith(`${id.toLowerCase()}/`)).map(([, resource]) => resource);
  }

  ofType(type: string): readonly ArmResource[] {
    return [...this.byId.values()].filter((resource) => resource.type.toLowerCase() === type.toLowerCase());
  }

  toJSON(): Readonly<Record<string, ArmResource>> {
    return Object.fromEntries(this.byId);
  }
}
