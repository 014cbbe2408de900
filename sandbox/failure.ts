/** Something the user can put right. Its message is all they are shown: no stack trace follows. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
