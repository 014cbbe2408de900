import assert from "node:assert/strict";
import { assess, type Platform, type Rule, type Verdict } from "azure-kdump-core";
import { encoded } from "../platforms";
import { debianByHand } from "./by-hand";

/**
 * A customData, and all that one rule finds in it, each finding with what to write instead. A function where the product
 * makes the customData: in its test, not while tests are loaded.
 */
export type Judged = readonly [
  what: string,
  platform: Platform,
  customData: string | (() => string),
  ...found: Found[],
];

type Found = `${Verdict}: ${string} → ${string}`;

/** Defines a test for each case. */
export function judges(rule: Rule, subject: string, cases: readonly Judged[]): void {
  describe(`assess, of ${subject},`, () => {
    for (const [what, platform, customData, ...found] of cases) {
      it(`${found.length === 0 ? "finds nothing wrong with" : "names what is wrong with"} ${what}`, () => {
        const all = assess(platform, typeof customData === "function" ? customData() : customData);
        for (const { message, remedy } of all) assert.ok(message && remedy, "every finding says what to write instead");
        const findings = all.filter((finding) => finding.rule === rule);
        assert.deepEqual(
          findings.map(({ verdict, message, remedy }) => `${verdict}: ${message} → ${remedy}`),
          found,
        );
      });
    }
  });
}

export function config(value: Readonly<Record<string, unknown>>): string {
  return encoded(`#cloud-config\n${JSON.stringify(value)}`);
}

/** A multipart customData. */
export function parts(...all: readonly (readonly [subtype: string, content: string])[]): string {
  const bodies = all.map(([subtype, content]) => `--x\nContent-Type: text/${subtype}\n\n${content}`);
  return encoded(`MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${bodies.join("\n")}\n--x--\n`);
}

/** A cloud-config beside what a careful administrator wrote. */
export function withConfig(value: Readonly<Record<string, unknown>>): string {
  const script = Buffer.from(debianByHand(), "base64").toString();
  return parts(["cloud-config", `#cloud-config\n${JSON.stringify(value)}\n`], ["x-shellscript", script]);
}

/** The end of a script by hand, with a setting before it. */
export function sysctl(line: string): string {
  return `echo '${line}' >/etc/sysctl.d/99-x.conf\nreboot`;
}
