/** Thrown where a script asks for more work than any real one; interpret() turns it into an unread script. */
class LimitReached extends Error {}

/** The work that one script may cause: far above any script for a first boot, far below a second. */
export class Budget {
  #left = 500_000;

  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) throw new LimitReached();
  }
}

/** What comes later than this has nothing to do with a first boot. */
export const minutesOfADay = 24 * 60;

export const limits = {
  scriptLength: 256 * 1024,
  textLength: 64 * 1024,
  /** Scripts whose trees are kept for when they run again. */
  keptScripts: 50,
  keptScriptLength: 8 * 1024,
  /** Rounds of one loop. */
  iterations: 200,
  /** Functions, scripts and substitutions inside each other. */
  depth: 40,
} as const;
