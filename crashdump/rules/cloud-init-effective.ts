import { customDataLimitBytes } from "../cloud-init/encode";
import { isMapping } from "../cloud-init/plain";
import type { UserData } from "../cloud-init/read";
import { behaviourOf } from "../cloud-init/version";
import type { Release } from "../releases";
import { findingsOf, type Judge } from "./situation";

const { violation, advisory, cannotTell } = findingsOf("cloud-init-effective");

/** cloud-init can read the customData, and does what it says. */
export const cloudInitEffective: Judge = ({ userData, release, customDataBytes, rebootsForEver, stuck }) => {
  const { fatal, config, opaque, dropped } = userData;
  if (customDataBytes > customDataLimitBytes) {
    return [
      violation(
        `customData is ${customDataBytes} bytes once decoded, and Azure takes ${customDataLimitBytes}`,
        "fetch large files from the guest instead",
      ),
    ];
  }
  if (fatal !== undefined) {
    return [violation(`cloud-init discards all of the customData: ${fatal}`, "correct or remove that part")];
  }
  const unmerged = dropped.filter((lost) => lost.unmerged === true);
  if (config === undefined || (config.size === 0 && unmerged.length > 0)) {
    const why = unmerged.map(({ place, reason }) => `; ${place}: ${reason}`).join("");
    return [
      violation(
        `modules of cloud-init see ${config === undefined ? "an error in place" : "nothing"} of the cloud-config${why}`,
        "remove merge_how, merge_type and JSON patches, or write dict(recurse_list)+list(append)",
      ),
    ];
  }
  if (rebootsForEver !== undefined) {
    return [
      violation(`${rebootsForEver} reboots the VM at every boot`, "reboot only where memory is not reserved yet"),
    ];
  }
  if (stuck !== undefined) {
    const message = `${stuck} never ends, or switches the VM off, at every boot: nothing after it is done`;
    return [violation(message, "let it end, or put it behind an &")];
  }
  const finals = config.get("cloud_final_modules");
  if (isAlways(finals?.value, "power_state_change") && config.has("power_state")) {
    const message = `cloud_final_modules in ${finals?.place ?? ""} carries out power_state at every boot`;
    return [violation(message, 'write "power_state_change" alone, which is done once')];
  }
  const switchedOff = modules.flatMap(({ list, module, for: uses }) => {
    const given = config.get(list);
    if (given === undefined || moduleNames(given.value).includes(module) || !uses(userData, release)) return [];
    const message = `${list} in ${given.place} leaves out ${module}: what the customData asks of it is not done`;
    return [violation(message, `add ${module} to it`)];
  });
  if (switchedOff.length > 0) return switchedOff;
  const systemInfo = config.get("system_info");
  if (isMapping(systemInfo?.value) && systemInfo.value["paths"] !== undefined) {
    return [violation(`system_info.paths in ${systemInfo.place} hides scripts from cloud-init`, "remove it")];
  }
  return [
    ...opaque.map(({ place, reason }) =>
      cannotTell(`${place}: ${reason}`, "write the content itself, as cloud-config or as a shell script"),
    ),
    ...dropped.map(({ place, reason }) =>
      advisory(`cloud-init leaves out ${place}: ${reason}`, "correct or remove it: nothing of it is in effect"),
    ),
  ];
};

/** A list of modules replaces the image's own, whole. */
const modules: readonly {
  readonly list: string;
  readonly module: string;
  readonly for: (userData: UserData, release: Release) => boolean;
}[] = [
  { list: "cloud_init_modules", module: "write_files", for: ({ config }) => config?.has("write_files") === true },
  { list: "cloud_init_modules", module: "bootcmd", for: ({ config }) => config?.has("bootcmd") === true },
  { list: "cloud_config_modules", module: "runcmd", for: ({ config }) => config?.has("runcmd") === true },
  {
    list: "cloud_final_modules",
    module: "scripts_user",
    for: ({ config, scripts }) => scripts.length > 0 || config?.has("runcmd") === true,
  },
  {
    list: "cloud_final_modules",
    module: "package_update_upgrade_install",
    for: ({ config }) => config?.has("packages") === true,
  },
  {
    list: "cloud_final_modules",
    module: "write_files_deferred",
    for: ({ config }, { cloudInit }) =>
      behaviourOf(cloudInit).defersWrites && isDeferred(config?.get("write_files")?.value),
  },
  {
    list: "cloud_final_modules",
    module: "power_state_change",
    for: ({ config }) => config?.has("power_state") === true,
  },
];

function isDeferred(entries: unknown): boolean {
  return Array.isArray(entries) && entries.some((entry) => isMapping(entry) && entry["defer"] === true);
}

/** [name, "always"]: done at each boot, and not once. */
function isAlways(value: unknown, module: string): boolean {
  return (
    Array.isArray(value) &&
    value.some((entry: unknown) => {
      const [name, frequency] = Array.isArray(entry) ? (entry as unknown[]) : [];
      return frequency === "always" && String(name).replaceAll("-", "_") === module;
    })
  );
}

function moduleNames(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: unknown) => String(Array.isArray(entry) ? entry[0] : entry).replaceAll("-", "_"));
}
