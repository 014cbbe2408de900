import { azureNativeVms, type ReadVm } from "./azure-native";
import { azurermVms } from "./azurerm";
import { azurermOlderVms } from "./azurerm-older";
import type { ExtensionDeclaration } from "./declaration";
import { extensionOf, runCommandOf } from "./extensions";
import { azureNativeWays, type OtherWay, terraformWays } from "./other-ways";
import type { Properties } from "./properties";
import type { Named } from "./type-token";

/** The types of one provider, by the names of type-token.ts, and how each is read. */
export interface Tables {
  readonly vms: Readonly<Record<string, ReadVm>>;
  readonly extensions: Readonly<Record<string, (props: Properties) => ExtensionDeclaration | undefined>>;
  readonly otherWays: Readonly<Record<string, OtherWay>>;
}

/** Every type that is read. */
export const tables: Readonly<Record<Named["provider"], Tables>> = {
  "azure-native": {
    vms: azureNativeVms,
    extensions: {
      "compute:VirtualMachineExtension": extensionOf,
      "compute:VirtualMachineScaleSetExtension": extensionOf,
      "compute:VirtualMachineScaleSetVMExtension": extensionOf,
      "compute:VirtualMachineRunCommandByVirtualMachine": runCommandOf,
      "compute:VirtualMachineScaleSetVMRunCommand": runCommandOf,
    },
    otherWays: azureNativeWays,
  },
  terraform: {
    vms: { ...azurermVms, ...azurermOlderVms },
    extensions: {
      azurerm_virtual_machine_extension: extensionOf,
      azurerm_virtual_machine_scale_set_extension: extensionOf,
      azurerm_virtual_machine_run_command: runCommandOf,
    },
    otherWays: terraformWays,
  },
};
