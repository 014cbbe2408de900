import { isDeepStrictEqual } from "node:util";
import { serialize } from "node:v8";

interface Kept<Answer> {
  readonly question: unknown;
  readonly answer: Answer;
}

/** The answers to the last few questions that were not alike. */
export class Remembered<Answer> {
  readonly #kept: Kept<Answer>[] = [];

  /** `most` is how many are kept. */
  constructor(private readonly most: number) {}

  /** The answer that the same question had before, or `find`'s. */
  answerTo(question: unknown, find: () => Answer): Answer {
    const known = this.#kept.find((kept) => isSame(kept.question, question));
    if (known !== undefined) return known.answer;
    const answer = find();
    if (this.#kept.unshift({ question, answer }) > this.most) this.#kept.pop();
    return answer;
  }
}

/** To the order of keys, which equality leaves out; bytes alone would not tell a date from a mapping. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other) && serialize(one).equals(serialize(other));
}
