import { deepStrictEqual } from "node:assert";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Guests } from "azure-kdump-sandbox/bin/guest/guests";

describe("the guests of a scale set", () => {
  it("are none, and whoever shows the end of an update can say why", async () => {
    const folder = path.join(tmpdir(), "azure-kdump-no-guests");
    const guests = new Guests(folder, true);
    const type = "Microsoft.Compute/virtualMachineScaleSets";
    await guests.boot({ id: "/set", name: "web-vmss", type, properties: {} }, undefined);
    deepStrictEqual(guests.withoutMachine, [
      { vm: "web-vmss", reason: "no guests run for the instances of a scale set" },
    ]);
    deepStrictEqual(existsSync(folder), false);
  });
});
