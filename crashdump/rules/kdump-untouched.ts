import type { Finding } from "../finding";
import { bootParameter } from "../guest/command-line";
import { baseName } from "../guest/path";
import { imageText } from "../guest/text";
import { unitAtBoot } from "../guest/units";
import { findingsOf, type Situation } from "./situation";

const { violation, cannotTell } = findingsOf("kdump-configured");

/** What takes kdump's own means away from it, though it is installed and its unit enabled. */
export function touched(situation: Situation, remedy: string): readonly Finding[] {
  return [
    ...programs(situation, remedy),
    ...configuration(situation, remedy),
    ...units(situation, remedy),
    ...target(situation, remedy),
    ...commandLine(situation, remedy),
    ...installers(situation, remedy),
  ];
}

const packaged =
  /^\/(?:usr\/)?(?:s?bin\/(?:kexec|kdumpctl|kdump-config|makedumpfile|mkdumprd)|lib\/(?:systemd\/system\/kdump(?:-tools(?:-dump)?)?\.service|kdump\/.*|dracut\/modules\.d\/99kdumpbase\/.*))$/;

/** What packages bring, and no script has to write. */
function programs({ guest }: Situation, remedy: string): readonly Finding[] {
  for (const path of guest.files.everWritten()) {
    if (!packaged.test(path)) continue;
    const file = guest.files.entry(path);
    const place = file?.place ?? "";
    return file?.text === undefined && guest.files.linkAt(path) === undefined
      ? [violation(`${place} removes ${path}: a panic leaves no dump`, remedy)]
      : [cannotTell(`${place} puts something of its own in the place of ${path}`, remedy)];
  }
  return [];
}

/** kdumpctl refuses to start without kdump.conf, and kdump-tools is off unless its file turns it on. */
function configuration(situation: Situation, remedy: string): readonly Finding[] {
  const { guest, release, kdumpTools } = situation;
  const isTools = release.dialect === "kdump-tools";
  const path = isTools ? "/etc/default/kdump-tools" : "/etc/kdump.conf";
  const file = guest.files.get(path);
  if (file !== undefined && file.text === undefined) {
    const found = `${file.place} removes ${path}`;
    return [
      isTools
        ? cannotTell(`${found}, which turns kdump on`, remedy)
        : violation(`${found}: kdump does not start`, remedy),
    ];
  }
  if (kdumpTools === undefined) return withoutModule(situation, remedy);
  const { place, values } = kdumpTools;
  const use = values.get("USE_KDUMP");
  const kernel = values.get("KDUMP_KERNEL") ?? "";
  if (use !== "0" && !/^[1-9]\d*$/.test(use ?? "")) {
    const found = use === undefined ? "USE_KDUMP is not set" : "USE_KDUMP is no number";
    return [cannotTell(`${found} in ${path} (${place}), and only 1 is known to turn kdump on`, 'write "USE_KDUMP=1"')];
  }
  if (kernel === "" || /^\/(var\/lib\/kdump|boot)\/vmlinuz/.test(kernel)) return [];
  return [cannotTell(`KDUMP_KERNEL in ${path} (${place}) names a kernel that only the guest may have`, "remove it")];
}

/** dracut.conf(5): the module that saves the dump, left out of every initramfs. */
function withoutModule({ guest }: Situation, remedy: string): readonly Finding[] {
  return guest.files
    .texts(dracutConf, "/etc/dracut.conf", "/usr/lib/dracut/dracut.conf")
    .filter(({ text }) => /^\s*omit_dracutmodules\+?=.*kdump/m.test(text))
    .map(({ path, place }) => violation(`${path} (${place}) leaves kdump's module out of the initramfs`, remedy));
}

const dracutConf = /^\/(etc|usr\/lib\/dracut)\/dracut\.conf(\.d\/.*\.conf)?$/;

/** Directives that order a unit, or say how long it may take, and leave alone what it does and whether. */
const harmless =
  /^(After|Before|Wants|Requires|RequiresMountsFor|WantsMountsFor|PartOf|Description|Documentation|OnFailure|UMask|Environment|Timeout\w*|Nice|IO\w+|CPU\w+|OOM\w+|Memory\w+|Standard\w+|Syslog\w+|Restart\w*|RemainAfterExit|ExecStartPost|ExecStopPost|WantedBy|RequiredBy|Also|Alias|X-\w+)=/;

/** A drop-in or a unit of one's own, which the vendor's gives way to. */
function units({ guest, release }: Situation, remedy: string): readonly Finding[] {
  const tools = release.dialect === "kdump-tools";
  const names = tools ? [release.unit, "kdump-tools-dump.service"] : [release.unit];
  const masked = tools ? unitAtBoot(guest, "kdump-tools-dump.service") : undefined;
  if (masked?.value === "masked") {
    return [violation(`${masked.place} masks kdump-tools-dump.service, which saves the dump`, remedy)];
  }
  for (const { path, text, place } of guest.files.texts(unitFile, ...unitDirectories)) {
    const [, unit = "", dropIn] = unitFile.exec(path) ?? [];
    if (!names.includes(unit) && (dropIn === undefined || !ofSeveralUnits.test(unit))) continue;
    const lines = text.split("\n").map((line) => line.trim());
    const others = lines.filter((line) => line !== "" && !/^[#;[]/.test(line) && !harmless.test(line));
    if (others.length === 0) continue;
    const starts = others.filter((line) => /^ExecStart=./.test(line));
    const where = `${path} (${place})`;
    if (starts.length > 0 && starts.every((line) => !/kdump|kexec/.test(line)))
      return [violation(`${where} starts something else in kdump's place: a panic leaves no dump`, remedy)];
    return [cannotTell(`${where} changes what kdump's unit does, or when`, remedy)];
  }
  return [];
}

const unitDirectories = ["/etc", "/lib", "/run", "/usr/lib", "/usr/local/lib"].map((at) => `${at}/systemd/system`);

/** The unit that a file is about, and what makes the file a drop-in. */
const unitFile =
  /^\/(?:etc|lib|run|usr\/lib|usr\/local\/lib)\/systemd\/system(?:\.control|\.attached)?\/([^/]+?)(\.d\/[^/]+\.conf)?$/;

/** systemd.unit(5): drop-ins of all units of a type, and of all whose names begin so. */
const ofSeveralUnits = /^(service|kdump-|kdump-tools-)(\.service)?$/;

/** kdump's unit is wanted by multi-user.target, which graphical.target pulls in. */
function target({ guest }: Situation, remedy: string): readonly Finding[] {
  const path = "/etc/systemd/system/default.target";
  const link = guest.files.linkAt(path);
  const name = baseName(link ?? "");
  if (link === undefined || /^(multi-user|graphical)\.target$/.test(name)) return [];
  const place = guest.files.entry(path)?.place ?? "";
  const found = `${place} makes ${name} the target of each boot`;
  return withoutKdump.test(name)
    ? [violation(`${found}, which does not start kdump`, remedy)]
    : [cannotTell(`${found}, and only the guest knows whether it starts kdump`, remedy)];
}

const withoutKdump =
  /^(rescue|emergency|basic|sysinit|poweroff|halt|reboot|shutdown|exit|kexec|system-update|runlevel[016])(\.target)?$/;

function commandLine({ guest, release }: Situation, remedy: string): readonly Finding[] {
  const { text, place } = guest.bootArguments;
  if (text === imageText) return [];
  const words = text.split(/\s+/);
  const unit = release.unit.replace(/\.service$/, "");
  const mask = words.some((word) => word === `systemd.mask=${unit}.service` || word === `systemd.mask=${unit}`);
  if (mask)
    return [violation(`the kernel command line (${place}) masks ${release.unit}: a panic leaves no dump`, remedy)];
  const boots = bootParameter(guest, "systemd.unit")?.value?.replace(/\.target$/, "") ?? "";
  if (withoutKdump.test(boots) || words.some((word) => /^(single|emergency|rescue)$/.test(word))) {
    return [violation(`the kernel command line (${place}) boots without kdump`, remedy)];
  }
  const other = words.find(
    (word) => /^(rd)?init=/.test(word) && !/=(\/usr)?(\/lib\/systemd\/systemd|\/sbin\/init)$/.test(word),
  );
  return other === undefined ? [] : [cannotTell(`the kernel command line (${place}) starts another init`, remedy)];
}

/** A package manager that is told to leave kdump alone. */
function installers({ guest }: Situation, remedy: string): readonly Finding[] {
  return guest.files
    .texts(installerSettings, "/etc/apt/", "/etc/dnf", "/etc/yum")
    .filter(({ path, text }) => {
      const keepsOut = path.startsWith("/etc/apt/") ? /kdump|kexec/ : /^\s*exclude(pkgs)?\s*=.*(kdump|kexec)/m;
      return keepsOut.test(text.replace(/^\s*(#|\/\/).*$/gm, ""));
    })
    .map(({ path, place }) => cannotTell(`${path} (${place}) may keep kdump's packages out`, remedy));
}

const installerSettings = /^\/etc\/(apt\/(preferences|apt\.conf)|(yum|dnf)(\/.*)?\.conf$|yum\.repos\.d\/)/;
