import assert from "node:assert/strict";
import type { GuestState } from "#crashdump/guest/state";
import type { Platform } from "azure-kdump-core";
import { debian } from "../platforms";
import { guestAfter } from "./guests";

export type Question = (state: GuestState) => unknown;

/** A test for each script: the guest after it answers a question so. */
export function answers(
  question: Question,
  expected: unknown,
  scripts: readonly string[],
  platform: Platform = debian,
): void {
  for (const script of scripts) {
    it(`${script.replaceAll("\n", "\\n").slice(0, 150)}: ${String(expected)}`, () => {
      assert.deepEqual(question(guestAfter(script, platform)), expected);
    });
  }
}
