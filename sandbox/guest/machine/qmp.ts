import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";

/** QEMU's machine protocol: JSON objects, one a line (docs/interop/qmp-spec.rst there). */
export class Qmp {
  private readonly waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = [];

  private constructor(
    private readonly socket: Socket,
    onEvent: (event: QmpEvent) => void,
  ) {
    createInterface({ input: socket }).on("line", (line) => {
      const message = JSON.parse(line) as Message;
      if (message.event !== undefined) onEvent({ name: message.event, data: message.data ?? {} });
      else if (message.error !== undefined) this.waiting.shift()?.reject(new Error(message.error.desc));
      else if ("return" in message) this.waiting.shift()?.resolve(message.return);
    });
    const end = (error?: Error): void => {
      for (const { reject } of this.waiting.splice(0)) reject(error ?? new Error("QEMU has ended"));
    };
    socket.on("error", end).on("close", () => end());
  }

  /** Connects, trying for 10 seconds, because a process that was just started does not listen yet. */
  static async connect(path: string, onEvent: (event: QmpEvent) => void = () => {}): Promise<Qmp> {
    const qmp = new Qmp(await dial(path, Date.now() + 10_000), onEvent);
    await qmp.execute("qmp_capabilities");
    return qmp;
  }

  /** The answer to a command. Rejects with QEMU's own words, or when QEMU ends before it answers. */
  execute(command: string, options: object = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.socket.write(`${JSON.stringify({ execute: command, arguments: options })}\n`);
    });
  }

  close(): void {
    this.socket.destroy();
  }
}

export interface QmpEvent {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Message {
  readonly event?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly desc: string };
  readonly return?: unknown;
}

async function dial(path: string, deadline: number): Promise<Socket> {
  for (;;) {
    try {
      return await new Promise<Socket>((resolve, reject) => {
        const socket = connect(path, () => resolve(socket.off("error", reject)));
        socket.once("error", reject);
      });
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(50);
    }
  }
}
