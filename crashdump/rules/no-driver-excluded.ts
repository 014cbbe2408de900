import type { Finding } from "../finding";
import { diskDrivers, excludedDrivers } from "../guest/excluded-drivers";
import type { GuestState } from "../guest/state";
import { findingsOf, type Judge } from "./situation";

const { violation, advisory } = findingsOf("no-driver-excluded");

/**
 * No driver is kept out of the capture kernel that it needs for its disk: since Windows Server 2012 R2 the host lets
 * it reconnect to VMBus, and a generation 2 VM has no other way.
 */
export const noDriverExcluded: Judge = ({ guest, platform }) => {
  if (platform.hyperVHost === "before-2012-r2") return [];
  const excluded = excludedDrivers(guest).map(({ driver, path, place }) =>
    diskDrivers.includes(driver)
      ? violation(
          `${driver} is kept out of the capture kernel in ${path} (${place}): it has no disk to write the dump to`,
          `remove ${driver} there: no host of Azure needs it excluded`,
        )
      : advisory(
          `${driver} is kept out of the capture kernel in ${path} (${place}), without need`,
          `remove ${driver} there`,
        ),
  );
  return [...excluded, ...legacyDisk(guest)];
};

/** Found where it is written; on a command line of unknown origin only where no file says it. */
function legacyDisk(guest: GuestState): readonly Finding[] {
  const says = (text: string) =>
    text.includes("prefer_ms_hyperv") && /prefer_ms_hyperv\s*=\s*0/.test(text.replace(/^\s*#.*$/gm, ""));
  const found = guest.files
    .texts(namesModuleOptions, "/etc/default/", "/etc/kdump.conf", "/etc/modprobe.d/", "/etc/sysconfig/kdump")
    .filter(({ text }) => says(text));
  const { text, place } = guest.bootArguments;
  const all = found.length === 0 && says(text) ? [{ path: "the kernel command line", place }] : found;
  return all.map(({ path, place: where }) =>
    advisory(`prefer_ms_hyperv=0 in ${path} (${where}) is for Hyper-V before Windows Server 2012 R2`, "remove it"),
  );
}

const namesModuleOptions =
  /^\/etc\/(kdump\.conf|sysconfig\/kdump|default\/(kdump-tools|grub|grub\.d\/.*\.cfg)|modprobe\.d\/.*\.conf)$/;
