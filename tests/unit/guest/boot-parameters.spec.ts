import assert from "node:assert/strict";
import { bootParameter } from "#crashdump/guest/command-line";
import { GuestState } from "#crashdump/guest/state";
import { anyText, fromOutside, imageText, isKnown, joinText } from "#crashdump/guest/text";
import type { Platform } from "azure-kdump-core";
import { alma, debian } from "../platforms";
import { open } from "./guests";

const [I, X] = [imageText, anyText];

describe("a parameter of the kernel's command line", () => {
  const valueOf = (text: string, name: string, platform: Platform) => {
    const state = new GuestState(platform);
    state.setBootArguments(text, "here");
    const found = bootParameter(state, name);
    if (found !== undefined) assert.equal(found.place, "here");
    return found === undefined ? undefined : (found.value ?? open);
  };
  /** [line, parameter, value on Debian, value on AlmaLinux where it is another] */
  const cases: readonly (readonly [text: string, name: string, onDebian: string | undefined, onAlma?: string])[] = [
    ["quiet panic=5", "panic", "5"],
    ["panic=5 panic=7", "panic", "7"],
    ["panic=5  \t panic=7 ", "panic", "7"],
    ["panic", "panic", ""],
    ["panic=", "panic", ""],
    ["xpanic=5", "panic", undefined],
    ["panics=5", "panic", undefined],
    ["panic=5 panic_on_oops=1", "panic", "5"],
    ["", "panic", undefined],
    [`panic=${I}`, "panic", open],
    [`panic=1${X}`, "panic", open],
    [X, "panic", open],
    [`${X} panic=5`, "panic", "5"],
    [`panic=5 ${X}`, "panic", open],
    [I, "panic", undefined],
    [`${I} panic=5`, "panic", "5"],
    [`panic=5 ${I}`, "panic", open],
    [`crashkernel=1G ${I}`, "crashkernel", "1G", open],
    [`${I} crashkernel=1G`, "crashkernel", "1G"],
    ["crashkernel=1G crashkernel=2G", "crashkernel", "2G"],
    ["crashkernel=1G crashkernel=128M,low", "crashkernel", "1G"],
    ["crashkernel=1G,high crashkernel=128M,low", "crashkernel", "1G,high"],
    ["crashkernel=128M,low crashkernel=1G,high", "crashkernel", "1G,high"],
    ["crashkernel=128M,low", "crashkernel", "128M,low"],
    ["crashkernel=64M,cma crashkernel=1G,high", "crashkernel", "1G,high"],
    ["crashkernel=1G,high crashkernel=512M", "crashkernel", "512M"],
    ["crashkernel=512M crashkernel=1G,high", "crashkernel", "512M"],
    ["xcrashkernel=1G", "crashkernel", "1G"],
    ["crashkernel=1G xcrashkernel=2G", "crashkernel", "2G"],
    ["crashkernel=1Gcrashkernel=2G", "crashkernel", "2G"],
    ["crashkernel", "crashkernel", ""],
  ];
  for (const [text, name, onDebian, onAlma = onDebian] of cases) {
    it(`${name} of ${JSON.stringify(text)}`, () => {
      assert.equal(valueOf(text, name, debian), onDebian);
      assert.equal(valueOf(text, name, alma), onAlma);
    });
  }
});

describe("either of two texts", () => {
  const guarded = (text: string) => text.includes("k");
  const cases: readonly (readonly [one: string, other: string, joined: string])[] = [
    ["a", "a", "a"],
    ["k", "k", "k"],
    ["a", "b", "a"],
    ["k", "b", X],
    ["b", "k", X],
    ["a\nk\nc", "a\nx\nc", `a\n${X}\nc`],
    ["a\nk", "a\nx", `a\n${X}`],
    ["k\nc", "x\nc", `${X}\nc`],
    ["a\nx\nc", "a\ny\nc", "a\nx\nc"],
    ["a\nc", "a\nk\nc", `a\n${X}\nc`],
    ["a\nk\nc", "a\nc", `a\n${X}\nc`],
    ["a\na", "a\na\na", "a\na"],
    ["k", "k\nk", `k\n${X}`],
    ["k\nk", "k", `k\n${X}`],
    ["", "k", X],
    ["k1\na\nk2", "k3\na\nk4", X],
  ];
  for (const [one, other, joined] of cases) {
    it(`${JSON.stringify(one)} or ${JSON.stringify(other)}`, () => assert.equal(joinText(one, other, guarded), joined));
  }

  it("is known where it has no gap, and none can be forged", () => {
    assert.deepEqual([isKnown("a"), isKnown(`a${I}`), isKnown(`${X}b`)], [true, false, false]);
    assert.equal(fromOutside(`a${I}b${X}${X}`), "a\ufffdb\ufffd\ufffd");
  });
});
