import { readFileSync, renameSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Accelerator, Hardware, Network, Sockets } from "./hardware";

/** What a machine is, in `machine.json` of its folder: the supervisor reads it at every launch. */
export interface Definition {
  readonly name: string;
  readonly hardware: Hardware;
  readonly accelerator: Accelerator;
  /** The qcow2 the machine writes to; a snapshot puts a new one in its place. */
  readonly disk: string;
  readonly network: Network;
  readonly sshPort: number;
  readonly adminUsername: string;
  /** Short, because the path of a Unix socket has 107 bytes at most (unix(7)). */
  readonly socketFolder: string;
}

export interface MachinePaths {
  readonly folder: string;
  readonly definition: string;
  readonly seed: string;
  readonly variables: string;
  /** What was sent to the serial port, as it was: Azure's boot diagnostics. */
  readonly serialLog: string;
  /** Every line of the serial port and every event, with its time. */
  readonly history: string;
  /** Holds the supervisor's process id. */
  readonly pid: string;
}

export function machinePaths(folder: string): MachinePaths {
  const at = (name: string): string => path.join(folder, name);
  return {
    folder,
    definition: at("machine.json"),
    seed: at("seed.iso"),
    variables: at("variables.fd"),
    serialLog: at("serial.log"),
    history: at("history.jsonl"),
    pid: at("pid"),
  };
}

export function readDefinition(paths: MachinePaths): Definition {
  return JSON.parse(readFileSync(paths.definition, "utf8")) as Definition;
}

export function writeDefinition(paths: MachinePaths, definition: Definition): void {
  writeFileSync(`${paths.definition}.new`, JSON.stringify(definition, null, 2));
  renameSync(`${paths.definition}.new`, paths.definition);
}

export function socketsOf({ socketFolder }: Definition): Sockets {
  const at = (name: string): string => path.join(socketFolder, name);
  return { supervisor: at("supervisor"), control: at("control"), agent: at("agent") };
}
