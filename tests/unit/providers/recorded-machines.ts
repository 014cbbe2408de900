import type { InstanceView, Machines } from "azure-kdump-sandbox/bin/providers/azure-native/machines";

/** Remembers what it was told; boots nothing. */
export class RecordedMachines implements Machines {
  readonly running = new Map<string, string | undefined>();
  readonly lost = new Set<string>();
  refusal: string | undefined;

  clear(): void {
    this.running.clear();
    this.lost.clear();
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

  instanceView(): InstanceView {
    return { running: true, serialLog: "file:///serial.log" };
  }
}
