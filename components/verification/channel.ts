import type * as compute from "@pulumi/azure-native/compute/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Reason } from "./failure";

/** A script that has to succeed in a guest, as root. */
export interface Step {
  /** Ends the resource's name. */
  readonly name: string;
  /** It runs again where this changes, and under another name: Azure runs a command of the same name once. */
  readonly key: pulumi.Input<string>;
  readonly script: string;
  /** The same as one command and its standard input; default: a shell that reads the script there. */
  readonly command?: { readonly line: string; readonly stdin: string };
  /** Most that the script takes by itself. */
  readonly seconds: number;
  /** What the user is told where it fails and the channel's own error does not say; default: its last words. */
  readonly reason?: Reason;
  readonly after?: readonly pulumi.Resource[];
}

/** What a step came to, once it has succeeded. */
export interface Done {
  readonly resource: pulumi.Resource;
  readonly output: pulumi.Output<string>;
  /** Milliseconds since 1970; undefined where the channel does not tell. */
  readonly ended: pulumi.Output<number | undefined>;
}

export type Channel = (step: Step) => Done;

/** The VM that a channel reaches. */
export interface Target {
  readonly component: pulumi.ComponentResource;
  /** The component's name, with which every child's begins. */
  readonly name: string;
  readonly vm: compute.VirtualMachine;
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location?: pulumi.Input<string>;
}
