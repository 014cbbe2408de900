import type { Outcome, Shell } from "../shell";
import { bootLoader } from "./boot-loader";
import { fileCommands } from "./files";
import { filters } from "./filters";
import { find } from "./find";
import { kdump } from "./kdump";
import { modes } from "./modes";
import { output } from "./output";
import { packages } from "./packages";
import { readers } from "./readers";
import { services } from "./services";
import { sysctl } from "./sysctl";
import { test } from "./test";
import { wrappers } from "./wrappers";

/** Does on a picture of a guest what a command does on a guest; undefined where its words are not understood. */
export type CommandEffect = (shell: Shell, args: readonly string[], name: string) => Outcome | undefined;

export type CommandTable = Readonly<Record<string, CommandEffect>>;

/** Every command that is understood, by its name. */
export const commands: CommandTable = {
  ...readers,
  ...output,
  ...filters,
  ...test,
  ...fileCommands,
  ...modes,
  ...find,
  ...sysctl,
  ...services,
  ...packages,
  ...bootLoader,
  ...kdump,
  ...wrappers,
};
