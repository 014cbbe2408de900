import assert from "node:assert/strict";
import type { DrillResult } from "azure-kdump-sandbox/bin/guest/evidence/result";
import { timeline } from "azure-kdump-sandbox/bin/guest/evidence/timeline";
import { crash, hostile, moment, passed } from "./results";
import { textOf } from "./well-formed";

const neverBack: DrillResult = { ...passed, case: "hang", crash: crash.slice(0, 1) };

/** The bars' pieces, in order: what the guest was doing, and where on the picture. */
function pieces(svg: string): readonly { readonly state: string; readonly x: number; readonly end: number }[] {
  const found = svg.matchAll(/<rect class="([a-z]+)" x="([\d.]+)" y="44" width="([\d.]+)"/g);
  return [...found].map(([, state = "", x, width]) => ({ state, x: Number(x), end: Number(x) + Number(width) }));
}

describe("the timeline of a drill", () => {
  it("shows what the guest was doing from moment to moment, in proportion", () => {
    const states = pieces(timeline(passed)).map(({ state }) => state);
    const booted = ["firmware", "booting", "booting", "firmware", "booting", "configuring", "running"];
    assert.deepEqual(states, [...booted, "panicked", "capturing", "capturing", "saved", "firmware", "booting"]);
    const [panicked, capturing] = pieces(timeline(passed)).slice(booted.length);
    const scale = 620 / 95.3;
    assert.ok(Math.abs((panicked?.end ?? 0) - (24 + 1.4 * scale)) < 0.2);
    assert.ok(Math.abs((capturing?.end ?? 0) - (24 + 33.1 * scale)) < 0.2);
  });

  it("names every moment with its seconds", () => {
    const text = textOf(timeline(passed));
    for (const { label, seconds } of [...passed.arming, ...passed.crash]) {
      assert.ok(text.includes(`${seconds.toFixed(1)} s  ${label}`), label);
    }
  });

  it("leaves a guest that did not come back without an end", () => {
    assert.match(textOf(timeline(neverBack)), /nothing more was seen/);
    assert.doesNotMatch(textOf(timeline(passed)), /nothing more was seen/);
  });

  for (const [what, moments] of [
    ["no moment", []],
    ["one moment", [moment("panic", "panic", 0)]],
    ["moments at once", [moment("panic", "panic", 0), moment("ssh", "SSH answers", 0)]],
    ["a day", [moment("panic", "panic", 0), moment("ssh", "SSH answers", 86400)]],
  ] as const) {
    it(`can be drawn of ${what}`, () => {
      const svg = timeline({ ...passed, crash: moments });
      assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
      const [, height] = /height="([\d.]+)"/.exec(svg) ?? [];
      for (const [, y] of svg.matchAll(/<text [^>]*y="([\d.]+)"/g)) assert.ok(Number(y) < Number(height));
      textOf(svg);
    });
  }

  it("tells everything in words to whoever cannot see it", () => {
    const svg = timeline(passed, "one");
    assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="one-title one-desc"><title id="one-title">/);
    const description = /<desc id="one-desc">([^<]*)</.exec(svg)?.[1];
    assert.match(
      description ?? "",
      /^a panicked VM .*\. From power-on to armed: power on at 0\.0 s, .*SSH answers at 95\.3 s\.$/,
    );
    assert.match(timeline(hostile), /<desc [^>]*>[^<]*Seen instead: no SSH [^<]*; then nothing more\.</);
  });

  it("says passed or failed", () => {
    assert.match(timeline(passed), /class="heading good"[^>]*>debian-12, dump: passed</);
    assert.match(timeline(hostile), /class="heading bad"[^>]*>debian-12, lost-disk: failed</);
  });

  it("is well-formed whatever a guest said", () => {
    const text = textOf(timeline(hostile));
    assert.match(text, /38\.0 s {2}<script>alert\(2\)<\/script>/);
    assert.doesNotMatch(text, /alert\(1\)/); // The console's end is the page's.
  });

  it("needs nothing from elsewhere, and runs nothing", () => {
    for (const result of [passed, neverBack, hostile]) {
      assert.doesNotMatch(timeline(result), /<script|<image|href|url\(|@import|@font-face|\son\w+=/);
    }
    assert.match(timeline(passed), /@media\(prefers-color-scheme:dark\)/);
  });

  it("is the same for the same result", () => {
    assert.equal(timeline(structuredClone(passed)), timeline(passed));
  });
});
