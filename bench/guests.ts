import { rmSync } from "node:fs";
import * as path from "node:path";
import { harden, toCustomData } from "azure-kdump-core";
import { sandboxPaths } from "azure-kdump-sandbox";
import { Failure } from "azure-kdump-sandbox/bin/failure";
import { crash } from "azure-kdump-sandbox/bin/guest/drill/crash";
import { type Guest, waitUntilUp } from "azure-kdump-sandbox/bin/guest/drill/guest";
import { saysArmed } from "azure-kdump-sandbox/bin/guest/drill/moments";
import { type GuestImage, guestImage } from "azure-kdump-sandbox/bin/guest/image";
import { type Entry, says } from "azure-kdump-sandbox/bin/guest/machine/history";
import { Machine } from "azure-kdump-sandbox/bin/guest/machine/machine";
import { ensureGuestTools } from "azure-kdump-sandbox/bin/guest/tools";
import { interruptible } from "azure-kdump-sandbox/bin/interruption";
import { sshPublicKey } from "azure-kdump-sandbox/bin/ssh";
import { median } from "./in-turns";

/*
 * Our kdump against the distribution's own, on the same guest: from power-on until kdump is armed, how long the dump is
 * written, and from the panic until SSH answers again. The two take turns, and medians are printed: under
 * emulation only a ratio means something. Run with `npm run bench -- guests`; takes three quarters of an hour.
 */

const rounds = 3;
const { drill: folder, sshKey } = sandboxPaths();

/** What somebody does by hand: the package, which brings its own crashkernel, and the reboot that takes effect with. */
const stock = `#cloud-config
packages: [kdump-tools]
package_update: true
power_state: { mode: reboot }
`;
const ours = toCustomData(harden({ release: "debian-12", architecture: "x64", generation: 1 }));

/** What kdump-tools says, whoever configured it. */
const loaded = says(/kdump-tools.*: loaded kdump kernel/);

interface Contender {
  readonly customData: Buffer;
  /** Seen once nothing is going to load the capture kernel anew, so that it can be crashed. */
  readonly settled: (entry: Entry) => boolean;
}

const contenders = {
  ours: { customData: Buffer.from(ours, "base64"), settled: saysArmed },
  stock: { customData: Buffer.from(stock), settled: loaded },
} as const satisfies Readonly<Record<string, Contender>>;
type Name = keyof typeof contenders;

/** Seconds. */
interface Times {
  readonly armed: number;
  readonly written: number;
  readonly back: number;
}

const times: Readonly<Record<Name, Times[]>> = { ours: [], stock: [] };

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(error instanceof Failure ? error.exitCode : 1);
});

async function main(): Promise<void> {
  await ensureGuestTools();
  const image = await guestImage("debian-12");
  for (let round = 1; round <= rounds; round++) {
    for (const contender of ["ours", "stock"] as const) {
      const measured = await measure(contender, image);
      times[contender].push(measured);
      console.log(`${round}/${rounds} ${contender}: ${JSON.stringify(measured)}`);
    }
  }
  console.log("\n                             ours    stock   ratio   limit");
  show("power-on to armed", "armed", 1);
  show("writing the dump", "written", 0.6);
  show("panic to SSH", "back", 1);
}

async function measure(contender: Name, image: GuestImage): Promise<Times> {
  const place = path.join(folder, `bench-${contender}`);
  const started = Date.now();
  const machine = await Machine.create(place, {
    name: contender,
    hardware: { firmware: "bios", diskController: "ide", memoryMiB: 1024, cpus: 2 },
    image: image.disk,
    network: { folder: image.archive },
    adminUsername: "azureuser",
    seed: {
      instanceId: contender,
      hostname: contender,
      adminUsername: "azureuser",
      sshPublicKeys: [sshPublicKey(sshKey)],
      customData: contenders[contender].customData,
    },
  });
  try {
    return await interruptible(() => timed({ machine, key: sshKey }, started, contenders[contender]));
  } finally {
    await machine.remove();
    rmSync(place, { recursive: true, force: true });
  }
}

async function timed(guest: Guest, started: number, { settled }: Contender): Promise<Times> {
  const armed = ((await waitFor(guest, loaded, "armed")) - started) / 1000;
  await waitFor(guest, settled, "settled");
  await waitUntilUp(guest);
  const { moments } = await crash(guest, { onMoment: () => {} });
  const seconds = (name: string): number => moments.find((moment) => moment.name === name)?.seconds ?? Number.NaN;
  return { armed: Math.round(armed), written: seconds("dump-written") - seconds("dump-begun"), back: seconds("ssh") };
}

/** When it was seen first, in milliseconds since 1970. */
async function waitFor({ machine }: Guest, sign: (entry: Entry) => boolean, what: string): Promise<number> {
  const found = await machine.history.find(sign, 0, Date.now() + 1_800_000);
  if (found === undefined) throw new Error(`the guest is not ${what} after half an hour`);
  return found.entry.at;
}

function show(what: string, figure: keyof Times, limit: number): void {
  const [mine, other] = [times.ours, times.stock].map((all) => median(all.map((one) => one[figure]))) as [
    number,
    number,
  ];
  const row = [mine, other].map((seconds) => `${seconds.toFixed(1)} s`.padStart(9)).join("");
  console.log(`${what.padEnd(24)}${row}${(mine / other).toFixed(2).padStart(8)}${limit.toFixed(2).padStart(8)}`);
}
