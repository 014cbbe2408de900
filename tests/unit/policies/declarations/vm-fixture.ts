import type { VmDeclaration } from "#policies/declarations/index";

/** A VM as its provider's properties declare it, and as the pack is to see it. */
export interface VmFixture {
  /** As the tables have it. */
  readonly name: string;
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly expected: VmDeclaration;
}
