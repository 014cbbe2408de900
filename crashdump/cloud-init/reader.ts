import { Budget, LimitExceeded } from "./limits";
import type { Behaviour } from "./version";
import { readYaml, type YamlResult } from "./yaml/read";

/** A part, or a piece of one, that cannot be judged from the customData alone. */
export interface Opaque {
  readonly place: string;
  readonly reason: string;
  /** Whether all user-data is lost when the guest cannot read it either. */
  readonly losesAll: boolean;
}

/** A part that cloud-init leaves out, mostly with no more than a warning in its log. */
export interface Dropped {
  readonly place: string;
  readonly reason: string;
  /** It is well-formed, and by a rule or a patch nothing of it, or of what came before it, reaches a module. */
  readonly unmerged?: true;
}

/** What reading one customData needs to know and finds out on the way. */
export class Reader {
  readonly budget = new Budget();
  readonly opaque: Opaque[] = [];
  readonly dropped: Dropped[] = [];

  constructor(readonly behaviour: Behaviour) {}

  yaml(text: string): YamlResult {
    return readYaml(text, this.behaviour, this.budget);
  }

  report(opaque: Opaque): void {
    this.opaque.push(opaque);
  }

  drop(place: string, reason: string): void {
    this.dropped.push({ place, reason });
  }

  dropUnmerged(place: string, reason: string): void {
    this.dropped.push({ place, reason, unmerged: true });
  }

  /** Reports the place as opaque when reading it costs more than it may. */
  guard(place: string, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof LimitExceeded)) throw error;
      this.report({ place, reason: error.message, losesAll: false });
    }
  }
}
