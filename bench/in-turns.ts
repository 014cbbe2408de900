/** Seconds that each of two works took, round by round. */
export interface Times {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Does two works in turns, so that whatever else the machine does meets both alike; a round before these counts not. */
export async function inTurns(rounds: number, first: () => Promise<void>, second: () => Promise<void>): Promise<Times> {
  const times = { first: [] as number[], second: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const took = [await secondsOf(first), await secondsOf(second)] as const;
    if (round === 0) continue;
    times.first.push(took[0]);
    times.second.push(took[1]);
  }
  return times;
}

/** Medians: of both works, and of the ratio of each round. */
export function ratioOf({ first, second }: Times): {
  readonly first: number;
  readonly second: number;
  readonly ratio: number;
} {
  const ratios = first.map((seconds, round) => seconds / (second[round] ?? Number.NaN));
  return { first: median(first), second: median(second), ratio: median(ratios) };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
