import { isMime, typeOf } from "./first-line";
import { Budget, LimitExceeded } from "./limits";
import { contentType, isMultipart, textOf, walk } from "./message";
import { parseMessage } from "./mime";
import { isMapping } from "./plain";
import { parseYaml } from "./yaml";

/**
 * Why a user's cloud-init cannot be carried beside the hardening: because cloud-init would discard all user-data
 * because of it, ignore it, or be told not to run the hardening. Empty when it can. No message quotes its content.
 */
export function userDataProblems(text: string): readonly string[] {
  if (text.trim() === "") return [];
  if (!isMime(text)) return partProblems(typeOf(text), text);
  if (/[^\p{ASCII}]/u.test(text)) {
    return ["the MIME message is not ASCII, and cloud-init would discard all of it: encode its parts in base64"];
  }
  try {
    return messageProblems(text);
  } catch (error) {
    if (error instanceof LimitExceeded) return [`the MIME message is not carried, because ${error.message}`];
    throw error;
  }
}

function messageProblems(text: string): readonly string[] {
  const parts = [...walk(parseMessage(text, "the message", new Budget()))].filter((part) => !isMultipart(part));
  if (parts.length === 0) {
    return ["the MIME message has no parts, and cloud-init would ignore it: check its boundary"];
  }
  return parts.flatMap((part) => {
    const type = contentType(part);
    const content = textOf(part);
    const sniffed = type === "text/plain" || type === "text/x-not-multipart" || type === "text/x-shellscript";
    return partProblems(sniffed ? (typeOf(content) ?? type) : type, content);
  });
}

function partProblems(type: string | undefined, content: string): readonly string[] {
  const judge = judges[type ?? ""];
  if (judge === undefined) {
    return [
      `cloud-init would ignore ${type === undefined ? "it" : `a part of type ${type}`}: begin it with "#cloud-config" or "#!", or give one of those types`,
    ];
  }
  return judge(content);
}

const carried = (): readonly string[] => [];

/** From cloud-init 20.3 on, one include that cannot be fetched or one bad gzip part discards all user-data. */
const include = () => [
  '"#include" cannot be carried: a URL that cannot be read discards all user-data, the hardening with it; give the content itself',
];
const gzip = () => [
  "a gzip part cannot be carried: one that is damaged discards all user-data, the hardening with it; give the content itself",
];

const judges: Readonly<Record<string, (content: string) => readonly string[]>> = {
  "text/cloud-config": cloudConfigProblems,
  "text/cloud-config-archive": archiveProblems,
  "text/cloud-config-jsonp": carried,
  "text/jinja2": carried,
  "text/cloud-boothook": carried,
  "text/x-shellscript": carried,
  "text/x-shellscript-per-boot": carried,
  "text/x-shellscript-per-instance": carried,
  "text/x-shellscript-per-once": carried,
  "text/x-include-url": include,
  "text/x-include-once-url": include,
  "text/part-handler": () => ['"#part-handler" cannot be carried: it can take the hardening\'s own parts for itself'],
  "application/gzip": gzip,
  "application/x-gzip": gzip,
};

/** Modules that run the hardening's last script; a list of modules without it switches the hardening off. */
const scriptsUser = /^scripts[-_]user$/;

function cloudConfigProblems(content: string): readonly string[] {
  const yaml = parseYaml(content);
  if ("error" in yaml) return [`cloud-init would drop the cloud-config, because ${yaml.error}`];
  if (!isMapping(yaml.value)) return ["cloud-init would drop the cloud-config, because it is not a mapping of keys"];
  const { cloud_final_modules: finalModules, system_info: systemInfo } = yaml.value;
  const problems: string[] = [];
  if (finalModules !== undefined && !moduleNames(finalModules).some((name) => scriptsUser.test(name))) {
    problems.push("cloud_final_modules without scripts-user would switch the hardening off: add scripts-user to it");
  }
  if (isMapping(systemInfo) && systemInfo["paths"] !== undefined) {
    problems.push("system_info.paths would hide the hardening's script from cloud-init: remove it");
  }
  return problems;
}

function moduleNames(modules: unknown): readonly string[] {
  if (!Array.isArray(modules)) return [];
  return modules.map((module: unknown) => String(Array.isArray(module) ? module[0] : module));
}

function archiveProblems(content: string): readonly string[] {
  const yaml = parseYaml(content);
  if ("error" in yaml) return [`cloud-init would drop the archive, because ${yaml.error}`];
  if (!Array.isArray(yaml.value)) return ["cloud-init would drop the archive, because it is not a list"];
  return yaml.value.flatMap((entry: unknown) => {
    const text = isMapping(entry) ? entry["content"] : entry;
    const type = isMapping(entry) ? entry["type"] : undefined;
    if (typeof text !== "string" || !(type === undefined || (typeof type === "string" && type.includes("/")))) {
      return ['an archive entry without text, or with a type that has no "/", discards all user-data: correct it'];
    }
    return partProblems(type ?? typeOf(text) ?? "text/cloud-config", text).map(
      (problem) => `in an archive entry, ${problem}`,
    );
  });
}
