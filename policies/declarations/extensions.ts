import type { ExtensionDeclaration } from "./declaration";
import { scriptOf } from "./extension-settings";
import { type Given, isKnown, notKnown } from "./given";
import { parametersOf, withParameters } from "./parameters";
import type { Properties } from "./properties";

/** An extension, of whichever resource; undefined for a handler that only Windows has. */
export function extensionOf(extension: Properties): ExtensionDeclaration | undefined {
  const publisher = extension.text("publisher");
  const type = extension.text("type");
  const handler = isKnown(publisher) && isKnown(type) ? `${publisher}.${type}`.toLowerCase() : undefined;
  if (handler !== undefined && isWindowsHandler(handler)) return undefined;
  // suppressFailures of azure-native, failureSuppressionEnabled of the classic provider.
  const suppressed = ["suppressFailures", "failureSuppressionEnabled"].some((name) => extension.flag(name) === true);
  return {
    publisher,
    type,
    ...scriptOf(extension, handler === undefined || scriptHandlers.has(handler)),
    ...(suppressed && { failureSuppressed: true }),
  };
}

/** A run command (Microsoft.Compute/virtualMachines/runCommands): exactly one of its sources is what runs. */
export function runCommandOf(command: Properties): ExtensionDeclaration {
  const script = withParameters(command.text("source", "script"), [
    ...parametersOf(command, "parameters"),
    ...parametersOf(command, "protectedParameters"),
  ]);
  const elsewhere = ["scriptUri", "commandId", "galleryScriptReferenceId"].map((name) => command.text("source", name));
  return {
    publisher: undefined,
    type: undefined,
    script,
    opaqueScript: script === notKnown || elsewhere.some((reference) => reference !== undefined && reference !== ""),
  };
}

/** Those that a VM or scale set declares inside itself. */
export function extensionsOf(
  extensions: Given<readonly Properties[]>,
  applications: Given<readonly Properties[]>,
  encrypted: Given<boolean>,
): Given<readonly ExtensionDeclaration[]> {
  const declared = [
    ...inOrder(isKnown(extensions) ? extensions : [])
      .map(extensionOf)
      .filter((extension) => extension !== undefined),
    ...(isKnown(applications) && applications.length > 0 ? [applicationManager] : []),
    ...(encrypted === true ? [diskEncryption] : []),
  ];
  // What is known of them is judged at preview, whatever else there may be.
  if (declared.length > 0) return declared;
  if ([extensions, applications, encrypted].includes(notKnown)) return notKnown;
  return extensions === undefined ? undefined : [];
}

/** As Azure runs them: each after those that it names, and else as they are written. */
function inOrder(extensions: readonly Properties[]): readonly Properties[] {
  if (extensions.length < 2) return extensions;
  const named = new Map(extensions.map((extension) => [extension.text("name"), extension]));
  const seen = new Set<Properties>();
  const after = (extension: Properties): readonly Properties[] => {
    if (seen.has(extension)) return [];
    seen.add(extension);
    const names = extension.list("provisionAfterExtensions");
    const earlier = (isKnown(names) ? names : [])
      .map((name) => named.get(name.text()))
      .filter((one) => one !== undefined);
    return [...earlier.flatMap(after), extension];
  };
  return extensions.flatMap(after);
}

/** Azure Disk Encryption, which an osDisk's encryptionSettings turn on without an extension being declared. */
export const diskEncryption: ExtensionDeclaration = {
  publisher: "Microsoft.Azure.Security",
  type: "AzureDiskEncryptionForLinux",
  script: undefined,
  opaqueScript: false,
};

/** VM applications: their install commands are in the gallery, and this extension runs them. */
export const applicationManager: ExtensionDeclaration = {
  publisher: "Microsoft.CPlat.Core",
  type: "VMApplicationManagerLinux",
  script: undefined,
  opaqueScript: true,
};

/** Handlers whose settings say what to run, or where to fetch it. */
const scriptHandlers: ReadonlySet<string> = new Set([
  "microsoft.azure.extensions.customscript",
  "microsoft.ostcextensions.customscriptforlinux",
  "microsoft.ostcextensions.dscforlinux",
  "microsoft.cplat.core.runcommandlinux",
  "microsoft.cplat.core.runcommandhandlerlinux",
]);

/** AzureDiskEncryption without ForLinux stays: what it says about a VM is for the rules to tell. */
function isWindowsHandler(handler: string): boolean {
  return handler.endsWith("windows") || windowsHandlers.has(handler);
}

const windowsHandlers: ReadonlySet<string> = new Set([
  "microsoft.compute.bginfo",
  "microsoft.compute.customscriptextension",
  "microsoft.compute.jsonaddomainextension",
  "microsoft.compute.vmaccessagent",
  "microsoft.enterprisecloud.monitoring.microsoftmonitoringagent",
  "microsoft.azure.security.iaasantimalware",
  "microsoft.powershell.dsc",
]);
