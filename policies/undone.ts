import { assess, type Finding, hardeningProblems, type LaterScript, type Platform } from "azure-kdump-core";

/**
 * Which release an image that nobody names holds, and which an extension will run on, is not in their declarations. What
 * they do is held against hardened machines of either family instead.
 */
const families: readonly (readonly Platform[])[] = [
  [on("debian-12")],
  // What one dialect of kdump.conf refuses, or a crashkernel that one kernel knows, is right on another.
  [on("almalinux-9"), on("almalinux-8"), on("almalinux-10")],
];

function on(release: Platform["release"]): Platform {
  return { release, architecture: "x64", generation: 2 };
}

/** What breaks the hardening of both families, and so of whatever the image holds. */
export function undoneByData(judge: (platform: Platform) => readonly Finding[]): readonly Finding[] {
  const [first = [], ...others] = families.map(([platform]) => (platform === undefined ? [] : judge(platform)));
  return violationsOf(first).filter(({ rule }) =>
    others.every((findings) => violationsOf(findings).some((other) => other.rule === rule)),
  );
}

/**
 * What scripts break once they run on a hardened machine: of the platform where it is known, else of either family. A
 * script is written for one of them, and does nothing to the other. What breaks some releases of a family may be right
 * on the one that it runs on.
 */
export function undoneByScripts(laterScripts: readonly LaterScript[], platform?: Platform): readonly Finding[] {
  if (laterScripts.length === 0) return [];
  const judge = (each: Platform) =>
    assess(each, undefined, { hardenedImage: true, laterScripts }).map((finding) => ({
      ...finding,
      remedy: `take out of the script what does this, or ${finding.remedy}`,
    }));
  if (platform !== undefined && hardeningProblems(platform).length === 0) return judge(platform);
  return gravest(families.map((family) => undoneIn(family, judge)));
}

/** Of each rule what is worst, in the words for one family: the other's are about commands that it does not have. */
function gravest(families: readonly (readonly Finding[])[]): readonly Finding[] {
  const rules = [...new Set(families.flat().map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const found = families.map((findings) => findings.filter((finding) => finding.rule === rule));
    const [wrong] = found.map(violationsOf).filter(({ length }) => length > 0);
    return wrong ?? found.find(({ length }) => length > 0) ?? [];
  });
}

function undoneIn(family: readonly Platform[], judge: (platform: Platform) => readonly Finding[]): readonly Finding[] {
  const [first = [], ...others] = family.map(judge);
  const everywhere = first.filter(
    ({ rule, verdict }) =>
      verdict !== "violation" ||
      others.every((findings) => violationsOf(findings).some((other) => other.rule === rule)),
  );
  const somewhere = [first, ...others]
    .flatMap((findings, index) => violationsOf(findings).map((finding) => ({ finding, on: family[index]?.release })))
    .filter(({ finding }) => !everywhere.some(({ rule, verdict }) => rule === finding.rule && verdict === "violation"))
    .map(({ finding, on: release }) => ({
      ...finding,
      verdict: "cannot-tell" as const,
      message: `right or wrong by the release that it runs on; on ${String(release)}: ${finding.message}`,
    }));
  return [...everywhere, ...somewhere.slice(0, 1)];
}

function violationsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ verdict }) => verdict === "violation");
}
