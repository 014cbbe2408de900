import assert from "node:assert/strict";
import {
  assess,
  drillProofScript,
  drillScript,
  harden,
  type Platform,
  type Surroundings,
  verificationScript,
} from "azure-kdump-core";
import { platforms, titleOf } from "../platforms";
import { assessByHand, debianByHand, elByHand, on } from "./by-hand";
import { config } from "./judged";

const debian = on("debian-12");
const el9 = on("almalinux-9");
const withoutPanic = debianByHand([/echo 'kernel\.panic = 10'.*\n/, ""]);
const withoutReboot = elByHand(["reboot", ""]);

const image: Surroundings = { hardenedImage: true };
const scripts = (...contents: readonly string[]): Surroundings => ({
  laterScripts: contents.map((content, index) => ({ content, place: `script ${index + 1}` })),
});

type Case = readonly [
  what: string,
  platform: Platform,
  customData: string | undefined,
  surroundings: Surroundings,
  ...found: readonly RegExp[],
];

function judges(cases: readonly Case[]): void {
  for (const [what, platform, customData, surroundings, ...expected] of cases) {
    it(`${expected.length === 0 ? "leaves nothing wrong" : "is judged"}: ${what}`, () => {
      const found = assessByHand(platform, customData, surroundings).map(({ rule, message }) => `${rule}: ${message}`);
      assert.equal(found.length, expected.length, found.join("\n"));
      for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? "", pattern);
    });
  }
}

describe("an image that carries the hardening", () => {
  for (const platform of platforms) {
    it(`needs no customData on ${titleOf(platform)}`, () => assert.deepEqual(assess(platform, undefined, image), []));
  }

  const drill = { token: "by-hand", dumpPath: "/var/crash" };
  for (const platform of [debian, el9]) {
    const own = scripts(verificationScript(harden(platform), 900), drillScript(drill), drillProofScript(drill));
    it(`stays what it is under our own verification and drill, on ${titleOf(platform)}`, () =>
      assert.deepEqual(assess(platform, undefined, { ...image, ...own }), []));
  }

  judges([
    ["customData about something else", debian, config({ packages: ["nginx"] }), image],
    [
      "customData that takes it back",
      debian,
      config({ runcmd: ["echo kernel.panic=0 >/etc/sysctl.d/60-azure-kdump.conf"] }),
      image,
      /^panic-reboots: kernel\.panic is 0 in/,
    ],
    [
      "customData that takes the file back, where panic= is on the command line",
      debian,
      config({ runcmd: ["rm -f /etc/sysctl.d/60-azure-kdump.conf"] }),
      image,
    ],
    [
      "customData that masks kdump",
      el9,
      config({ runcmd: ["systemctl mask kdump"] }),
      image,
      /^kdump-configured: runcmd/,
    ],
    [
      "and is as it was for the next VM of it",
      debian,
      config({ runcmd: ["rm -f /etc/sysctl.d/60-azure-kdump.conf; echo kernel.panic=5 >/etc/sysctl.d/x.conf"] }),
      image,
    ],
    [
      "a script that takes it back later",
      debian,
      undefined,
      { ...image, ...scripts("echo kernel.panic=0 >/etc/sysctl.d/99-x.conf") },
      /^panic-reboots: kernel\.panic is 0 in .*99-x\.conf \(script 1\)/,
    ],
  ]);
});

describe("a script that runs when the first boots are over", () => {
  judges([
    ["about something else", debian, debianByHand(), scripts("echo hello >/opt/x")],
    [
      "that takes the setting back",
      debian,
      debianByHand(),
      scripts("echo kernel.panic=0 >/etc/sysctl.d/99-x.conf"),
      /^panic-reboots: kernel\.panic is 0 in .*99-x\.conf \(script 1\)/,
    ],
    [
      "that works on what another made",
      debian,
      debianByHand(),
      scripts("echo kernel.panic=0 >/opt/x", "cp /opt/x /etc/sysctl.d/99-x.conf"),
      /^panic-reboots: kernel\.panic is 0 in .*99-x\.conf \(script 2\)/,
    ],
    ["that takes it back until the next boot", debian, debianByHand(), scripts("sysctl -w kernel.panic=0")],
    ["that makes the setting", debian, withoutPanic, scripts("echo kernel.panic=10 >/etc/sysctl.d/60-x.conf")],
    [
      "that makes it until the next boot",
      debian,
      withoutPanic,
      scripts("sysctl -w kernel.panic=10"),
      /^panic-reboots: kernel\.panic is never set/,
    ],
    [
      "that masks kdump",
      el9,
      elByHand(),
      scripts("systemctl mask kdump"),
      /^kdump-configured: script 1 leaves kdump\.service masked/,
    ],
    [
      "that reboots, which nobody can count on",
      el9,
      withoutReboot,
      scripts("reboot"),
      /^crashkernel-reserved: .* nothing reboots the VM/,
    ],
    [
      "that reserves memory, and nothing reboots",
      el9,
      elByHand([/^.*crashkernel.*\n/m, ""]),
      scripts("grubby --update-kernel=ALL --args=crashkernel=512M"),
      /^crashkernel-reserved: .* nothing reboots the VM/,
    ],
  ]);
});
