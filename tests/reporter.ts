import Mocha from "mocha";

/** Mocha's own report, and as the very last line the counts in the form that CI reads. */
class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}`);
    });
  }
}

// Mocha requires a reporter and takes what it gets for the class.
export = Reporter;
