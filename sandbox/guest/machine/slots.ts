import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import * as path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cacheFolder } from "../../cache";
import { isRunning } from "../../child";

/** The right to boot a guest: booting takes two cores under emulation, and more guests than that starve each other. */
export interface Slot {
  release(): void;
}

/** As many guests as this machine has pairs of cores. */
export const slotCount = Math.max(1, Math.floor(availableParallelism() / 2));

/**
 * Waits until fewer guests of this user boot than there are slots. Those of a dead process do not count.
 *
 * @param onWaiting Called once, when there is none at once.
 */
export async function takeSlot(onWaiting: () => void): Promise<Slot> {
  const folder = path.join(cacheFolder(), "guest-slots");
  mkdirSync(folder, { recursive: true });
  const slots = Array.from({ length: slotCount }, (_, index) => path.join(folder, String(index)));
  for (let tries = 0; ; tries++) {
    const mine = slots.find(take);
    if (mine !== undefined) return { release: () => rmSync(mine, { force: true }) };
    if (tries === 0) onWaiting();
    await wait(500);
  }
}

function take(slot: string): boolean {
  try {
    writeFileSync(slot, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    // Gone is the next round's; being written just now reads as nobody's, which `isRunning` must not take for ours.
    const owner = Number(read(slot));
    if (owner > 0 && !isRunning(owner)) rmSync(slot, { force: true });
    return false;
  }
}

function read(slot: string): string {
  try {
    return readFileSync(slot, "utf8");
  } catch {
    return "";
  }
}
