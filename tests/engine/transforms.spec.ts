import assert from "node:assert/strict";
import type { ResourceTransform } from "@pulumi/pulumi";
import { HardenedVm } from "azure-kdump";
import { TestAzure, unverifiedVm } from "./stack";

/** What no argument of the component says, by the child that it is said of. */
const examples: readonly Example[] = [
  {
    name: "web-vm",
    says: "the VM's licence",
    props: { licenseType: "RHEL_BYOS" },
    stored: /"licenseType":"RHEL_BYOS"/,
    found: "/virtualmachines/web-vm",
  },
  {
    name: "web-nic",
    says: "forwarding by its network interface",
    props: { enableIPForwarding: true },
    stored: /"enableIPForwarding":true/,
    found: "/networkinterfaces/web-nic",
  },
  {
    name: "web-ip",
    says: "the patience of its public address",
    props: { idleTimeoutInMinutes: 15 },
    stored: /"idleTimeoutInMinutes":15/,
    found: "/publicipaddresses/web-ip",
  },
  {
    name: "web-nsg",
    says: "that its security group drops old connections",
    props: { flushConnection: true },
    stored: /"flushConnection":true/,
    found: "/networksecuritygroups/web-nsg",
  },
  {
    name: "web-dumps",
    says: "the name of its dump disk",
    props: { diskName: "crash-dumps" },
    stored: /"name":"crash-dumps"/,
    found: "/disks/crash-dumps",
  },
  {
    name: "web-disk-data",
    says: "bursts of its data disk",
    props: { burstingEnabled: true },
    stored: /"burstingEnabled":true/,
    found: "/disks/web-disk-data",
  },
];

interface Example {
  readonly name: string;
  readonly says: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly stored: RegExp;
  readonly found: string;
}

describe("a transform of a HardenedVm", function () {
  this.timeout(120_000);
  const azure = new TestAzure();
  let stored: Readonly<Record<string, unknown>> = {};

  before(async () => {
    await azure.start();
    const transform: ResourceTransform = ({ name, props, opts }) => {
      const example = examples.find((candidate) => candidate.name === name);
      return example === undefined ? undefined : { props: { ...(props as object), ...example.props }, opts };
    };
    const stack = await azure.stack("transforms", () => {
      const dataDisks = [{ name: "data", lun: 1, sizeGiB: 1024, sku: "Premium_LRS" as const }];
      new HardenedVm(
        "web",
        { ...unverifiedVm(), publicIp: true, dumpDisk: {}, dataDisks },
        { transforms: [transform] },
      );
      return Promise.resolve({});
    });
    await stack.up();
    stored = azure.resources;
  });
  after(() => azure.stop());

  for (const { says, stored: expected, found } of examples) {
    it(`says ${says}`, () => {
      const [, resource] = Object.entries(stored).find(([id]) => id.includes(found)) ?? assert.fail(`no ${found}`);
      assert.match(JSON.stringify(resource), expected);
    });
  }
});
