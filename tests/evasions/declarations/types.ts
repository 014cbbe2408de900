import { hardened, vm } from "../../unit/policies/vms";
import { type Declarations, image, linuxVm, olderVm, scaleSet, types, unhardened } from "./declaration";

const customData = hardened();
const debian = image("Debian:debian-12:12-gen2");

const orchestrated = (osProfile: object | undefined) => ({
  platformFaultDomainCount: 1,
  ...(osProfile && {
    skuName: "Standard_D2s_v5",
    osProfile: { linuxConfiguration: { adminUsername: "azureuser" }, ...osProfile },
    sourceImageReference: debian,
    bootDiagnostics: {},
  }),
});

const olderScaleSet = (osProfile: object) => ({
  sku: { name: "Standard_D2s_v5", capacity: 2 },
  storageProfileImageReference: debian,
  storageProfileOsDisk: { createOption: "FromImage" },
  osProfile: { computerNamePrefix: "vm", adminUsername: "azureuser", ...osProfile },
  osProfileLinuxConfig: {},
  bootDiagnostics: { storageUri: "https://x/" },
});

/** Every way to spell an unhardened VM. */
export const typesNotHardened: Declarations = {
  "another API version": {
    type: "azure-native:compute/v20230901:VirtualMachine",
    props: vm(),
    reports: unhardened,
  },
  "a package made for one API version": {
    type: "azure-native_compute_v20240301:compute/v20240301:VirtualMachine",
    props: vm(),
    reports: unhardened,
  },
  "azure-native's former name": {
    type: "azure-nextgen:compute/latest:VirtualMachine",
    props: vm(),
    reports: unhardened,
  },
  "a uniform scale set": { type: types.scaleSet, props: scaleSet({}), reports: unhardened },
  "a flexible scale set with a profile": {
    type: types.scaleSet,
    props: scaleSet({}, {}, { orchestrationMode: "Flexible" }),
    reports: unhardened,
  },
  "an instance of a scale set": { type: types.instance, props: vm(), reports: unhardened },
  "the classic VM": { type: types.linuxVm, props: linuxVm(), reports: unhardened },
  "the classic VM in a package that a user generates": {
    type: "azurerm:index/linuxVirtualMachine:LinuxVirtualMachine",
    props: linuxVm(),
    reports: unhardened,
  },
  "the older classic VM": { type: types.olderVm, props: olderVm({}), reports: unhardened },
  "the classic scale set": {
    type: types.linuxScaleSet,
    props: { ...linuxVm(), size: undefined, sku: "Standard_D2s_v5" },
    reports: unhardened,
  },
  "the classic flexible scale set": { type: types.orchestrated, props: orchestrated({}), reports: unhardened },
  "the older classic scale set": { type: types.olderScaleSet, props: olderScaleSet({}), reports: unhardened },
  "a VM of a Terraform module": {
    type: "avm:tf:azurerm_linux_virtual_machine",
    props: { size: "Standard_D2s_v5" },
    reports: ["fully-judged"],
  },
  "a VM through azapi": {
    type: "azapi:index/resource:Resource",
    props: { type: "Microsoft.Compute/virtualMachines@2024-07-01", body: {} },
    reports: ["fully-judged"],
  },
  "a script through azapi": {
    type: "azapi:index/resourceAction:ResourceAction",
    props: { type: "Microsoft.Compute/virtualMachines@2024-07-01", action: "runCommand" },
    reports: ["fully-judged"],
  },
  "a cluster of OpenShift": {
    type: "azure-native:redhatopenshift:OpenShiftCluster",
    props: {},
    reports: ["fully-judged"],
  },
};

/** What has a VM's look, and is none; and a hardened one in each of those ways. */
export const typesHardened: Declarations = {
  "another API version": {
    type: "azure-native:compute/v20230901:VirtualMachine",
    props: vm({ customData }),
    reports: [],
  },
  "a uniform scale set": { type: types.scaleSet, props: scaleSet({ customData }), reports: [] },
  "an instance of a scale set, which has its set's boot diagnostics": {
    type: types.instance,
    props: { ...vm({ customData }), diagnosticsProfile: undefined },
    reports: [],
  },
  "the classic scale set": {
    type: types.linuxScaleSet,
    props: { ...linuxVm({ customData }), size: undefined, sku: "Standard_D2s_v5" },
    reports: [],
  },
  "the classic flexible scale set": { type: types.orchestrated, props: orchestrated({ customData }), reports: [] },
  "a flexible scale set that holds VMs declared elsewhere": {
    type: types.orchestrated,
    props: orchestrated(undefined),
    reports: [],
  },
  "an azure-native scale set that holds VMs declared elsewhere": {
    type: types.scaleSet,
    props: { orchestrationMode: "Flexible", platformFaultDomainCount: 1 },
    reports: [],
  },
  "the older classic scale set": {
    type: types.olderScaleSet,
    props: olderScaleSet({ customData }),
    reports: [],
  },
  "our own component, whose VM is a resource of its own": {
    type: "azure-kdump:index:HardenedVm",
    props: { release: "debian-12" },
    reports: [],
  },
  "somebody's component with a VM's name": { type: "acme:index:VirtualMachine", props: vm(), reports: [] },
  "a VM of Azure Stack HCI": { type: "azure-native:azurestackhci:VirtualMachine", props: vm(), reports: [] },
  "a VM of SCVMM": { type: "azure-native:scvmm:VirtualMachine", props: vm(), reports: [] },
  "SQL's side of a VM": { type: "azure-native:sqlvirtualmachine:SqlVirtualMachine", props: {}, reports: [] },
  "a machine that Arc manages": { type: "azure-native:hybridcompute:Machine", props: {}, reports: [] },
  "an image template": {
    type: "azure-native:virtualmachineimages:VirtualMachineImageTemplate",
    props: {},
    reports: [],
  },
  "a disk": { type: "azure-native:compute:Disk", props: { osType: "Linux" }, reports: [] },
};
