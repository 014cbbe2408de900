import {
  assessment,
  hardenedPlatform,
  hardeningProblems,
  type LaterScript,
  type Platform,
  type Surroundings,
  userDataInEffect,
} from "azure-kdump-core";
import { type ExtensionDeclaration, type Given, notKnown, type VmDeclaration } from "./declarations";
import { undoneByData, undoneByScripts } from "./undone";
import { type Facts, type Guest, known, type Vm } from "./vm";

/** Judges the guest that a declaration makes, as far as it is known. */
export function guestOf(vm: Omit<Vm, "guest">, facts: Facts): Guest {
  const { declaration, golden, imageName } = vm;
  const laterScripts = scriptsOf(known(declaration.extensions) ?? []);
  const untold = installedBefore(declaration);
  const data = untold === undefined ? dataOf(declaration) : {};
  if (untold !== undefined || data === notKnown) {
    return { ...notJudged, findings: undoneByScripts(laterScripts, vm.platform), untold };
  }
  if (golden?.expired === false && vm.platform !== undefined && hardeningProblems(vm.platform).length === 0) {
    return judged(vm.platform, data, { hardenedImage: true, laterScripts });
  }
  const platform = vm.platform ?? ownPlatform(declaration, data, facts);
  if (platform !== undefined) return judged(platform, data, { laterScripts });
  return {
    ...notJudged,
    findings: [
      ...undoneByData((each) => judged({ ...each, ...facts }, data, { hardenedImage: true }).findings),
      ...undoneByScripts(laterScripts, undefined),
    ],
    untold: declaration.image === notKnown ? undefined : unknownImage(imageName),
  };
}

/** A VM's two fields (base64), as far as they are given. */
interface Data {
  readonly customData?: string | undefined;
  readonly userData?: string | undefined;
}

const notJudged: Guest = { findings: [], effect: undefined, platform: undefined, untold: undefined };

/** Why nothing of what the declaration says of a first boot need be true of the guest. */
function installedBefore({ osDiskAttached, readBack }: VmDeclaration): Guest["untold"] {
  if (osDiskAttached === true) return attachedDisk;
  return readBack ? imported : undefined;
}

const attachedDisk = {
  reason: "the VM boots a disk that exists already, and keeps what that was installed with",
  remedy: "verify it in the guest, and exempt the VM from fully-judged in the pack's configuration",
};

const imported = {
  reason: "the declaration was read back from Azure, which never returns customData",
  remedy: "verify it in the guest, and exempt the VM from fully-judged in the pack's configuration",
};

function unknownImage(name: string): NonNullable<Guest["untold"]> {
  return {
    reason: `the image ${name} is not known, so what it does by itself is not known either`,
    remedy:
      "choose a known release, use HardenedVm with imageId and release, or name the image under images or goldenImages in the pack's configuration",
  };
}

/** Not known as long as the field that cloud-init will read may still be either. */
function dataOf({ customData, userData }: VmDeclaration): Data | typeof notKnown {
  if (customData === notKnown || (isBlank(customData) && userData === notKnown)) return notKnown;
  return { customData, userData: known(userData) };
}

function isBlank(customData: Given<string>): boolean {
  return customData === undefined || (customData !== notKnown && customData.trim() === "");
}

/** What our own hardening was made for, on an image that only its author knows. */
function ownPlatform({ image }: VmDeclaration, { customData, userData }: Data, facts: Facts): Platform | undefined {
  const data = isBlank(customData) ? userData : customData;
  const own = data === undefined || image === notKnown ? undefined : hardenedPlatform(data);
  return own && { ...own, ...facts };
}

function judged(platform: Platform, data: Data, surroundings: Surroundings): Guest {
  const { findings, ...effect } = assessment(
    platform,
    userDataInEffect(platform.release, { customData: data.customData, userData: data.userData }),
    surroundings,
  );
  if (!isBlank(data.customData)) return { findings, effect, platform, untold: undefined };
  // The domain knows one field only.
  const inUserData = findings.map((finding) => ({
    ...finding,
    message: finding.message.replaceAll("customData", "userData"),
  }));
  return { findings: data.userData === undefined ? findings : inUserData, effect, platform, untold: undefined };
}

export function scriptsOf(extensions: readonly ExtensionDeclaration[]): readonly LaterScript[] {
  return extensions.flatMap(({ script }) =>
    typeof script === "string" ? [{ content: script, place: "the extension's script" }] : [],
  );
}
