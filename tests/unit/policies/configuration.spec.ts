import assert from "node:assert/strict";
import { readConfiguration } from "#policies/configuration/index";
import { ruleNames } from "azure-kdump-policies/policies";
import { alma, encoded } from "../platforms";
import { judge, type Props, reported, runPack, urnOf } from "./harness";
import { hardened, images, spoiled, vm, writing } from "./vms";

const plain = vm();
const untilThen = { reason: "replaced in spring", expires: "2027-03-31" };
const ended = { reason: "replaced in autumn", expires: "2026-11-30" };

function exempting(urn: string, rules: readonly string[], term = untilThen) {
  return { configuration: { exemptions: [{ urn, rules, ...term }] } };
}

describe("the policy pack's configuration", () => {
  const wrong: readonly (readonly [what: string, given: unknown, key: string, reason: RegExp])[] = [
    ["a misspelled key", { exemption: [] }, "exemption", /no such key: use exemptions, images/],
    ["exemptions that are no list", { exemptions: {} }, "exemptions", /is not a list/],
    ["an exemption that is no object", { exemptions: ["x"] }, "exemptions[0]", /is not an object/],
    [
      "an exemption without a reason",
      { exemptions: [{ urn: "*", rules: ["panic-reboots"], expires: "2027-01-01" }] },
      "exemptions[0].reason",
      /is missing/,
    ],
    [
      "an exemption without an end",
      { exemptions: [{ urn: "*", rules: ["panic-reboots"], reason: "x" }] },
      "exemptions[0].expires",
      /is missing/,
    ],
    [
      "an end that is no day",
      { exemptions: [{ urn: "*", rules: ["panic-reboots"], reason: "x", expires: "2027-02-30" }] },
      "exemptions[0].expires",
      /"2027-02-30" is not a day/,
    ],
    [
      "a rule that does not exist",
      { exemptions: [{ urn: "*", rules: ["panic-reboot"], ...untilThen }] },
      "exemptions[0].rules[0]",
      /"panic-reboot" is no rule: use panic-reboots/,
    ],
    [
      "an exemption from nothing",
      { exemptions: [{ urn: "*", rules: [], ...untilThen }] },
      "exemptions[0].rules",
      /list/,
    ],
    [
      "an unknown release",
      { images: [{ image: "x", release: "debian-99" }] },
      "images[0].release",
      /none of .*debian-12/,
    ],
    [
      "a generation that does not exist",
      { images: [{ image: "x", release: "debian-12", generation: 3 }] },
      "images[0].generation",
      /none of 1, 2/,
    ],
    [
      "a golden image without an end",
      { goldenImages: [{ image: "x", release: "debian-12", reason: "built by us" }] },
      "goldenImages[0].expires",
      /is missing/,
    ],
    [
      "a golden image that is every image",
      { goldenImages: [{ image: "*:*", release: "debian-12", ...untilThen }] },
      "goldenImages[0].image",
      /"\*:\*" is every image/,
    ],
    [
      "an image that is every image",
      { images: [{ image: "*", release: "debian-12" }] },
      "images[0].image",
      /every image/,
    ],
    ["memory that is no number", { vmSizes: { Standard_X1: "16 GiB" } }, "vmSizes.Standard_X1", /whole number above 0/],
  ];
  for (const [what, given, key, reason] of wrong) {
    it(`names ${what} by its key`, () => {
      const { problems } = readConfiguration(given, ruleNames);
      assert.equal(problems[0]?.key, key);
      assert.match(problems[0].reason, reason);
    });
  }

  it("is said to be wrong once, of the stack, and what is right of it still holds", async () => {
    const configuration = {
      exemptions: [
        { urn: "*::vm", rules: ["panic-reboots"], ...untilThen },
        { urn: "*", rules: ["kdump-configured"], reason: "no end" },
      ],
    };
    const verdicts = await runPack([{ props: plain }], { configuration });
    assert.deepEqual(verdicts["stack"]?.["configuration"]?.violations, [
      "the pack's configuration is wrong: exemptions[1].expires: it is missing.",
    ]);
    assert.deepEqual(verdicts["vm"]?.["configuration"]?.violations, []);
    assert.deepEqual(verdicts["vm"]["panic-reboots"]?.violations, []);
    assert.equal(verdicts["vm"]["kdump-configured"]?.violations.length, 1);
  });

  it("takes nothing for an empty one", () => {
    assert.deepEqual(readConfiguration({}, ruleNames).problems, []);
  });

  describe("of panic-reboots", () => {
    const five = vm({ customData: hardened() });
    const cases: readonly (readonly [seconds: string, range: Props, rejected: boolean])[] = [
      ["the range's least", { minimumSeconds: 5, maximumSeconds: 60 }, false],
      ["the range's most", { minimumSeconds: 1, maximumSeconds: 5 }, false],
      ["less than the range", { minimumSeconds: 6, maximumSeconds: 60 }, true],
      ["more than the range", { minimumSeconds: 1, maximumSeconds: 4 }, true],
    ];
    for (const [what, range, rejected] of cases) {
      it(`${rejected ? "rejects" : "accepts"} ${what}`, async () => {
        const verdicts = await judge(five, { "panic-reboots": range });
        assert.deepEqual(reported(verdicts), rejected ? { "panic-reboots": 1 } : {});
      });
    }

    it("takes a negative value for an immediate reboot", async () => {
      const customData = writing("/etc/sysctl.d/9.conf", "kernel.panic = -7");
      const at = (minimumSeconds: number) => judge(vm({ customData }), { "panic-reboots": { minimumSeconds } });
      assert.deepEqual((await at(-1))["panic-reboots"]?.violations, []);
      assert.equal((await at(1))["panic-reboots"]?.violations.length, 1);
    });
  });

  it("demands a larger crashkernel than the vendor's where it is told so", async () => {
    const at = (minimumMiB: number) =>
      judge(vm({ customData: hardened() }), { "crashkernel-reserved": { minimumMiB } });
    assert.deepEqual(reported(await at(512)), {});
    assert.match((await at(513))["crashkernel-reserved"]?.violations[0] ?? "", /reserves 512 MiB of 8192 MiB/);
  });

  it("names the memory of a size that the pack does not know", async () => {
    const props = vm({ customData: hardened(), vmSize: "Standard_X9" });
    const unnamed = await judge(props);
    assert.match(unnamed["fully-judged"]?.violations[0] ?? "", /the memory of Standard_X9 is not known/);
    const named = { configuration: { vmSizes: { standard_x9: 1024 } } };
    assert.deepEqual(reported(await judge(props, named)), {});
    const demanding = { ...named, "crashkernel-reserved": { minimumMiB: 512 } };
    assert.deepEqual(reported(await judge(props, demanding)), { "crashkernel-reserved": 1 });
  });

  it("names the release of a custom image", async () => {
    const configuration = { images: [{ image: "/subscriptions/*/images/GOLDEN", release: "almalinux-9" }] };
    const on = (customData?: string) => judge(vm({ customData, image: images.golden }), { configuration });
    assert.deepEqual(reported(await on(hardened(alma))), {});
    assert.match((await on())["panic-reboots"]?.violations[0] ?? "", /the almalinux-9 image leaves it at 0/);
  });
});

describe("an exemption", () => {
  it("withholds its rule's violations from its resource, and says until when and why", async () => {
    const verdicts = await judge(plain, exempting("*VirtualMachine::vm", ["panic-reboots"]));
    assert.deepEqual(verdicts["panic-reboots"], {
      violations: [],
      notApplicable: "exempt until 2027-03-31: replaced in spring",
    });
    assert.equal(verdicts["kdump-configured"]?.violations.length, 1);
  });

  it("holds on its last day", async () => {
    const term = { reason: "today", expires: "2026-12-01" };
    const verdicts = await judge(plain, exempting("*", ["panic-reboots"], term));
    assert.deepEqual(verdicts["panic-reboots"]?.violations, []);
  });

  it("does not touch another resource, nor one whose name only begins so", async () => {
    for (const urn of [urnOf({ name: "v" }), "*::other", "vm"]) {
      const verdicts = await judge(plain, exempting(urn, ["panic-reboots"]));
      assert.equal(verdicts["panic-reboots"]?.violations.length, 1, urn);
    }
  });

  it("violates again once it has ended, and says so", async () => {
    const verdicts = await judge(plain, exempting("*", ["panic-reboots"], ended));
    assert.match(
      verdicts["panic-reboots"]?.violations[0] ?? "",
      /a panic hangs the VM for good \(its exemption ended on 2026-11-30: replaced in autumn\)\.\nTo mend it/,
    );
  });

  it("is reported where it withholds nothing", async () => {
    const config = exempting("*", ["panic-reboots"]);
    const needed = await runPack([{ props: plain }], config);
    assert.deepEqual(needed["stack"]?.["exemptions-needed"]?.violations, []);
    const unneeded = await runPack([{ props: vm({ customData: hardened() }) }], config);
    assert.deepEqual(unneeded["stack"]?.["exemptions-needed"]?.violations, [
      "the exemption of * from panic-reboots until 2027-03-31 withholds nothing: remove it.",
    ]);
  });

  it("of another stack is no business of this one", async () => {
    for (const [urn, count] of [
      ["urn:pulumi:prod::shop::*", 0],
      ["urn:pulumi:dev::bank::*::vm", 0],
      ["urn:pulumi:dev::shop::azure-native:compute:VirtualMachine::gone", 1],
      ["urn:pulumi:*::gone", 1],
    ] as const) {
      const verdicts = await runPack([], exempting(urn, ["panic-reboots"]));
      assert.equal(verdicts["stack"]?.["exemptions-needed"]?.violations.length, count, urn);
    }
  });

  it("covers what cannot be told, and the verification, by their policies' names", async () => {
    const props = vm({ customData: encoded("#cloud-config\n{}"), image: images.golden });
    const verdicts = await runPack([{ props }], exempting("*::vm", ["fully-judged", "guest-verified"]));
    assert.match(verdicts["vm"]?.["fully-judged"]?.notApplicable ?? "", /exempt until/);
    assert.deepEqual(verdicts["stack"]?.["guest-verified"]?.violations, []);
  });
});

describe("a golden image", () => {
  const image = { image: images.golden.id, release: "debian-12", ...untilThen };
  const configuration = { goldenImages: [image] };

  it("is trusted to carry the hardening itself", async () => {
    for (const customData of [undefined, encoded("#cloud-config\npackages: [nginx]\n")]) {
      const verdicts = await judge(vm({ customData, image: images.golden }), { configuration });
      assert.deepEqual(reported(verdicts), {});
    }
  });

  it("does not cover what its VM's customData undoes", async () => {
    const customData = encoded("#cloud-config\nruncmd: ['systemctl disable kdump-tools']\n");
    const verdicts = await judge(vm({ customData, image: images.golden }), { configuration });
    assert.deepEqual(reported(verdicts), { "kdump-configured": 1 });
  });

  it("is judged like any other of its release once the trust has ended, and that is said", async () => {
    const expired = { goldenImages: [{ ...image, expires: "2026-11-30" }] };
    const verdicts = await judge(vm({ image: images.golden }), { configuration: expired });
    assert.match(
      verdicts["panic-reboots"]?.violations[0] ?? "",
      /the debian-12 image leaves it at 0.* \(its image was trusted to be hardened until 2026-11-30\)/,
    );
  });
});

describe("a customData that undoes our own hardening", () => {
  it("is rejected by the rule that it breaks, and by no other", async () => {
    const props = vm({ customData: spoiled("echo kernel.panic=0 >/etc/sysctl.d/99-z.conf") });
    assert.deepEqual(reported(await judge(props)), { "panic-reboots": 1 });
  });
});
