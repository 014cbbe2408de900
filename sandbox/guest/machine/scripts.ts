import { setTimeout as wait } from "node:timers/promises";
import type { GuestScripts, Outcome, Script } from "../../providers/azure-native/machines";
import { GuestAgent } from "./agent";

export interface Limits {
  /** How long an agent that does not answer is waited for when a script is started. */
  readonly agentSeconds: number;
  readonly pollMilliseconds: number;
}

/**
 * The scripts of a guest, run by its agent the way Azure's agent runs them (Azure/run-command-handler-linux): a file
 * that bash starts, its streams and its exit code in files beside it. So it needs nobody to wait for it.
 */
export class Scripts implements GuestScripts {
  /**
   * @param agent The Unix socket of the guest's agent.
   * @param folder In the guest; default: where Azure's agent has them.
   */
  constructor(
    private readonly agent: string,
    private readonly limits: Limits = { agentSeconds: 40 * 60, pollMilliseconds: 1000 },
    private readonly folder = "/var/lib/waagent/run-command-handler/download",
  ) {}

  /** Starts a script as soon as there is an agent. Rejects when there is none in time. */
  async start(script: Script): Promise<void> {
    const { agentSeconds } = this.limits;
    const started = await this.ask(Date.now() + agentSeconds * 1000, (agent) =>
      agent.execute("guest-exec", {
        path: "/bin/sh",
        arg: ["-c", launcher, "sh", this.folderOf(script), String(script.timeoutSeconds), script.arguments],
        env: Object.entries({ ...plainEnvironment, ...script.environment }).map(([name, value]) => `${name}=${value}`),
        "input-data": Buffer.from(script.text).toString("base64"),
      }),
    );
    if (started === undefined) throw new Error(`the guest's agent has not answered for ${agentSeconds} s`);
  }

  /** Waits for a script that was started to end, `graceSeconds` longer than its own time. */
  async finish(script: Script, graceSeconds = 60): Promise<Outcome> {
    const deadline = script.run + (this.limits.agentSeconds + script.timeoutSeconds + graceSeconds) * 1000;
    while (Date.now() < deadline) {
      const outcome = await this.outcome(script, deadline);
      if (outcome !== undefined) return outcome;
      await wait(this.limits.pollMilliseconds);
    }
    return { state: "TimedOut", output: "", error: "" };
  }

  /** How a script has ended; undefined while it runs, and when no agent answers by `deadline`. */
  async outcome(script: Pick<Script, "name" | "run">, deadline: number): Promise<Outcome | undefined> {
    const at = (file: string): string => `${this.folderOf(script)}/${file}`;
    const asked = this.ask(deadline, async (agent) => {
      const ended = await readFile(agent, at("exit"));
      if (ended === undefined) {
        const boots = [await readFile(agent, at("boot")), await readFile(agent, "/proc/sys/kernel/random/boot_id")];
        if (boots[0] === undefined || boots[0] === boots[1]) return {};
      }
      const [output = "", error = ""] = [await readFile(agent, at("stdout")), await readFile(agent, at("stderr"))];
      const [code = "", timedOut] = ended?.trim().split(" ") ?? [];
      if (ended === undefined) return { outcome: { state: "Failed", output, error } as const };
      const state = timedOut !== undefined ? "TimedOut" : code === "0" ? "Succeeded" : "Failed";
      return { outcome: { state, exitCode: Number(code), output, error } as const };
    });
    // An agent that ends meanwhile is as good as none.
    return (await asked.catch(() => undefined))?.outcome;
  }

  private folderOf({ name, run }: Pick<Script, "name" | "run">): string {
    return `${this.folder}/${name}/${run}`;
  }

  /** One conversation, and a short one: QEMU has one client at a time. */
  private async ask<T>(deadline: number, talk: (agent: GuestAgent) => Promise<T>): Promise<T | undefined> {
    const agent = await GuestAgent.connect(this.agent, deadline);
    if (agent === undefined) return undefined;
    try {
      return await talk(agent);
    } finally {
      agent.close();
    }
  }
}

const tailBytes = 4096;

/** What a service has; guest-exec takes it in the place of the agent's own, not beside it. */
const plainEnvironment = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root" };

/** The end of a text file in the guest; undefined when it is not there. */
async function readFile(agent: GuestAgent, path: string): Promise<string | undefined> {
  const handle = await agent.execute("guest-file-open", { path, mode: "r" }).catch(() => undefined);
  if (handle === undefined) return undefined;
  // Files of /proc have no end to count from.
  const seek = { handle, offset: -tailBytes, whence: "end" };
  await agent.execute("guest-file-seek", seek).catch(() => undefined);
  const read = (await agent.execute("guest-file-read", { handle, count: tailBytes })) as { "buf-b64": string };
  await agent.execute("guest-file-close", { handle });
  return Buffer.from(read["buf-b64"], "base64").toString("utf8");
}

/**
 * Holds the script to its time by itself: "timeout" ends by KILL too, so that 137 alone does not say whether the time was
 * up; the clock that does is one that nobody sets. No variable before the script: it would change a parameter of that name.
 */
const launcher = `
umask 077
mkdir -p "$1" && cd "$1" && cat >script.sh && chmod 0500 script.sh || exit
cat /proc/sys/kernel/random/boot_id >boot.new && mv boot.new boot
seconds() { cut -d. -f1 /proc/uptime; }
set -- "$@" "$(seconds)"
timeout --signal=KILL "$2" /bin/bash -c "$1/script.sh $3" </dev/null >stdout 2>stderr
code=$? late=
[ $code = 137 ] && [ $(($(seconds) - $4)) -ge "$2" ] && late=late
echo $code $late >exit.new
mv exit.new exit
`;
