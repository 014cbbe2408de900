import * as path from "node:path";
import type { Moment } from "../evidence/result";
import type { BootableImage } from "../bootable";
import type { Hardware, Network } from "../machine/hardware";
import { Machine } from "../machine/machine";
import type { Seed } from "../machine/seed";
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
      readonly image: BootableImage;
      /** Holds the folders of the machines made here. */
      readonly folder: string;
      readonly sshPublicKey: string;
      readonly onMoment: (moment: Moment) => void;
    },
  ) {}

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
    const sshPublicKeys = [this.props.sshPublicKey];
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
