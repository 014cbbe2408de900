import { isMapping } from "../cloud-init/plain";
import type { UserData } from "../cloud-init/read";

/** A line that cloud-init adds to /etc/fstab; `device` by its path where cloud-init knows it by a name of its own. */
export interface CloudInitMount {
  readonly device: string;
  readonly point: string;
  readonly type: string;
  readonly options: string;
}

/** What the image mounts by itself, when the customData does not give the same device another place. */
export const temporaryDisk = "/dev/disk/cloud/azure_resource";

/**
 * The lines that cloud-init makes of `mounts` and `mount_default_fields` (cloudinit/config/cc_mounts.py, 19.4 to 26.2):
 * a field that is missing or null is the default one; an entry whose mount point is then still null takes all entries
 * of its device back, the image's own at /mnt included. One field that cannot be written, and nothing is.
 */
export function cloudInitMounts(config: UserData["config"]): readonly CloudInitMount[] {
  const given = config?.get("mounts")?.value;
  if (!Array.isArray(given)) return [usual];
  const defaults = defaultFields(config);
  const aliases = config?.get("device_aliases")?.value;
  const lines = given
    .filter((entry: unknown): entry is unknown[] => Array.isArray(entry))
    .map((entry) => [...entry, ...defaults.slice(entry.length)].map((field, index) => field ?? defaults[index]))
    .map(([device, ...fields]) => [devicePath(device, aliases), ...fields]);
  const kept = lines.filter(
    ([device, point], index) =>
      isGiven(point) && !lines.slice(index).some(([later, laterPoint]) => later === device && !isGiven(laterPoint)),
  );
  // Python fails to index a line that is too short, and to join a null; of the options alone it makes text first.
  if (lines.some((line) => line.length < 2)) return [];
  if (kept.some((line) => line.length < 4 || line.some((field, index) => index !== 3 && !isGiven(field)))) return [];
  const named = lines.some(([device]) => device === temporaryDisk);
  return [...(named ? [] : [usual]), ...kept.map(([device, ...fields]) => mountOf(String(device), fields))];
}

const usual: CloudInitMount = { device: temporaryDisk, point: "/mnt", type: "auto", options: "defaults,nofail" };

/** Options until 25.1, whose own only orders the mount after cloud-init. */
const usualFields = [null, null, "auto", "defaults,nofail,x-systemd.requires=cloud-init.service", "0", "2"];

function defaultFields(config: UserData["config"]): readonly unknown[] {
  const given = config?.get("mount_default_fields")?.value;
  return Array.isArray(given) ? (given as unknown[]) : usualFields;
}

function mountOf(device: string, [point, type, options]: readonly unknown[]): CloudInitMount {
  return { device, point: String(point), type: String(type), options: String(options) };
}

function isGiven(field: unknown): boolean {
  return field !== null && field !== undefined;
}

/** sanitize_devname: names without /dev, partitions behind a dot, and what Azure's data source calls ephemeral0. */
function devicePath(field: unknown, aliases: unknown): string | undefined {
  if (!isGiven(field)) return undefined;
  const given = String(field);
  if (/^[^/]+:.*/.test(given)) return given;
  const [, name = given, partition] = /^([^/.]+)\.(\d+)$/.exec(given) ?? [];
  const alias = isMapping(aliases) ? aliases[name === "ephemeral" ? "ephemeral0" : name] : undefined;
  if (typeof alias === "string") return partition === undefined ? alias : `${alias}-part${partition}`;
  if (isTemporary(given)) return temporaryDisk;
  return /^(x?[shv]d[a-z][0-9]*|sr[0-9]+)$/.test(given) ? `/dev/${given}` : given;
}

/** The same disk, whole or its first partition, by cloud-init's name and by those of Azure's udev rules. */
function isTemporary(device: string): boolean {
  return /^(ephemeral(0(\.\d+)?)?|\/dev\/disk\/(cloud\/azure_resource|azure\/resource)(-part\d+)?)$/.test(device);
}
