import type { ReadVm } from "./azure-native";
import type { ImageDeclaration, OperatingSystem } from "./declaration";
import { extensionsOf } from "./extensions";
import { firstGiven, type Given, mapGiven, notKnown, unlessEmpty } from "./given";
import { operatingSystemOf } from "./operating-system";
import type { Properties } from "./properties";
import { diskControllers, imageOf, isEphemeral, oneOf, sizesOf } from "./vm-parts";

/**
 * The azurerm provider's current resources, by its names. Both the bridged package and one that a user generates from
 * the provider have the same properties: the bridge derives them from the provider's schema.
 *
 * None is ever known to be read back: the bridge's mark of an import, an empty `__defaults`, does not reach a policy
 * (pulumi, sdk/go/common/resource/plugin/analyzer_plugin.go: SkipInternalKeys).
 */
export const azurermVms: Readonly<Record<string, ReadVm>> = {
  azurerm_linux_virtual_machine: (props) => vm("Linux", props),
  azurerm_windows_virtual_machine: (props) => vm("Windows", props),
  azurerm_linux_virtual_machine_scale_set: (props) => scaleSet("Linux", props),
  azurerm_windows_virtual_machine_scale_set: (props) => scaleSet("Windows", props),
};

function vm(os: OperatingSystem, props: Properties): ReturnType<ReadVm> {
  const osManagedDiskId = unlessEmpty(props.text("osManagedDiskId"));
  return {
    kind: "VM",
    ...common(os, props),
    osDiskAttached: mapGiven(osManagedDiskId, () => true),
    vmSize: props.text("size"),
    dataDisksGiB: undefined,
    diskController: oneOf(props.text("diskControllerType"), diskControllers),
    extensions: extensionsOf(undefined, props.list("galleryApplications"), undefined),
  };
}

function scaleSet(os: OperatingSystem, props: Properties): ReturnType<ReadVm> {
  return {
    kind: "scale set",
    ...common(os, props),
    osDiskAttached: undefined,
    vmSize: props.text("sku"),
    dataDisksGiB: sizesOf(props.list("dataDisks"), "diskSizeGb"),
    diskController: undefined,
    extensions: extensionsOf(props.list("extensions"), props.list("galleryApplications"), undefined),
  };
}

function common(os: OperatingSystem, props: Properties) {
  const customData = unlessEmpty(props.textOrNotKnown("customData"));
  const userData = unlessEmpty(props.textOrNotKnown("userData"));
  const image = sourceImageOf(props);
  return {
    os: operatingSystemOf({
      linuxConfiguration: os === "Linux",
      windowsConfiguration: os === "Windows",
      osType: undefined,
      licenseType: props.text("licenseType"),
      image,
    }),
    customData,
    userData,
    image,
    osDiskGiB: props.number("osDisk", "diskSizeGb"),
    osDiskEphemeral: isEphemeral(props.object("osDisk")),
    securityType: securityTypeOf(props),
    secureBoot: props.flag("secureBootEnabled"),
    bootDiagnostics: props.hasObject("bootDiagnostics"),
    readBack: false,
  } as const;
}

/** sourceImageId holds a gallery's or a managed image's id; the provider takes one of the two. */
export function sourceImageOf(props: Properties): Given<ImageDeclaration> {
  const byId = mapGiven(unlessEmpty(props.text("sourceImageId")), (id) => ({ id }));
  return firstGiven<ImageDeclaration>(byId, imageOf(props.object("sourceImageReference")));
}

/** The provider has no such property: it sends the type that its other ones need. */
function securityTypeOf(props: Properties): Given<string> {
  const encryption = unlessEmpty(props.text("osDisk", "securityEncryptionType"));
  if (encryption !== undefined) return mapGiven(encryption, () => "ConfidentialVM");
  const trusted = [props.flag("secureBootEnabled"), props.flag("vtpmEnabled")];
  if (trusted.includes(true)) return "TrustedLaunch";
  return trusted.includes(notKnown) ? notKnown : undefined;
}
