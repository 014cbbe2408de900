import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { Events } from "./events";
import { policyPack, type TestAzure } from "./stack";

export interface Operation {
  readonly azure: TestAzure;
  readonly stack: string;
  readonly operation: "preview" | "up";
  readonly program: () => void;
  /** What a file given with --policy-pack-config holds. */
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface Outcome {
  /** What the CLI said when it ended with an error. */
  readonly rejected: string | undefined;
  readonly events: Events;
  /** All that the CLI printed, and every event. */
  readonly output: string;
  readonly stack: Stack;
}

/**
 * Runs an operation of the real engine with the policy pack enforced. The CLI drops its events without a word where it
 * cannot deliver them to the SDK (backend/display/display.go, startEventLogger): a preview is then asked for once more.
 */
export async function enforced(wanted: Operation): Promise<Outcome> {
  const outcome = await attempt(wanted);
  if (outcome.events.areWhole || wanted.operation === "up") return outcome;
  return attempt(wanted);
}

async function attempt({ azure, stack: name, operation, program, config }: Operation): Promise<Outcome> {
  const events = new Events();
  const stack = await azure.stack(name, () => {
    program();
    return Promise.resolve();
  });
  let printed = "";
  const print = (text: string): void => {
    printed += text;
  };
  const options = {
    onEvent: events.onEvent,
    onOutput: print,
    onError: print,
    policyPacks: [policyPack],
    ...(config && { policyPackConfigs: [written(azure, config)] }),
  };
  const rejected = await (operation === "up" ? stack.up(options) : stack.preview(options)).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  return { rejected, events, output: `${printed}\n${events.text}`, stack };
}

function written(azure: TestAzure, config: Readonly<Record<string, unknown>>): string {
  const file = path.join(azure.paths.folder, "policy-pack-config.json");
  writeFileSync(file, JSON.stringify(config));
  return file;
}
