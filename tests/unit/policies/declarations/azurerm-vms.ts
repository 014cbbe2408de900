import type { VmFixture } from "./vm-fixture";

const cloudConfig = "#cloud-config\n{}\n";
const customData = Buffer.from(cloudConfig).toString("base64");
const userData = Buffer.from("role=web\n").toString("base64");
const debian = { publisher: "Debian", offer: "debian-12", sku: "12-gen2", version: "latest" };
const windows = {
  publisher: "MicrosoftWindowsServer",
  offer: "WindowsServer",
  sku: "2022-datacenter",
  version: "latest",
};

const machine = {
  resourceGroupName: "web",
  adminUsername: "azureuser",
  adminSshKeys: [{ username: "azureuser", publicKey: "ssh-ed25519 AAAA" }],
  disablePasswordAuthentication: true,
  bootDiagnostics: {},
  customData,
  userData,
  osDisk: {
    caching: "ReadOnly",
    storageAccountType: "Standard_LRS",
    diskSizeGb: 64,
    diffDiskSettings: { option: "Local", placement: "CacheDisk" },
  },
  secureBootEnabled: true,
  vtpmEnabled: true,
  sourceImageReference: debian,
};

const expected = {
  os: "Linux",
  customData,
  userData,
  image: debian,
  osDiskAttached: undefined,
  vmSize: "Standard_D4ds_v5",
  osDiskGiB: 64,
  osDiskEphemeral: true,
  dataDisksGiB: undefined,
  diskController: undefined,
  securityType: "TrustedLaunch",
  secureBoot: true,
  bootDiagnostics: true,
  extensions: undefined,
  readBack: false,
  unknowns: [],
  secrets: [],
} as const;

const dataDisks = [
  { caching: "None", lun: 10, diskSizeGb: 128, storageAccountType: "Premium_LRS" },
  { caching: "None", lun: 11, diskSizeGb: 256, storageAccountType: "Premium_LRS" },
];

const extensions = [
  {
    name: "script",
    publisher: "Microsoft.Azure.Extensions",
    type: "CustomScript",
    typeHandlerVersion: "2.1",
    settings: '{"commandToExecute": "systemctl disable kdump"}',
  },
];

const script = {
  publisher: "Microsoft.Azure.Extensions",
  type: "CustomScript",
  script: "systemctl disable kdump",
  opaqueScript: false,
};

/** What the two oldest resources have and the others do not. */
const older = {
  userData: undefined,
  osDiskEphemeral: undefined,
  securityType: undefined,
  secureBoot: undefined,
  osDiskAttached: undefined,
} as const;

/** Each of azurerm's VM resources, with all that is read of it. */
export const azurermVmFixtures: readonly VmFixture[] = [
  {
    name: "azurerm_linux_virtual_machine",
    type: "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
    props: {
      ...machine,
      size: "Standard_D4ds_v5",
      diskControllerType: "NVMe",
      networkInterfaceIds: ["/subscriptions/0/nic"],
      galleryApplications: [{ versionId: "/subscriptions/0/applications/agent/versions/1" }],
    },
    expected: {
      ...expected,
      kind: "VM",
      diskController: "NVMe",
      extensions: [
        { publisher: "Microsoft.CPlat.Core", type: "VMApplicationManagerLinux", script: undefined, opaqueScript: true },
      ],
    },
  },
  {
    name: "azurerm_windows_virtual_machine",
    type: "azure:compute/windowsVirtualMachine:WindowsVirtualMachine",
    props: { ...machine, size: "Standard_D4ds_v5", sourceImageReference: windows, licenseType: "Windows_Server" },
    expected: { ...expected, kind: "VM", os: "Windows", image: windows },
  },
  {
    name: "azurerm_linux_virtual_machine_scale_set",
    type: "azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
    props: { ...machine, sku: "Standard_D4ds_v5", instances: 2, dataDisks, extensions },
    expected: { ...expected, kind: "scale set", dataDisksGiB: [128, 256], extensions: [script] },
  },
  {
    name: "azurerm_windows_virtual_machine_scale_set",
    type: "azure:compute/windowsVirtualMachineScaleSet:WindowsVirtualMachineScaleSet",
    props: { ...machine, sku: "Standard_D4ds_v5", instances: 2, sourceImageReference: windows },
    expected: { ...expected, kind: "scale set", os: "Windows", image: windows },
  },
  {
    name: "azurerm_orchestrated_virtual_machine_scale_set",
    type: "azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet",
    props: {
      resourceGroupName: "web",
      platformFaultDomainCount: 1,
      skuName: "Standard_D4ds_v5",
      instances: 2,
      osProfile: { customData, linuxConfiguration: { adminUsername: "azureuser", adminSshKeys: [] } },
      userDataBase64: userData,
      osDisk: machine.osDisk,
      sourceImageReference: debian,
      bootDiagnostics: { storageAccountUri: "https://dumps.blob.core.windows.net/" },
      dataDisks,
      extensions,
      licenseType: "None",
    },
    expected: {
      ...expected,
      kind: "scale set",
      dataDisksGiB: [128, 256],
      securityType: undefined,
      secureBoot: undefined,
      extensions: [script],
    },
  },
  {
    name: "azurerm_virtual_machine",
    type: "azure:compute/virtualMachine:VirtualMachine",
    props: {
      resourceGroupName: "web",
      vmSize: "Standard_DS2_v2",
      networkInterfaceIds: ["/subscriptions/0/nic"],
      osProfile: { computerName: "web-0", adminUsername: "azureuser", customData: cloudConfig },
      osProfileLinuxConfig: { disablePasswordAuthentication: true, sshKeys: [] },
      storageImageReference: debian,
      storageOsDisk: { name: "web-0-os", createOption: "FromImage", diskSizeGb: 64, osType: "Linux" },
      storageDataDisks: [{ name: "data", createOption: "Empty", lun: 0, diskSizeGb: 128 }],
      bootDiagnostics: { enabled: true, storageUri: "https://dumps.blob.core.windows.net/" },
      licenseType: "RHEL_BYOS",
    },
    expected: {
      ...expected,
      ...older,
      kind: "VM",
      osDiskAttached: false,
      vmSize: "Standard_DS2_v2",
      dataDisksGiB: [128],
    },
  },
  {
    name: "azurerm_virtual_machine_scale_set",
    type: "azure:compute/scaleSet:ScaleSet",
    props: {
      resourceGroupName: "web",
      sku: { name: "Standard_DS2_v2", capacity: 2 },
      upgradePolicyMode: "Manual",
      osProfile: { computerNamePrefix: "web", adminUsername: "azureuser", customData: cloudConfig },
      osProfileLinuxConfig: { disablePasswordAuthentication: true, sshKeys: [] },
      storageProfileImageReference: debian,
      storageProfileOsDisk: { createOption: "FromImage", caching: "ReadWrite", managedDiskType: "Standard_LRS" },
      storageProfileDataDisks: [{ createOption: "Empty", lun: 0, diskSizeGb: 128 }],
      bootDiagnostics: { storageUri: "https://dumps.blob.core.windows.net/" },
      extensions,
    },
    expected: {
      ...expected,
      ...older,
      kind: "scale set",
      vmSize: "Standard_DS2_v2",
      osDiskGiB: undefined,
      dataDisksGiB: [128],
      extensions: [script],
    },
  },
];
