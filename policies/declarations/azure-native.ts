import type { ImageDeclaration, VmDeclaration } from "./declaration";
import { extensionsOf } from "./extensions";
import { firstGiven, type Given, isKnown, isNamed, mapGiven } from "./given";
import { operatingSystemOf } from "./operating-system";
import type { Properties } from "./properties";
import { diskControllers, imageOf, isEphemeral, oneOf, sizesOf } from "./vm-parts";

/** A VM but for the paths that are not known, which its properties keep; undefined for a resource without one. */
export type ReadVm = (props: Properties) => Omit<VmDeclaration, "unknowns"> | undefined;

/** azure-native's resources, whose properties are those of Azure's own API, the same in all its versions. */
export const azureNativeVms: Readonly<Record<string, ReadVm>> = {
  "compute:VirtualMachine": (props) => vm("VM", props, props.text("hardwareProfile", "vmSize")),
  "compute:VirtualMachineScaleSet": scaleSet,
  "compute:VirtualMachineScaleSetVM": (props) =>
    vm("scale set instance", props, props.text("hardwareProfile", "vmSize")),
};

/** A flexible scale set without a profile has no VMs of its own: those that join it are declared by themselves. */
function scaleSet(props: Properties): ReturnType<ReadVm> {
  if (props.hasObject("virtualMachineProfile") === undefined) return undefined;
  return vm("scale set", props.object("virtualMachineProfile"), sizeOf(props));
}

/** The SKU "Mix" leaves the size to a profile, and so to Azure unless the profile names one only. */
function sizeOf(props: Properties): Given<string> {
  const sku = props.text("sku", "name");
  if (isNamed(sku, "Mix") !== true) return sku;
  return mapGiven(props.list("skuProfile", "vmSizes"), ([first, ...others]) =>
    first === undefined || others.length > 0 ? undefined : first.text("name"),
  );
}

function vm(kind: VmDeclaration["kind"], profile: Properties, vmSize: Given<string>): ReturnType<ReadVm> {
  const storage = profile.object("storageProfile");
  const osDisk = storage.object("osDisk");
  const security = profile.object("securityProfile");
  const customData = profile.textOrNotKnown("osProfile", "customData");
  const userData = profile.textOrNotKnown("userData");
  const image = firstGiven<ImageDeclaration>(imageOf(storage.object("imageReference")), imageElsewhere(storage));
  return {
    kind,
    os: operatingSystemOf({
      linuxConfiguration: profile.hasObject("osProfile", "linuxConfiguration"),
      windowsConfiguration: profile.hasObject("osProfile", "windowsConfiguration"),
      osType: osDisk.text("osType"),
      licenseType: profile.text("licenseType"),
      image,
    }),
    customData,
    userData,
    image,
    osDiskAttached: mapGiven(osDisk.text("createOption"), (option) => existingDisk.test(option)),
    vmSize,
    osDiskGiB: osDisk.number("diskSizeGB"),
    osDiskEphemeral: isEphemeral(osDisk),
    dataDisksGiB: sizesOf(dataDisksOf(storage), "diskSizeGB"),
    diskController: oneOf(storage.text("diskControllerType"), diskControllers),
    securityType: mapGiven(security.text("securityType"), asAzureSpellsIt),
    secureBoot: security.flag("uefiSettings", "secureBootEnabled"),
    bootDiagnostics: profile.flag("diagnosticsProfile", "bootDiagnostics", "enabled"),
    extensions: extensionsOf(
      profile.list("extensionProfile", "extensions"),
      profile.list("applicationProfile", "galleryApplications"),
      osDisk.flag("encryptionSettings", "enabled"),
    ),
    readBack: customData === undefined && userData === undefined && isReadBack(kind, profile),
  };
}

/** Images that neither the marketplace nor one's own resources hold, and a VHD in a storage account. */
function imageElsewhere(storage: Properties): Given<ImageDeclaration> {
  const id = firstGiven(
    storage.text("imageReference", "sharedGalleryImageId"),
    storage.text("imageReference", "communityGalleryImageId"),
    storage.text("osDisk", "image", "uri"),
  );
  return mapGiven(id, (known) => ({ id: known }));
}

/** A copied or restored disk was installed before, too (API versions since 2024-03). */
const existingDisk = /^(?:Attach|Copy|Restore)$/i;

function dataDisksOf(storage: Properties): Given<readonly Properties[]> {
  return mapGiven(storage.list("dataDisks"), (disks) => disks.filter((disk) => disk.flag("toBeDetached") !== true));
}

function asAzureSpellsIt(securityType: string): string {
  const types = ["TrustedLaunch", "ConfidentialVM", "Standard"];
  return types.find((type) => type.toLowerCase() === securityType.toLowerCase()) ?? securityType;
}

/**
 * Azure answers with properties that nobody writes: the three of osProfile, and for a disk made from an image its id,
 * which it refuses in a request (Azure/azure-quickstart-templates#3290). An import makes inputs of the answer as it is
 * (pulumi-azure-native, SdkOutputsToSdkInputs).
 */
function isReadBack(kind: VmDeclaration["kind"], profile: Properties): boolean {
  const osProfile = profile.object("osProfile");
  const osDisk = profile.object("storageProfile", "osDisk");
  return (
    isKnown(osProfile.flag("requireGuestProvisionSignal")) &&
    isKnown(osProfile.flag("allowExtensionOperations")) &&
    isKnown(osProfile.list("secrets")) &&
    (kind === "scale set" ||
      (isNamed(osDisk.text("createOption"), "FromImage") === true && isKnown(osDisk.text("managedDisk", "id"))))
  );
}
