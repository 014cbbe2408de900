import type { GuestScripts, InstanceView, Machines } from "azure-kdump-sandbox/bin/providers/azure-native/machines";

/** Remembers what it was told; boots nothing. */
export class RecordedMachines implements Machines {
  readonly running = new Map<string, string | undefined>();
  readonly lost = new Set<string>();
  readonly sshPorts = new Map<string, number>();
  readonly guests = new Map<string, GuestScripts>();
  readonly stopped = new Set<string>();
  refusal: string | undefined;

  clear(): void {
    this.running.clear();
    for (const kept of [this.lost, this.sshPorts, this.guests, this.stopped]) kept.clear();
    this.refusal = undefined;
  }

  boot({ id }: { readonly id: string }, customData: string | undefined): Promise<void> {
    if (this.refusal !== undefined) return Promise.reject(new Error(this.refusal));
    this.running.set(id, customData);
    return Promise.resolve();
  }

  keepOnly(ids: readonly string[]): Promise<void> {
    for (const id of this.running.keys()) if (!ids.includes(id)) this.running.delete(id);
    return Promise.resolve();
  }

  isLost(id: string): boolean {
    return this.lost.has(id);
  }

  instanceView(id: string): InstanceView {
    return { running: !this.stopped.has(id), serialLog: "file:///serial.log" };
  }

  sshPort(id: string): number | undefined {
    return this.sshPorts.get(id);
  }

  scripts(id: string): GuestScripts | undefined {
    return this.guests.get(id);
  }
}
