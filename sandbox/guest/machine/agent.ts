import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { byLine } from "../../lines";

/** QEMU's guest agent at the other end of a Unix socket: JSON objects, one a line (docs/interop/qemu-ga-ref there). */
export class GuestAgent {
  private readonly answers: Answer[] = [];
  private heard: () => void = () => {};
  private closed = false;

  private constructor(private readonly socket: Socket) {
    const lines = byLine((line) => {
      // The delimiter, and before it what was cut off.
      const whole = line.slice(line.lastIndexOf("\xff") + 1).trim();
      if (whole !== "") this.answers.push(JSON.parse(whole) as Answer);
    });
    socket.setEncoding("latin1").on("data", (text: string) => {
      lines(text);
      this.heard();
    });
    const end = (): void => {
      this.closed = true;
      this.heard();
    };
    socket.on("error", end).on("close", end);
  }

  /**
   * An agent that answers, or undefined when none has by `deadline` (milliseconds since 1970): it is not started yet,
   * or its machine is down. QEMU serves one client of the socket at a time, so it is to be closed soon.
   */
  static async connect(path: string, deadline: number): Promise<GuestAgent | undefined> {
    while (Date.now() < deadline) {
      const socket = await dial(path);
      const agent = socket === undefined ? undefined : new GuestAgent(socket);
      if (await agent?.synchronise(deadline)) return agent;
      agent?.close();
      await wait(patience.dial);
    }
    return undefined;
  }

  /** The answer to a command. Rejects with the agent's own words, or when it does not answer within a minute. */
  async execute(command: string, options: object = {}): Promise<unknown> {
    this.send(command, options);
    const answer = await this.next(Date.now() + patience.command);
    if (answer === undefined) throw new Error(`the guest's agent did not answer ${command}`);
    if (answer.error !== undefined) throw new Error(answer.error.desc);
    return answer.return;
  }

  close(): void {
    this.socket.destroy();
  }

  /** Answers to an earlier client may still be on their way; what follows the answer to `id` is ours. */
  private async synchronise(deadline: number): Promise<boolean> {
    while (!this.closed && Date.now() < deadline) {
      const id = Math.floor(Math.random() * 2 ** 31);
      // The agent's parser begins anew at this byte, whatever was left unfinished before it.
      this.socket.write(Buffer.from([0xff]));
      this.send("guest-sync-delimited", { id });
      for (const until = Math.min(deadline, Date.now() + patience.sync); ; ) {
        const answer = await this.next(until);
        if (answer === undefined) break;
        if (answer.return === id) return true;
      }
    }
    return false;
  }

  private send(command: string, options: object): void {
    this.socket.write(`${JSON.stringify({ execute: command, arguments: options })}\n`);
  }

  private async next(deadline: number): Promise<Answer | undefined> {
    while (this.answers.length === 0 && !this.closed && Date.now() < deadline) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, deadline - Date.now());
        this.heard = () => {
          clearTimeout(limit);
          resolve();
        };
      });
    }
    return this.answers.shift();
  }
}

interface Answer {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

/** Milliseconds. */
const patience = { dial: 200, sync: 5_000, command: 60_000 };

function dial(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(socket.off("error", failed)));
    const failed = (): void => resolve(undefined);
    socket.once("error", failed);
  });
}
