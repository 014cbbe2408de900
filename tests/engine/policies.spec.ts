import assert from "node:assert/strict";
import type * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import { harden, toCustomData } from "azure-kdump-core";
import { debianByHand } from "../unit/crashdump/by-hand";
import { centos, debian, encoded, ubuntu } from "../unit/platforms";
import { enforced } from "./enforced";
import { notVerified } from "./messages";
import { TestAzure } from "./stack";
import { type Given, images, vms } from "./vms";

const centosHangs =
  "[mandatory] panic-reboots: kernel.panic is never set, and the centos-7 image leaves it at 0: a panic hangs the VM for good.";
const centosIsOld = "[advisory] release-supported: centos-7 is end of life since 2024-06-30.";

describe("the policy pack, on the real engine", function () {
  this.timeout(180_000);
  const azure = new TestAzure();
  before(() => azure.start());
  after(() => azure.stop());

  /** Every test has VMs of its own names, so that none is in another's way. */
  const deploy = (stack: string, operation: "preview" | "up", given: Readonly<Record<string, Given>>) =>
    enforced({ azure, stack, operation, program: vms(given) });

  const exists = (vm: string) => Object.keys(azure.resources).some((id) => id.includes(`/virtualmachines/${vm}`));

  it("rejects a plain VM at preview, with all that is wrong, and nothing is created", async () => {
    const { rejected, events } = await deploy("plain", "preview", {
      old: { image: images.centos },
      new: { image: images.ubuntu },
    });
    assert.match(rejected ?? "", /exit code 1:/);
    assert.deepEqual(events.said("old"), [notVerified, centosIsOld, centosHangs].sort());
    assert.deepEqual(events.said("new"), [
      notVerified,
      "[mandatory] crashkernel-reserved: nothing reserves memory for a capture kernel: a panic leaves no dump.",
      "[mandatory] kdump-configured: nothing installs kdump-tools, and the ubuntu-24.04 image lacks it: a panic leaves no dump.",
    ]);
    assert.deepEqual(azure.resources, {});
  });

  it("rejects a plain VM at up without a preview, before it is created", async () => {
    const { rejected, events } = await deploy("plain", "up", { unseen: { image: images.centos } });
    assert.match(rejected ?? "", /exit code 1:/);
    assert.deepEqual(events.said("unseen"), [centosIsOld, centosHangs]);
    assert.ok(!exists("unseen"));
  });

  it("rejects a VM whose customData only talks of hardening", async () => {
    const customData = encoded("#cloud-config\n# kernel.panic = 5; kdump; crashkernel=512M\nruncmd: [echo kdump]\n");
    const { rejected, events } = await deploy("talk", "preview", { talk: { customData, image: images.ubuntu } });
    assert.ok(rejected !== undefined);
    assert.deepEqual(namesOf(events.said("talk")), [
      "[advisory] guest-verified",
      "[mandatory] crashkernel-reserved",
      "[mandatory] kdump-configured",
    ]);
  });

  it("accepts VMs that somebody hardened by hand, or with azure-kdump-core", async () => {
    const { rejected, events } = await deploy("careful", "up", {
      careful: { customData: debianByHand(), image: images.ubuntu },
      core: { customData: toCustomData(harden(ubuntu)), image: images.ubuntu },
    });
    assert.equal(rejected, undefined);
    for (const vm of ["careful", "core"]) {
      assert.deepEqual(events.said(vm), [notVerified]);
      assert.ok(events.passed(vm).includes("panic-reboots"));
      assert.ok(exists(vm));
    }
  });

  it("says what is advisory, and does not block it", async () => {
    const customData = toCustomData(harden(debian));
    const { rejected, events } = await deploy("silent", "up", { silent: { customData, bootDiagnostics: false } });
    assert.equal(rejected, undefined);
    assert.deepEqual(events.said("silent"), [
      "[advisory] boot-diagnostics-on: boot diagnostics are off, so that a panic leaves no trace where the dump fails.",
      notVerified,
    ]);
    assert.ok(exists("silent"));
  });

  describe("of a customData that is a secret", () => {
    const password = "hunter2-of-the-database";
    const script = (hardening: string) => encoded(`#!/bin/sh\n${hardening}\nmysql --password=${password}\n`);

    async function judged(name: string, customData: string) {
      const outcome = await deploy(name, "up", { [name]: { customData: pulumi.secret(customData) } });
      for (const text of [outcome.output, outcome.rejected ?? ""]) {
        assert.ok(!text.includes(password));
        assert.ok(!text.includes(customData.slice(0, 40)));
      }
      return outcome;
    }

    it("judges what it holds, and lets nothing of it out", async () => {
      const { rejected, events } = await judged("leaky", script("echo kernel.panic=0 >/etc/sysctl.d/9.conf"));
      assert.ok(rejected !== undefined);
      assert.match(events.said("leaky").at(-1) ?? "", /^\[mandatory\] panic-reboots: kernel\.panic is 0 in /);
      assert.ok(!exists("leaky"));
    });

    it("accepts it when it hardens", async () => {
      const { rejected } = await judged("discreet", toCustomData(harden(debian), `#!/bin/sh\necho ${password}\n`));
      assert.equal(rejected, undefined);
      assert.ok(exists("discreet"));
    });
  });

  describe("of a customData that is known only once another resource exists", () => {
    const late = (customData: string) => (nic: network.NetworkInterface) => nic.id.apply(() => customData);

    it("says so once at preview, and neither passes nor fails it", async () => {
      const customData = late(encoded("#cloud-config\n{}"));
      const { rejected, events } = await deploy("late", "preview", { late: { customData, image: images.centos } });
      assert.equal(rejected, undefined);
      const [unknown = "", ...others] = events.said("late");
      assert.match(
        unknown,
        /^\[advisory\] fully-judged: can't run policy .*: osProfile\.customData is not known yet; what depends on it is judged when it is$/,
      );
      assert.deepEqual(others, [notVerified, centosIsOld]);
    });

    it("rejects it at up when it does not harden", async () => {
      const customData = late(encoded("#cloud-config\n{}"));
      const { rejected, events } = await deploy("late", "up", { late: { customData, image: images.centos } });
      assert.ok(rejected !== undefined);
      assert.deepEqual(events.said("late"), [centosIsOld, centosHangs]);
      assert.ok(!exists("late"));
    });

    it("accepts it at up when it hardens", async () => {
      const customData = late(toCustomData(harden(centos)));
      const { rejected, events } = await deploy("late", "up", { late: { customData, image: images.centos } });
      assert.equal(rejected, undefined);
      assert.deepEqual(events.said("late"), [notVerified, centosIsOld]);
      assert.ok(exists("late"));
    });
  });
});

function namesOf(messages: readonly string[]): readonly string[] {
  return messages.map((message) => message.split(":")[0] ?? "");
}
