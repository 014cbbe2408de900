/** What is wrong with one line of a configuration file. */
export interface ConfigurationProblem {
  /** From 1. */
  readonly line: number;
  /** Directive or variable, as written. */
  readonly name: string;
  readonly message: string;
  readonly remedy: string;
}
