import { dumpEstimateGiB } from "../dump-estimate";
import { dumpPathOf } from "./dump-path";
import { mountOf } from "./mounts";
import { findingsOf, type Judge, type Situation } from "./situation";

const { advisory } = findingsOf("dump-space-sufficient");

/** Where dumps go there is room for one: else it is cut off, and a full disk is what the VM comes back with. */
export const dumpSpaceSufficient: Judge = (situation) => {
  const { memoryMiB } = situation.platform;
  const found = dumpPathOf(situation);
  if (memoryMiB === undefined || found === undefined) return [];
  const room = roomFor(found.path, situation);
  const neededGiB = dumpEstimateGiB(memoryMiB);
  if (room === undefined || room.gib >= neededGiB) return [];
  return [
    advisory(
      `a dump of ${memoryMiB} MiB of memory takes up to ${neededGiB} GiB, and ${found.path} (${found.place}) lies on ${room.what} with ${room.gib} GiB for it`,
      `put the dumps on a data disk of at least ${neededGiB} GiB, such as HardenedVm's dumpDisk`,
    ),
  ];
};

/** What the system itself takes of an OS disk, in GiB: the least of any image, so that nobody is warned in vain. */
const systemGiB = 3;

interface Room {
  readonly what: string;
  readonly gib: number;
}

/** At most, as far as that is known; of several data disks nobody knows which, so the largest. */
function roomFor(path: string, situation: Situation): Room | undefined {
  const { osDiskGiB, dataDisksGiB = [] } = situation.platform;
  if (osDiskGiB === undefined && dataDisksGiB.length === 0) return undefined;
  const { on } = mountOf(situation, path);
  if (on === "another disk" && dataDisksGiB.length > 0) {
    return { what: "a data disk", gib: Math.max(...dataDisksGiB) };
  }
  if (on !== "OS disk" || osDiskGiB === undefined) return undefined;
  const volume = path.startsWith("/var/") ? situation.release.osDisk?.varGiB : undefined;
  if (volume !== undefined && !growsVolumes(situation)) {
    return { what: "the image's volume for /var, which does not grow with the disk,", gib: volume };
  }
  return { what: "the OS disk", gib: Math.max(osDiskGiB - systemGiB, 0) };
}

function growsVolumes({ guest, userData }: Situation): boolean {
  const grows = (text: string | undefined) => text !== undefined && /\b(lvextend|lvresize|fsadm)\b/.test(text);
  return (
    userData.parts.some(({ content }) => grows(content)) ||
    guest.files.paths().some((path) => grows(guest.files.get(path)?.text))
  );
}
