import { customDataLimitBytes } from "../cloud-init/encode";
import { findingsOf, type Judge } from "./situation";

const { violation, cannotTell } = findingsOf("cloud-init-effective");

/** cloud-init can read the customData, and does what it says. */
export const cloudInitEffective: Judge = ({ userData, customDataBytes, rebootsForEver }) => {
  const { fatal, config, opaque } = userData;
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
  if (config === undefined) {
    return [
      violation("cloud-init cannot read the merged cloud-config", "remove merge_how, merge_type and JSON patches"),
    ];
  }
  if (rebootsForEver !== undefined) {
    return [
      violation(`${rebootsForEver} reboots the VM at every boot`, "reboot only where memory is not reserved yet"),
    ];
  }
  const final = config.get("cloud_final_modules");
  const names = Array.isArray(final?.value)
    ? final.value.map((entry: unknown) => String(Array.isArray(entry) ? entry[0] : entry))
    : [];
  if (final !== undefined && !names.some((name) => /^scripts[-_]user$/.test(name))) {
    return [
      violation(
        `cloud_final_modules in ${final.place} leaves out scripts-user: no script of the customData runs`,
        "add scripts-user to it",
      ),
    ];
  }
  return opaque.map(({ place, reason }) =>
    cannotTell(`${place} ${reason}`, "write the content itself, as cloud-config or as a shell script"),
  );
};
