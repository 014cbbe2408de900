import {
  assessment,
  type Finding,
  hardenedPlatform,
  hardeningProblems,
  type LaterScript,
  type Platform,
  userDataInEffect,
} from "azure-kdump-core";
import { type ExtensionDeclaration, notKnown } from "./declarations";
import { type Facts, type Guest, known, type Vm } from "./vm";

/** Judges the guest that a declaration makes, as far as it is known. */
export function guestOf(vm: Omit<Vm, "guest">, facts: Facts): Guest {
  const { declaration, golden, imageName } = vm;
  const { customData, userData, image, readBack, osDiskAttached } = declaration;
  if (customData === notKnown || (customData === undefined && userData === notKnown)) return unknownYet;
  if (osDiskAttached === true) return { ...unknownYet, untold: attachedDisk };
  if (readBack) return { ...unknownYet, untold: imported };
  const scripts = scriptsOf(known(declaration.extensions) ?? []);
  const given = { customData, userData: known(userData) };
  if (golden?.expired === false && vm.platform !== undefined && hardeningProblems(vm.platform).length === 0) {
    return judged(vm.platform, given, { hardenedImage: true, laterScripts: scripts });
  }
  const own = customData === undefined || image === notKnown ? undefined : hardenedPlatform(customData);
  const platform = vm.platform ?? (own && { ...own, ...facts });
  if (platform !== undefined) return judged(platform, given, { laterScripts: scripts });
  // Whatever the image holds: what undoes the hardening of every release is wrong.
  const surroundings = { hardenedImage: true, laterScripts: scripts };
  const findings = commonTo(representatives.map((each) => judged({ ...each, ...facts }, given, surroundings).findings));
  return { ...unknownYet, findings, untold: image === notKnown ? undefined : unknownImage(imageName) };
}

const unknownYet: Guest = { findings: [], effect: undefined, platform: undefined, untold: undefined };

const attachedDisk = {
  reason: "the VM boots a disk that exists already, and keeps what that was installed with",
  remedy: "verify it in the guest, and exempt the VM",
};

const imported = {
  reason: "the declaration was read back from Azure, which never returns customData",
  remedy: "verify the VM in the guest, and exempt it",
};

function unknownImage(name: string): NonNullable<Guest["untold"]> {
  return {
    reason: `the image ${name} is not known, so what it does by itself is not known either`,
    remedy:
      "choose a known release, use HardenedVm with imageId and release, or name the image under images or goldenImages in the pack's configuration",
  };
}

function judged(
  platform: Platform,
  given: { readonly customData: string | undefined; readonly userData: string | undefined },
  surroundings: Parameters<typeof assessment>[2],
): Guest {
  const { findings, ...effect } = assessment(platform, userDataInEffect(platform.release, given), surroundings);
  return { findings, effect, platform, untold: undefined };
}

/** One release of either family. */
export const representatives: readonly Platform[] = [
  { release: "debian-12", architecture: "x64", generation: 2 },
  { release: "almalinux-9", architecture: "x64", generation: 2 },
];

/** The violations of a rule that every one of these has: the first one's words for it. */
function commonTo([first = [], ...others]: readonly (readonly Finding[])[]): readonly Finding[] {
  return first.filter(
    ({ rule, verdict }) =>
      verdict === "violation" &&
      others.every((findings) => findings.some((other) => other.rule === rule && other.verdict === verdict)),
  );
}

export function scriptsOf(extensions: readonly ExtensionDeclaration[]): readonly LaterScript[] {
  return extensions.flatMap(({ script }) =>
    typeof script === "string" ? [{ content: script, place: "the extension's script" }] : [],
  );
}
