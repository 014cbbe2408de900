import assert from "node:assert/strict";
import { parseKdumpConf, parseKdumpSysconfig, parseKdumpTools } from "azure-kdump-core";

const shellPieces = ["A=1\n", "A", '"', "$", "A=\\\n", "A = 1\n"];

const readers: readonly (readonly [string, (text: string) => unknown, readonly string[]])[] = [
  ["parseKdumpTools", (text) => parseKdumpTools(text), shellPieces],
  ["parseKdumpSysconfig", (text) => parseKdumpSysconfig(text), ["A=1\n"]],
  ["parseKdumpConf", (text) => parseKdumpConf(text, "el9"), ["path /x\n", "path", "#", " ", "\n"]],
];

/** What grows with the square of the text takes 256 times as long for 16 times the text; a busy machine stays far from it. */
describe("sixteen times the text", function () {
  this.timeout(60_000);

  for (const [name, read, pieces] of readers) {
    for (const piece of pieces) {
      it(`takes ${name} about sixteen times as long, where it is ${JSON.stringify(piece)} over and over`, () => {
        const growth = milliseconds(read, piece, 262_144) / milliseconds(read, piece, 16_384);
        assert.ok(growth < 100, `${growth} times`);
      });
    }
  }
});

/** The least of several: other processes and the garbage collector only ever add. */
function milliseconds(read: (text: string) => unknown, piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length));
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    read(text);
    return performance.now() - start;
  });
  return Math.min(...times);
}
