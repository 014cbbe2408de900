import * as path from "node:path";
import type { CrashDrill } from "azure-kdump";
import { check, type SandboxStack } from "../../stack";
import { sshPublicKey } from "../../ssh";
import type { Moment } from "../evidence/result";
import type { BootableImage } from "../bootable";
import type { Hardware, Network } from "../machine/hardware";
import { Machine } from "../machine/machine";
import type { Seed } from "../machine/seed";
import type { GuestRelease } from "../releases";
import { updateTo } from "./deployment";
import { type Crash, type CrashOptions, crash } from "./crash";
import { type Guest, waitUntilArmed, waitUntilUp } from "./guest";

/** Where a case plays: guests like the deployed one, made and crashed at will. */
export class Stage {
  private machines: Machine[] = [];
  private closed = false;

  constructor(
    private readonly props: {
      /** The VM that was deployed, armed. */
      readonly deployed: Guest;
      /** Its disk at the moment it was armed. */
      readonly armedDisk: string;
      readonly release: GuestRelease;
      readonly image: BootableImage;
      /** Holds the folders of the machines made here. */
      readonly folder: string;
      readonly stack: SandboxStack;
      readonly onMoment: (moment: Moment) => void;
    },
  ) {}

  get release(): GuestRelease {
    return this.props.release;
  }

  get hardware(): Hardware {
    return this.props.deployed.machine.definition.hardware;
  }

  get deployed(): Guest {
    return this.props.deployed;
  }

  /** A guest that goes on from where the deployed one was armed. */
  async armed(): Promise<Guest> {
    const { machine } = this.props.deployed;
    const guest = await this.make("armed", this.props.armedDisk, machine.paths.seed, this.props.image.network);
    await waitUntilUp(guest);
    await waitUntilArmed(guest);
    return guest;
  }

  /** A guest of the plain image, with nothing of ours. */
  async stock(): Promise<Guest> {
    const guest = await this.make("stock", this.props.image.disk, this.plainSeed(), this.props.image.network);
    await waitUntilUp(guest);
    return guest;
  }

  /** A guest with the deployed one's customData and no way to get a package; it has only just been switched on. */
  offline(): Promise<Guest> {
    return this.make("offline", this.props.image.disk, this.deployed.machine.paths.seed, "nothing");
  }

  crash(guest: Guest, options: Omit<CrashOptions, "onMoment"> = {}): Promise<Crash> {
    return crash(guest, { ...options, onMoment: this.props.onMoment });
  }

  /** Has the deployment crash its own VM and prove the dump; `unproved` says what it did not. */
  async drill(token: string): Promise<{ readonly crash: Crash; readonly unproved?: string }> {
    const { stack, deployed } = this.props;
    let code: number | undefined;
    let update: Promise<number> | undefined;
    const cause = (): void => {
      update = stack.pulumi(updateTo({ verification: "runCommand", drill: token }));
      void update.then((ended) => (code = ended));
    };
    const crash = await this.crash(deployed, { cause, isOver: () => code !== undefined, resetSeconds: 600 });
    if ((await update) !== 0) return { crash, unproved: `the update that crashed it ended with exit code ${code}` };
    const output = await stack.query(["stack", "output", "drill", "--json"]);
    check("read the drill's result", output);
    const { path } = JSON.parse(output.stdout) as CrashDrill;
    if (crash.dumps.some((dump) => dump.complete && dump.path === path)) return { crash };
    return { crash, unproved: `the deployment took ${path} for the dump` };
  }

  /** Removes every machine made here. */
  async clear(): Promise<void> {
    const machines = this.machines;
    this.machines = [];
    await Promise.all(machines.map((machine) => machine.remove()));
  }

  /** For good: whatever still runs gets no more machines. */
  async close(): Promise<void> {
    this.closed = true;
    await this.clear();
  }

  private plainSeed(): Seed {
    const { adminUsername } = this.deployed.machine.definition;
    const sshPublicKeys = [sshPublicKey(this.props.stack.paths.sshKey)];
    return { instanceId: "stock", hostname: "stock", adminUsername, sshPublicKeys, customData: undefined };
  }

  private async make(name: string, image: string, seed: Seed | string, network: Network): Promise<Guest> {
    const { hardware, adminUsername } = this.deployed.machine.definition;
    if (this.closed) throw new Error("the drill is over");
    const folder = path.join(this.props.folder, name);
    const machine = await Machine.create(folder, { name, hardware, image, seed, network, adminUsername });
    this.machines.push(machine);
    return { machine, key: this.deployed.key };
  }
}
