import type { Finding } from "../finding";
import { parseUnitSettings } from "../guest/unit-file";
import { dumpPathOf } from "./dump-path";
import { findingsOf, type Judge, obstacle, type Situation } from "./situation";

const { advisory } = findingsOf("dump-private");

/** Dumps hold memory, and so keys and passwords: nobody but root reads them. */
export const dumpPrivate: Judge = (situation) => {
  const path = dumpPathOf(situation);
  // Who may read them is said by a command like any other.
  if (path === undefined || obstacle(situation, /\/crash\b|dump/) !== undefined) return [];
  return situation.release.dialect === "kdump-tools"
    ? openByPackage(path, situation)
    : [...openDirectory(path, situation), ...openScripts(situation)];
};

type Path = NonNullable<ReturnType<typeof dumpPathOf>>;

/** kdump-tools leaves /var/crash and what it saves there to be read by everybody (ubuntu-server-documentation, PR 565). */
function openByPackage({ path, place }: Path, situation: Situation): readonly Finding[] {
  const { guest, platform } = situation;
  if (guest.packages.get("kdump-tools")?.value !== true || hasPrivateMask(situation)) return [];
  // Ubuntu's apport opens it again at each boot.
  const reopened = platform.release.startsWith("ubuntu-") && path === "/var/crash";
  if (!reopened && (isPrivate(path, situation) || isPrivateAtBoot(path, situation))) return [];
  const remedy = "write UMask=0077 below [Service] to a file in /etc/systemd/system/kdump-tools-dump.service.d";
  return [
    advisory(
      `dumps in ${path} (${place}) hold memory, and every user of the VM may read them`,
      reopened ? remedy : `${remedy}, or make the directory root's alone: chmod 0700 ${path}`,
    ),
  ];
}

/** Of the service that saves dumps. */
function hasPrivateMask({ guest }: Situation): boolean {
  const service = /^\/etc\/systemd\/system\/kdump-tools-dump\.service(\.d\/[^/]+\.conf)?$/;
  const texts = guest.files.texts(service, "/etc/systemd/system/kdump-tools-dump.service");
  const mask = texts.flatMap(({ text }) => parseUnitSettings(text, "UMask")).at(-1);
  return mask !== undefined && /^[0-7]+7$/.test(mask);
}

/** The directory itself, or one above it. What only the guest knows counts as private: nobody is warned in vain. */
function isPrivate(path: string, { guest }: Situation): boolean {
  const names = path.split("/").slice(1);
  return names.some((_, index) => {
    const mode = guest.modeOf(`/${names.slice(0, index + 1).join("/")}`);
    return mode !== undefined && (mode.value === undefined || (mode.value & 0o007) === 0);
  });
}

/** tmpfiles.d(5): d and D make a directory, z and Z set its mode. */
function isPrivateAtBoot(path: string, { guest }: Situation): boolean {
  return guest.files
    .texts(/^\/etc\/tmpfiles\.d\/[^/]+\.conf$/, "/etc/tmpfiles.d/")
    .flatMap(({ text }) => text.split("\n"))
    .map((line) => line.trim().split(/\s+/))
    .some(([type = "", name, mode = ""]) => /^[dDzZ]/.test(type) && name === path && /^[~:]?0?[0-7]{2}0$/.test(mode));
}

/** EL saves dumps with mode 0600: only who may write to their directory can take them away. */
function openDirectory({ path, place }: Path, { guest }: Situation): readonly Finding[] {
  const mode = guest.modeOf(path);
  if (mode?.value === undefined || (mode.value & 0o002) === 0) return [];
  return [
    advisory(
      `${path} (${place}) has mode ${mode.value.toString(8)} (${mode.place}): every user of the VM may replace dumps`,
      `chmod 0700 ${path}`,
    ),
  ];
}

/** What kdump runs around saving a dump. */
function openScripts({ guest, kdumpConf }: Situation): readonly Finding[] {
  return (kdumpConf?.directives ?? [])
    .filter(({ name, value }) => /^kdump_(pre|post)$/.test(name) && opens.test(guest.files.get(value)?.text ?? ""))
    .map(({ name, value }) =>
      advisory(`${value}, which kdump runs by ${name}, lets every user of the VM read dumps`, "leave them to root"),
    );
}

const opens = /^[^#\n]*\bchmod\s+(-\S+\s+)*([ugo]*[oa][ugoa]*[+=][wx]*r|\+[wx]*r|[0-7]{2,3}[4-7]\b)/m;
