import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Slot, slotCount, takeSlot } from "azure-kdump-sandbox/bin/guest/machine/slots";

describe("the slots in which guests boot", () => {
  const kept = process.env["XDG_CACHE_HOME"];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "azure-kdump-slots-"));
    process.env["XDG_CACHE_HOME"] = folder;
  });
  afterEach(() => {
    if (kept === undefined) delete process.env["XDG_CACHE_HOME"];
    else process.env["XDG_CACHE_HOME"] = kept;
    rmSync(folder, { recursive: true });
  });

  const refuse = (): never => {
    throw new Error("had to wait");
  };
  const takeAll = (): Promise<Slot[]> => Promise.all(Array.from({ length: slotCount }, () => takeSlot(refuse)));

  it("are taken at once while there are any", async () => {
    for (const slot of await takeAll()) slot.release();
    strictEqual((await takeAll()).length, slotCount);
  });

  it("are waited for once all are taken, until one is free", async () => {
    const [first] = await takeAll();
    let waiting = 0;
    let taken = false;
    const next = takeSlot(() => waiting++).then((slot) => {
      taken = true;
      return slot;
    });
    await wait(700);
    deepStrictEqual({ waiting, taken }, { waiting: 1, taken: false });
    first?.release();
    (await next).release();
  });

  it("are free again when the process that had one is dead", async () => {
    const { pid } = spawnSync("true");
    const slots = path.join(folder, "azure-kdump", "guest-slots");
    for (const slot of await takeAll()) slot.release();
    for (let index = 0; index < slotCount; index++) writeFileSync(path.join(slots, String(index)), String(pid));
    ok(await takeSlot(() => {}));
    strictEqual(readdirSync(slots).length, slotCount);
  });
});
