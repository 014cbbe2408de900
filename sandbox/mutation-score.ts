/** What Stryker reports of mutants, by file (github.com/stryker-mutator/mutation-testing-elements, the report's schema). */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

/** Of a part, how many mutants there are that count, and how many of them some test noticed. */
export interface MutationScore {
  readonly name: string;
  readonly mutants: number;
  readonly noticed: number;
}

/** A mutant that never ends is noticed; one that is ignored, or does not compile, does not count. */
export function scoreOf({ files }: MutationReport): Omit<MutationScore, "name"> {
  const all = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const noticed = all.filter((status) => status === "Killed" || status === "Timeout").length;
  return {
    noticed,
    mutants: noticed + all.filter((status) => status === "Survived" || status === "NoCoverage").length,
  };
}

export function sumOf(scores: readonly MutationScore[]): MutationScore {
  const sum = (of: "mutants" | "noticed") => scores.reduce((total, score) => total + score[of], 0);
  return { name: "all", mutants: sum("mutants"), noticed: sum("noticed") };
}

export function percent({ mutants, noticed }: MutationScore): string {
  return mutants === 0 ? "–" : `${((100 * noticed) / mutants).toFixed(1)} %`;
}
