import assert from "node:assert/strict";
import { kindOf } from "./declared";

const profile = { osProfile: { linuxConfiguration: {} } };

const types: Readonly<Record<string, readonly string[]>> = {
  vm: [
    "azure-native:compute:VirtualMachine",
    "azure-native:compute/v20240301:VirtualMachine",
    "azure-native:compute/v20160430preview:VirtualMachine",
    "azure-native_compute_v20240301:compute/v20240301:VirtualMachine",
    "azure-native_compute_v20240301:compute:VirtualMachine",
    "azure-nextgen:compute/latest:VirtualMachine",
    "azure-nextgen:compute/v20200601:VirtualMachine",
    "azure-native:compute/v20240301:VirtualMachineScaleSetVM",
    "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
    "azurerm:index/linuxVirtualMachine:LinuxVirtualMachine",
    "azurerm:index/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
    "azurerm:index/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet",
    "azurerm:index/virtualMachine:VirtualMachine",
    "azurerm:index/virtualMachineScaleSet:VirtualMachineScaleSet",
    "azurerm:index/windowsVirtualMachine:WindowsVirtualMachine",
  ],
  extension: [
    "azure-native:compute:VirtualMachineExtension",
    "azure-native:compute/v20240301:VirtualMachineScaleSetExtension",
    "azure-native:compute:VirtualMachineScaleSetVMExtension",
    "azure-native_compute_v20240301:compute/v20240301:VirtualMachineRunCommandByVirtualMachine",
    "azure-native:compute:VirtualMachineScaleSetVMRunCommand",
    "azure:compute/extension:Extension",
    "azure:compute/virtualMachineScaleSetExtension:VirtualMachineScaleSetExtension",
    "azure:compute/runCommand:RunCommand",
    "azurerm:index/virtualMachineExtension:VirtualMachineExtension",
    "azurerm:index/virtualMachineScaleSetExtension:VirtualMachineScaleSetExtension",
    "azurerm:index/virtualMachineRunCommand:VirtualMachineRunCommand",
  ],
  opaque: [
    "networks:tf:azurerm_linux_virtual_machine",
    "networks:tf:azurerm_virtual_machine_extension",
    "networks:tf:azurerm_kubernetes_cluster",
  ],
  nothing: [
    "networks:tf:azurerm_windows_virtual_machine",
    "networks:tf:azurerm_virtual_network",
    "networks:tf:constructor",
    "azure-native:compute:Disk",
    "azure-native:compute:AvailabilitySet",
    "azure-native:network:VirtualMachine",
    "azure-native:hybridcompute:MachineExtension",
    "azure-native:connectedvmwarevsphere:VirtualMachine",
    "azure-native:constructor:constructor",
    "azure-native:compute:constructor",
    "azure:mssql/virtualMachine:VirtualMachine",
    "azure:compute/managedDisk:ManagedDisk",
    "azurerm:index/constructor:Constructor",
    "azurerm:index/toString:ToString",
    "aws:ec2/instance:Instance",
    "azure-kdump:index:HardenedVm",
    "pulumi:pulumi:Stack",
    "pulumi:providers:azure-native",
    "",
    "::",
  ],
};

describe("a resource's type", () => {
  for (const [kind, tokens] of Object.entries(types)) {
    for (const token of tokens) {
      it(`${token} is of ${kind}`, () => {
        assert.equal(kindOf(token, profile) ?? "nothing", kind);
      });
    }
  }
});
