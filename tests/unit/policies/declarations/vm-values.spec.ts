import assert from "node:assert/strict";
import { declarationOf, notKnown, type VmDeclaration } from "#policies/declarations/index";
import { vmOf } from "./declared";
import { unknown } from "./unknown";

type Props = Readonly<Record<string, unknown>>;

const native = "azure-native:compute:VirtualMachine";
const scaleSet = "azure-native:compute:VirtualMachineScaleSet";
const linux = "azure:compute/linuxVirtualMachine:LinuxVirtualMachine";
const linuxScaleSet = "azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet";
const orchestrated = "azure:compute/orchestratedVirtualMachineScaleSet:OrchestratedVirtualMachineScaleSet";
const legacy = "azure:compute/virtualMachine:VirtualMachine";
const legacyScaleSet = "azure:compute/scaleSet:ScaleSet";

const encoded = Buffer.from("#cloud-config\n{}\n").toString("base64");
const disk = (osDisk: unknown) => ({ storageProfile: { osDisk } });
const image = (imageReference: unknown) => ({ storageProfile: { imageReference } });
const ubuntu = { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server" };

/** type, properties, and what of the VM follows from them. */
const cases: Readonly<Record<string, readonly [string, Props, Partial<VmDeclaration>]>> = {
  "an azure-native VM without properties": [
    native,
    {},
    {
      kind: "VM",
      os: "unknown",
      customData: undefined,
      image: undefined,
      osDiskAttached: undefined,
      dataDisksGiB: undefined,
      extensions: undefined,
      bootDiagnostics: undefined,
      readBack: false,
      unknowns: [],
    },
  ],
  "an azurerm VM without properties": [
    linux,
    {},
    { os: "Linux", customData: undefined, image: undefined, bootDiagnostics: undefined, securityType: undefined },
  ],
  "an image by its id": [native, image({ id: "/images/golden" }), { image: { id: "/images/golden" } }],
  "an image of a shared gallery": [
    native,
    image({ sharedGalleryImageId: "/SharedGalleries/g/Images/i" }),
    { image: { id: "/SharedGalleries/g/Images/i" } },
  ],
  "an image of the community": [
    native,
    image({ communityGalleryImageId: "/CommunityGalleries/g/Images/i" }),
    { image: { id: "/CommunityGalleries/g/Images/i" } },
  ],
  "a VHD as an image": [
    native,
    disk({ createOption: "FromImage", image: { uri: "https://x/golden.vhd" } }),
    { image: { id: "https://x/golden.vhd" }, osDiskAttached: false },
  ],
  "an image whose publisher is not known": [
    native,
    image({ ...ubuntu, publisher: unknown.text }),
    { image: notKnown, unknowns: ["storageProfile.imageReference.publisher"] },
  ],
  "an image whose version alone is not known": [
    native,
    image({ ...ubuntu, version: unknown.text }),
    { image: ubuntu, os: "Linux", unknowns: ["storageProfile.imageReference.version"] },
  ],
  "an image by its id, whatever names stand beside it": [
    native,
    image({ ...ubuntu, id: "/images/golden" }),
    { image: { id: "/images/golden" } },
  ],
  "an image of the community, whatever names stand beside it": [
    native,
    image({ ...ubuntu, communityGalleryImageId: "/CommunityGalleries/g/Images/i" }),
    { image: { id: "/CommunityGalleries/g/Images/i" } },
  ],
  "an image with an empty id": [native, image({ ...ubuntu, id: "" }), { image: ubuntu, os: "Linux" }],
  "a VHD, whatever image is named beside it": [
    native,
    { storageProfile: { imageReference: ubuntu, osDisk: { image: { uri: "https://x/golden.vhd" } } } },
    { image: { id: "https://x/golden.vhd" } },
  ],
  "an azurerm image by its id": [linux, { sourceImageId: "/images/golden" }, { image: { id: "/images/golden" } }],
  "an empty azurerm image id": [linux, { sourceImageId: "", sourceImageReference: ubuntu }, { image: ubuntu }],
  "a legacy VM's VHD": [
    legacy,
    { storageOsDisk: { imageUri: "https://x/golden.vhd" } },
    { image: { id: "https://x/golden.vhd" } },
  ],
  "a legacy scale set's VHD": [
    legacyScaleSet,
    { storageProfileOsDisk: { image: "https://x/golden.vhd" } },
    { image: { id: "https://x/golden.vhd" } },
  ],

  "an attached OS disk": [native, disk({ createOption: "Attach" }), { osDiskAttached: true }],
  "an attached OS disk, written otherwise": [native, disk({ createOption: "attach" }), { osDiskAttached: true }],
  "a copied OS disk": [native, disk({ createOption: "Copy" }), { osDiskAttached: true }],
  "a restored OS disk": [native, disk({ createOption: "Restore" }), { osDiskAttached: true }],
  "an OS disk of an image": [native, disk({ createOption: "FromImage" }), { osDiskAttached: false }],
  "azurerm's attached OS disk": [linux, { osManagedDiskId: "/disks/os" }, { osDiskAttached: true }],
  "azurerm's attached OS disk that is not known": [
    linux,
    { osManagedDiskId: unknown.text },
    { osDiskAttached: notKnown, unknowns: ["osManagedDiskId"] },
  ],
  "an empty osManagedDiskId": [linux, { osManagedDiskId: "" }, { osDiskAttached: undefined }],
  "a legacy VM's attached OS disk": [
    legacy,
    { storageOsDisk: { createOption: "attach", managedDiskId: "/disks/os" } },
    { osDiskAttached: true },
  ],

  "an OS disk that is not ephemeral": [native, disk({ managedDisk: {} }), { osDiskEphemeral: undefined }],
  "data disks without a size": [native, { storageProfile: { dataDisks: [{ lun: 0 }] } }, { dataDisksGiB: [] }],
  "a data disk on its way out": [
    native,
    { storageProfile: { dataDisks: [{ diskSizeGB: 8, toBeDetached: true }, { diskSizeGB: 16 }] } },
    { dataDisksGiB: [16] },
  ],
  "one data disk whose size is not known": [
    native,
    { storageProfile: { dataDisks: [{ diskSizeGB: 8 }, { diskSizeGB: unknown.number }] } },
    { dataDisksGiB: notKnown, unknowns: ["storageProfile.dataDisks[1].diskSizeGB"] },
  ],
  "a disk controller in another case": [
    native,
    { storageProfile: { diskControllerType: "nvme" } },
    { diskController: "NVMe" },
  ],
  "a disk controller that there is not": [
    native,
    { storageProfile: { diskControllerType: "IDE" } },
    { diskController: undefined },
  ],

  "a security type in another case": [
    native,
    { securityProfile: { securityType: "confidentialvm" } },
    { securityType: "ConfidentialVM" },
  ],
  "azurerm with a vTPM alone": [linux, { vtpmEnabled: true }, { securityType: "TrustedLaunch", secureBoot: undefined }],
  "azurerm with neither": [linux, { vtpmEnabled: false, secureBootEnabled: false }, { securityType: undefined }],
  "azurerm's confidential VM": [
    linux,
    { vtpmEnabled: true, osDisk: { securityEncryptionType: "VMGuestStateOnly" } },
    { securityType: "ConfidentialVM" },
  ],
  "azurerm's confidential scale set": [
    linuxScaleSet,
    { osDisk: { securityEncryptionType: "DiskWithVMGuestState" } },
    { securityType: "ConfidentialVM" },
  ],
  "azurerm whose vTPM is not known": [linux, { vtpmEnabled: unknown.boolean }, { securityType: notKnown }],

  "boot diagnostics switched off": [
    native,
    { diagnosticsProfile: { bootDiagnostics: { enabled: false } } },
    { bootDiagnostics: false },
  ],
  "boot diagnostics that do not say so": [
    native,
    { diagnosticsProfile: { bootDiagnostics: { storageUri: "https://x/" } } },
    { bootDiagnostics: undefined },
  ],
  "a legacy VM's boot diagnostics switched off": [
    legacy,
    { bootDiagnostics: { enabled: false, storageUri: "https://x/" } },
    { bootDiagnostics: false },
  ],
  "a legacy scale set's boot diagnostics switched off": [
    legacyScaleSet,
    { bootDiagnostics: { enabled: false, storageUri: "https://x/" } },
    { bootDiagnostics: false },
  ],

  "a scale set of one size of a mix": [
    scaleSet,
    {
      sku: { name: "Mix" },
      skuProfile: { vmSizes: [{ name: "Standard_D4s_v5" }] },
      virtualMachineProfile: {},
    },
    { vmSize: "Standard_D4s_v5" },
  ],
  "a scale set of several sizes": [
    scaleSet,
    {
      sku: { name: "mix" },
      skuProfile: { vmSizes: [{ name: "a" }, { name: "b" }, { name: unknown.text }] },
      virtualMachineProfile: {},
    },
    { vmSize: "a", otherVmSizes: ["b"], unknowns: ["skuProfile.vmSizes[2].name"] },
  ],
  "a scale set of a mix that is not known": [
    scaleSet,
    { sku: { name: "Mix" }, skuProfile: unknown.object, virtualMachineProfile: {} },
    { vmSize: notKnown, unknowns: ["skuProfile"] },
  ],
  "azurerm's scale set of several sizes": [
    orchestrated,
    { skuName: "Mix", skuProfile: { allocationStrategy: "LowestPrice", vmSizes: ["a", "b"] } },
    { vmSize: "a", otherVmSizes: ["b"] },
  ],
  "a scale set whose profile is not known": [
    scaleSet,
    { virtualMachineProfile: unknown.object },
    { os: "unknown", customData: notKnown, image: notKnown, unknowns: ["virtualMachineProfile"] },
  ],
  "azurerm's flexible scale set with an osProfile alone": [
    orchestrated,
    { osProfile: { linuxConfiguration: {} } },
    { kind: "scale set", os: "Linux", vmSize: undefined },
  ],

  "a legacy VM's customData as text": [
    legacy,
    { osProfile: { customData: "#cloud-config\n{}\n" } },
    { customData: encoded },
  ],
  "a legacy VM's customData in base64 already": [
    legacy,
    { osProfile: { customData: encoded } },
    { customData: encoded },
  ],
  "a legacy VM's customData in base64 of several lines": [
    legacy,
    { osProfile: { customData: `${encoded.slice(0, 10)}\r\n${encoded.slice(10)}\n` } },
    { customData: `${encoded.slice(0, 10)}\r\n${encoded.slice(10)}\n` },
  ],
  "a legacy scale set's customData as text": [
    legacyScaleSet,
    { osProfile: { customData: "#cloud-config\n{}\n" } },
    { customData: encoded },
  ],
  "azurerm's empty customData": [
    linux,
    { customData: "", userData: "" },
    { customData: undefined, userData: undefined },
  ],
  "azure-native's empty customData": [native, { osProfile: { customData: "" } }, { customData: "" }],
  "an osProfile that is not known": [
    native,
    { osProfile: unknown.object },
    { customData: notKnown, os: "unknown", unknowns: ["osProfile"] },
  ],

  "azurerm's VM applications": [linuxScaleSet, { galleryApplications: [] }, { extensions: undefined }],
  "a scale set whose extension is for Windows": [
    linuxScaleSet,
    { extensions: [{ publisher: "Microsoft.Compute", type: "CustomScriptExtension" }] },
    { extensions: [] },
  ],
  "disk encryption switched on in the OS disk": [
    native,
    disk({ encryptionSettings: { enabled: true } }),
    {
      extensions: [
        {
          publisher: "Microsoft.Azure.Security",
          type: "AzureDiskEncryptionForLinux",
          script: undefined,
          opaqueScript: false,
        },
      ],
    },
  ],
  "disk encryption by a key alone": [
    native,
    disk({ encryptionSettings: { diskEncryptionKey: { secretUrl: "https://x", sourceVault: { id: "/x" } } } }),
    {
      extensions: [
        {
          publisher: "Microsoft.Azure.Security",
          type: "AzureDiskEncryptionForLinux",
          script: undefined,
          opaqueScript: false,
        },
      ],
    },
  ],
  "extensions beside VM applications that are not known": [
    linuxScaleSet,
    { galleryApplications: unknown.array, extensions: [{ publisher: "Acme", type: "Agent" }] },
    {
      extensions: [{ publisher: "Acme", type: "Agent", script: undefined, opaqueScript: false }],
      unknowns: ["galleryApplications"],
    },
  ],
  "VM applications that are not known, alone": [
    linuxScaleSet,
    { galleryApplications: unknown.array },
    { extensions: notKnown, unknowns: ["galleryApplications"] },
  ],
  "disk encryption switched off in the OS disk": [
    native,
    disk({ encryptionSettings: { enabled: false } }),
    { extensions: undefined },
  ],
};

describe("a VM's values", () => {
  for (const [what, [type, props, expected]] of Object.entries(cases)) {
    it(`are read of ${what}`, () => {
      const vm = vmOf(type, props);
      const read = Object.fromEntries(Object.keys(expected).map((name) => [name, vm[name as keyof VmDeclaration]]));
      assert.deepEqual(read, expected);
    });
  }

  for (const [what, type, props] of [
    ["an azure-native scale set without a profile", scaleSet, { orchestrationMode: "Flexible", sku: {} }],
    ["an azure-native scale set whose profile is none", scaleSet, { virtualMachineProfile: [] }],
    ["an azurerm scale set without size and osProfile", orchestrated, { platformFaultDomainCount: 1 }],
  ] as const) {
    it(`are nobody's in ${what}: its VMs are declared by themselves`, () => {
      assert.equal(declarationOf(type, props), undefined);
    });
  }
});
