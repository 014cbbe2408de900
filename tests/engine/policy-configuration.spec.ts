import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { harden, toCustomData } from "azure-kdump-core";
import { debian } from "../unit/platforms";
import { enforced } from "./enforced";
import { debianHangs, notVerified, plainDebian } from "./messages";
import { TestAzure } from "./stack";
import { type Given, ownImage, vms } from "./vms";

type Config = Readonly<Record<string, unknown>>;

const plain: Given = {};
const hardened: Given = { customData: toCustomData(harden(debian)) };

describe("the policy pack's configuration, on the real engine", function () {
  this.timeout(180_000);
  const azure = new TestAzure();
  before(() => azure.start());
  after(() => azure.stop());

  const preview = (given: Readonly<Record<string, Given>>, config: Config) =>
    enforced({ azure, stack: "configured", operation: "preview", program: vms(given), config });

  describe("of levels", () => {
    it("disables a policy, and lowers another", async () => {
      const config = {
        "kdump-configured": "disabled",
        "crashkernel-reserved": "disabled",
        "guest-verified": "disabled",
        "panic-reboots": "advisory",
      };
      const { rejected, events } = await preview({ vm: plain }, config);
      assert.equal(rejected, undefined);
      assert.deepEqual(events.said("vm"), [`${debianHangs.replace("mandatory", "advisory")}.`]);
    });

    it("raises an advisory policy to mandatory, which then rejects", async () => {
      const silent = { ...hardened, bootDiagnostics: false };
      const { rejected, events } = await preview({ vm: silent }, { "boot-diagnostics-on": "mandatory" });
      assert.match(rejected ?? "", /exit code 1:/);
      assert.deepEqual(events.said("vm"), [
        notVerified,
        "[mandatory] boot-diagnostics-on: boot diagnostics are off, so that a panic leaves no trace where the dump fails.",
      ]);
    });

    it("rejects what cannot be told, where fully-judged is mandatory", async () => {
      const given = { vm: { ...plain, image: ownImage("web") } };
      assert.equal((await preview(given, {})).rejected, undefined);
      const { rejected, events } = await preview(given, { "fully-judged": "mandatory" });
      assert.match(rejected ?? "", /exit code 1:/);
      assert.match(events.said("vm").at(-1) ?? "", /^\[mandatory\] fully-judged: the image \S+\/web is not known/);
    });
  });

  describe("of a rule's own", () => {
    it("accepts what is within it", async () => {
      const config = {
        "panic-reboots": { minimumSeconds: 5, maximumSeconds: 5 },
        "crashkernel-reserved": { minimumMiB: 512 },
      };
      const { rejected, events } = await preview({ vm: hardened }, config);
      assert.equal(rejected, undefined);
      assert.deepEqual(events.said("vm"), [notVerified]);
    });

    it("rejects what is not", async () => {
      const config = { "panic-reboots": { minimumSeconds: 6 }, "crashkernel-reserved": { minimumMiB: 513 } };
      const { rejected, events } = await preview({ vm: hardened }, config);
      assert.match(rejected ?? "", /exit code 1:/);
      const [verified, crashkernel = "", panic] = events.said("vm");
      assert.equal(verified, notVerified);
      assert.match(
        crashkernel,
        /^\[mandatory\] crashkernel-reserved: .* reserves 512 MiB of 8192 MiB, and this pack demands 513\.$/,
      );
      assert.equal(panic, "[mandatory] panic-reboots: kernel.panic is 5, and this pack allows 6 to 300 seconds.");
    });

    it("goes with a level of its own", async () => {
      const config = { "panic-reboots": { enforcementLevel: "advisory", maximumSeconds: 4 } };
      const { rejected, events } = await preview({ vm: hardened }, config);
      assert.equal(rejected, undefined);
      assert.deepEqual(events.said("vm"), [
        notVerified,
        "[advisory] panic-reboots: kernel.panic is 5, and this pack allows at most 4 seconds.",
      ]);
    });
  });

  describe("of images and sizes", () => {
    const given = {
      mapped: { ...plain, image: ownImage("web") },
      golden: { ...plain, image: ownImage("golden") },
      large: { ...hardened, vmSize: "Standard_X9" },
    };

    it("is missed where it is not given, and says what to write", async () => {
      const { rejected, events } = await preview(given, {});
      assert.equal(rejected, undefined);
      for (const name of ["mapped", "golden"]) {
        assert.match(events.said(name).join(), /fully-judged: the image \S+ is not known/);
      }
      assert.match(events.said("large").join(), /fully-judged: crashkernel-reserved: the memory of Standard_X9 is not/);
    });

    it("tells the release of an image, trusts a golden one, and knows the memory of a size", async () => {
      const { rejected, events } = await preview(given, {
        "crashkernel-reserved": { minimumMiB: 512 },
        configuration: {
          images: [{ image: "/subscriptions/*/images/WEB", release: "debian-12" }],
          goldenImages: [
            {
              image: "/subscriptions/*/images/golden",
              release: "debian-12",
              reason: "crashed in its own pipeline",
              expires: "2099-12-31",
            },
          ],
          vmSizes: { Standard_X9: 2048 },
        },
      });
      assert.ok(rejected !== undefined);
      assert.deepEqual(events.said("mapped"), plainDebian);
      assert.deepEqual(events.said("golden"), [notVerified]);
      assert.match(events.said("large").at(-1) ?? "", /^\[mandatory\] crashkernel-reserved: .* of 2048 MiB/);
    });
  });

  describe("that is wrong", () => {
    const exemption = { urn: "*", rules: ["panic-reboots"], reason: "replaced in spring", expires: "2099-12-31" };

    it("is one error of the CLI that names the key, where its schema shows it", async () => {
      const config = { configuration: { exemptions: [{ ...exemption, rules: ["panic-reboot"] }] } };
      const { rejected, events } = await preview({ vm: plain }, config);
      assert.match(
        rejected ?? "",
        /error: validating policy config: azure-kdump \S+ {2}configuration: exemptions\.0\.rules\.0: exemptions\.0\.rules\.0 must be one of the following: "panic-reboots", /,
      );
      assert.deepEqual(events.policyMessages, []);
    });

    const ours: readonly (readonly [what: string, configuration: Config, says: RegExp])[] = [
      [
        "a day that no calendar has",
        { exemptions: [{ ...exemption, expires: "2099-02-30" }] },
        /: exemptions\[0\]\.expires: "2099-02-30" is not a day: write it as 2027-03-31\.$/,
      ],
      ["a misspelled key", { exemption: [exemption] }, /: exemption: there is no such key: use exemptions, images, /],
    ];
    for (const [what, configuration, says] of ours) {
      it(`is one error of the stack that names the key, for ${what}, and exempts nothing`, async () => {
        const { rejected, events } = await preview({ vm: plain }, { configuration });
        assert.ok(rejected !== undefined);
        const said = events.said("engine-test-configured");
        assert.equal(said.length, 1, rejected);
        assert.match(said[0] ?? "", /^\[mandatory\] configuration: the pack's configuration is wrong: /);
        assert.match(said[0] ?? "", says);
        assert.ok(events.said("vm").includes(`${debianHangs}.`));
      });
    }
  });

  describe("of a remediation", () => {
    it("turns on the boot diagnostics of the VM that is created, and keeps its secret one", async () => {
      const customData = toCustomData(harden(debian), "#!/bin/sh\necho hunter2\n");
      const program = vms({ mended: { customData: pulumi.secret(customData), bootDiagnostics: false } });
      const config = { "boot-diagnostics-on": "remediate" };
      const { rejected, events, output } = await enforced({ azure, stack: "mended", operation: "up", program, config });
      assert.equal(rejected, undefined);
      assert.deepEqual(events.remediations, ["boot-diagnostics-on: mended"]);
      assert.deepEqual(events.said("mended"), [notVerified]);
      const [, vm] = Object.entries(azure.resources).find(([id]) => id.includes("/virtualmachines/mended")) ?? [];
      assert.deepEqual((vm as { readonly properties: Config }).properties["diagnosticsProfile"], {
        bootDiagnostics: { enabled: true },
      });
      const state = path.join(azure.paths.backend, ".pulumi", "stacks", "engine-test", "mended.json");
      for (const text of [output, readFileSync(state, "utf8")]) assert.ok(!text.includes(customData.slice(-40)));
    });
  });
});
