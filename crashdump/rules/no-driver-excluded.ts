import { diskDrivers, excludedDrivers } from "../guest/excluded-drivers";
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

function legacyDisk(guest: Parameters<typeof excludedDrivers>[0]) {
  const paths = ["/etc/kdump.conf", "/etc/sysconfig/kdump", "/etc/default/kdump-tools", "/etc/default/grub"];
  return paths.flatMap((path) => {
    const file = guest.file(path);
    const text = file?.content?.replace(/^\s*#.*$/gm, "") ?? "";
    if (!/prefer_ms_hyperv\s*=\s*0/.test(text)) return [];
    return [
      advisory(
        `prefer_ms_hyperv=0 in ${path} (${file?.place ?? ""}) is for Hyper-V before Windows Server 2012 R2`,
        "remove it",
      ),
    ];
  });
}
