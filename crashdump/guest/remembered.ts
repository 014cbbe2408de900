import { isDeepStrictEqual } from "node:util";
import { serialize } from "node:v8";

interface Kept<Answer> {
  readonly question: unknown;
  readonly bytes: Buffer;
  readonly answer: Answer;
}

/** The answers to the last few questions that were not alike. */
export class Remembered<Answer> {
  readonly #kept: Kept<Answer>[] = [];

  /** `most` is how many are kept. */
  constructor(private readonly most: number) {}

  /** The answer that the same question had before, or `find`'s. */
  answerTo(question: unknown, find: () => Answer): Answer {
    // Neither is enough: bytes know no classes, and equality no order of keys. JSON would take Infinity for null.
    const bytes = serialize(question);
    const known = this.#kept.find((kept) => kept.bytes.equals(bytes) && isDeepStrictEqual(kept.question, question));
    if (known !== undefined) return known.answer;
    const answer = find();
    if (this.#kept.unshift({ question, bytes, answer }) > this.most) this.#kept.pop();
    return answer;
  }
}
