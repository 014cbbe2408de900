import assert from "node:assert/strict";
import { harden, toCustomData } from "azure-kdump-core";
import { debian } from "../unit/platforms";
import { enforced } from "./enforced";
import { debianHangs, notVerified, plainDebian } from "./messages";
import { TestAzure, vmType } from "./stack";
import { type Given, vms } from "./vms";

const plain: Given = {};
const hardened: Given = { customData: toCustomData(harden(debian)) };

describe("an exemption from the policy pack, on the real engine,", function () {
  this.timeout(180_000);
  const azure = new TestAzure();
  before(() => azure.start());
  after(() => azure.stop());

  const preview = (given: Readonly<Record<string, Given>>, config: Readonly<Record<string, unknown>>) =>
    enforced({ azure, stack: "exempt", operation: "preview", program: vms(given), config });

  const urnOf = (vm: string) => `urn:pulumi:exempt::engine-test::${vmType}::${vm}`;
  const rules = ["panic-reboots", "kdump-configured", "crashkernel-reserved"];
  /** Last days by VM. */
  const exempting = (expiries: Readonly<Record<string, string>>) => ({
    configuration: {
      exemptions: Object.entries(expiries).map(([vm, expires]) => ({
        urn: urnOf(vm),
        rules,
        reason: "replaced in spring",
        expires,
      })),
    },
  });

  it("lets the VM through: the rules do not apply to it, so that it neither passes nor fails them", async () => {
    const { rejected, events } = await preview({ vm: plain }, exempting({ vm: "2099-12-31" }));
    assert.equal(rejected, undefined);
    assert.deepEqual(events.said("vm"), [notVerified]);
    assert.ok(!events.passed("vm").includes("panic-reboots"));
    assert.ok(events.passed("vm").includes("no-driver-excluded"));
  });

  it("has no force for another VM, nor once its day is past, and then the message says so", async () => {
    const given = { exempt: plain, past: plain, other: plain };
    const { rejected, events } = await preview(given, exempting({ exempt: "2099-12-31", past: "2024-12-31" }));
    assert.match(rejected ?? "", /exit code 1:/);
    assert.deepEqual(events.said("exempt"), [notVerified]);
    assert.equal(events.said("past").at(-1), `${debianHangs} (its exemption ended on 2024-12-31: replaced in spring).`);
    assert.deepEqual(events.said("other"), plainDebian);
  });

  it("is reported where nothing needs it", async () => {
    const { rejected, events } = await preview({ vm: hardened }, exempting({ vm: "2099-12-31" }));
    assert.equal(rejected, undefined);
    assert.deepEqual(events.said("engine-test-exempt"), [
      `[advisory] exemptions-needed: the exemption of ${urnOf("vm")} from ${rules.join(", ")} until 2099-12-31 withholds nothing: remove it.`,
    ]);
  });
});
