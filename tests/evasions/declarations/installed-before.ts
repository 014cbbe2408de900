import type { Props } from "../../unit/policies/harness";
import { hardened, vm } from "../../unit/policies/vms";
import { customScript, type Declarations, olderVm, scaleSet, types, undo } from "./declaration";

const customData = hardened();
/** What Azure answers, and what a program may write. */
const marks = { requireGuestProvisionSignal: true, allowExtensionOperations: true, secrets: [] };

function dressed(profile: Props): Props {
  return { ...profile, osProfile: { ...(profile["osProfile"] as Props), ...marks } };
}

function dressedScaleSet(profile: Props = {}): Props {
  const props = scaleSet({}, profile);
  return { ...props, virtualMachineProfile: dressed(props["virtualMachineProfile"] as Props) };
}

const undoing = { extensionProfile: { extensions: [customScript({ commandToExecute: undo })] } };

/** VMs whose declaration need say nothing of what was installed: never passed over in silence. */
export const installedBefore: Declarations = {
  "a new scale set dressed as an imported one": {
    type: types.scaleSet,
    props: dressedScaleSet(),
    reports: ["fully-judged"],
    says: /read back from Azure/,
  },
  "a new scale set dressed as an imported one, that undoes it inside": {
    type: types.scaleSet,
    props: dressedScaleSet(undoing),
    reports: ["fully-judged", "kdump-configured"],
  },
  "a new VM dressed as an imported one": {
    props: dressed(vm({ osDisk: { managedDisk: { id: "/subscriptions/0/disks/os" } } })),
    reports: ["fully-judged"],
  },
  "a VM on a disk that exists already": {
    props: vm({ customData, image: {}, osDisk: { createOption: "ATTACH", osType: "Linux" } }),
    reports: ["fully-judged"],
  },
  "a VM on a copy of a disk": {
    props: vm({ customData, osDisk: { createOption: "Copy" } }),
    reports: ["fully-judged"],
  },
  "a VM on a disk that exists already, that undoes it inside": {
    type: types.scaleSet,
    props: scaleSet({ osDisk: { createOption: "Attach" } }, undoing),
    reports: ["fully-judged", "kdump-configured"],
  },
  "an older classic VM on a disk that exists already": {
    type: types.olderVm,
    props: olderVm({ customData }, { storageOsDisk: { name: "os", createOption: "attach", managedDiskId: "/x" } }),
    reports: ["fully-judged"],
  },
};
