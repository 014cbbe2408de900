import { setTimeout as wait } from "node:timers/promises";
import { type DumpVerdict, dumpReport, readDumpReport } from "azure-kdump-core";
import type { Moment } from "../evidence/result";
import type { Entry } from "../machine/history";
import { waitForSsh } from "../machine/ssh";
import { bootId, fate, type Guest, run } from "./guest";
import { crashSigns, Watch } from "./moments";

/** What came of a crash. */
export interface Crash {
  /** Since the panic. */
  readonly moments: readonly Moment[];
  readonly bootIds: readonly [before: string, after: string | undefined];
  /** Seconds after which the kernel that panicked said it would reboot; undefined where it said nothing of the kind. */
  readonly announcedSeconds?: number | undefined;
  /** What lies under the dump path now; nothing can be said of a guest that did not come back. */
  readonly dumps: readonly DumpVerdict[];
  /** What QEMU says of the machine of a guest that did not come back: "running" is a kernel that hangs. */
  readonly status?: string;
}

export interface CrashOptions {
  /** How long to wait for the reset: 300 s, much more than a dump takes. */
  readonly resetSeconds?: number;
  readonly onMoment: (moment: Moment) => void;
  /** Makes the guest crash soon; default: by SSH, a second later. */
  readonly cause?: () => Promise<void> | void;
  /** No crash is to be expected any more. */
  readonly isOver?: () => boolean;
  /** Called once, when the panic's moments reach the one of this name. */
  readonly at?: { readonly moment: string; readonly act: () => Promise<void> };
}

/** The guest is up again within this time of its reset. */
const backSeconds = 600;

/** Crashes a guest and sees whether it comes back, and with what. */
export async function crash(
  guest: Guest,
  { resetSeconds = 300, onMoment, cause = () => panic(guest), isOver = () => false, at }: CrashOptions,
): Promise<Crash> {
  const { machine } = guest;
  const before = await bootId(guest);
  let next = machine.history.read().length;
  await cause();
  const watch = new Watch(crashSigns, onMoment);
  let acted = false;
  let announcedSeconds: number | undefined;
  const deadline = Date.now() + resetSeconds * 1000;
  while (!watch.has("kernel") && Date.now() < deadline && machine.isRunning && !isOver()) {
    await wait(100);
    const news = machine.history.read().slice(next);
    next += news.length;
    for (const entry of news) {
      watch.see(entry);
      announcedSeconds ??= announced(entry);
    }
    if (at !== undefined && !acted && watch.has(at.moment)) {
      acted = true;
      await at.act();
    }
  }
  const { moments } = watch;
  const lost = (status: string): Crash => ({
    moments,
    bootIds: [before, undefined],
    announcedSeconds,
    dumps: [],
    status,
  });
  if (!machine.isRunning) return lost(fate(machine));
  if (!watch.has("reset")) return lost(((await machine.qmp("query-status")) as { status: string }).status);
  const alive = (): boolean => machine.isRunning;
  if (!(await waitForSsh(machine.address(guest.key), Date.now() + backSeconds * 1000, alive))) {
    return lost(`it was reset and does not answer by SSH; ${fate(machine)}`);
  }
  watch.add({ name: "ssh", label: "SSH answers" }, Date.now());
  return {
    moments,
    bootIds: [before, await bootId(guest)],
    announcedSeconds,
    dumps: await dumpsOf(guest),
  };
}

/** kernel/panic.c says it when no capture kernel takes over. */
export function announced(entry: Entry): number | undefined {
  const [, seconds] = ("line" in entry && /Rebooting in (\d+) seconds/.exec(entry.line)) || [];
  return seconds === undefined ? undefined : Number(seconds);
}

async function panic(guest: Guest): Promise<void> {
  // Detached, so that the connection is closed in order and nothing waits for a guest that is gone.
  const script = "sync\nsetsid -f sh -c 'sleep 1; echo c >/proc/sysrq-trigger' >/dev/null 2>&1 </dev/null";
  await run(guest, "crash", script);
}

async function dumpsOf(guest: Guest): Promise<readonly DumpVerdict[]> {
  return readDumpReport(await run(guest, "read the dumps", dumpReport(), 600));
}
