import assert from "node:assert/strict";
import { pathsIn, replaced, textOf } from "./paths";
import { vmOf } from "./declared";
import { unknownFor } from "./unknown";

/** What Azure answers for a VM, and what an import makes the VM's inputs of. */
const osProfile = {
  computerName: "web-0",
  adminUsername: "azureuser",
  allowExtensionOperations: true,
  requireGuestProvisionSignal: true,
  secrets: [],
  linuxConfiguration: { disablePasswordAuthentication: true, provisionVMAgent: true },
};
const osDisk = { createOption: "FromImage", osType: "Linux", managedDisk: { id: "/subscriptions/0/disks/os" } };
const instance = { osProfile, storageProfile: { osDisk } };

const imported = {
  "azure-native:compute:VirtualMachine": instance,
  "azure-native:compute:VirtualMachineScaleSetVM": instance,
  "azure-native:compute:VirtualMachineScaleSet": {
    virtualMachineProfile: {
      osProfile: { ...osProfile, computerNamePrefix: "web" },
      storageProfile: { osDisk: { createOption: "FromImage" } },
    },
  },
} as const;

const marks =
  /(?:^|\.)(?:osProfile|osProfile\.(?:allowExtensionOperations|requireGuestProvisionSignal|secrets)|storageProfile(?:\.osDisk(?:\.createOption|\.managedDisk(?:\.id)?)?)?)$/;

describe("a VM that an import read back from Azure", () => {
  for (const [type, props] of Object.entries(imported)) {
    const isScaleSet = type.endsWith("ScaleSet");

    it(`is known by what Azure answers for ${type}`, () => {
      assert.equal(vmOf(type, props).readBack, true);
    });

    it(`is not one with any of the marks missing or not known, as ${type}`, () => {
      const paths = pathsIn(props).filter((path) => marks.test(textOf(path)));
      assert.ok(paths.length >= 4);
      for (const path of paths.filter((path) => !isScaleSet || !textOf(path).includes("storageProfile"))) {
        for (const value of [undefined, 5, unknownFor(path.value)]) {
          assert.equal(vmOf(type, replaced(props, path, value)).readBack, false, textOf(path));
        }
      }
    });

    it(`is not one that declares customData or userData, as ${type}`, () => {
      const data = isScaleSet
        ? [
            ["virtualMachineProfile", "osProfile", "customData"],
            ["virtualMachineProfile", "userData"],
          ]
        : [["osProfile", "customData"], ["userData"]];
      for (const keys of data) {
        for (const value of ["", "eA==", 5, "[secret]"]) {
          assert.equal(vmOf(type, replaced(props, { keys }, value)).readBack, false, keys.join("."));
        }
      }
    });
  }

  it("is not one whose disk is attached: it would not have run customData", () => {
    const attached = { ...instance, storageProfile: { osDisk: { ...osDisk, createOption: "Attach" } } };
    assert.equal(vmOf("azure-native:compute:VirtualMachine", attached).readBack, false);
  });

  it("is not told from a program's by azurerm's properties", () => {
    const props = { __defaults: [], size: "Standard_D4s_v5", osDisk: { __defaults: [], name: "web-0-os" } };
    assert.equal(vmOf("azure:compute/linuxVirtualMachine:LinuxVirtualMachine", props).readBack, false);
  });
});
