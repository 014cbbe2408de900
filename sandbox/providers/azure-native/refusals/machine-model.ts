import type { Refusal, Write } from "../kind";
import { lunTaken, tooManyDataDisks } from "./data-disks";
import {
  architectureMismatch,
  controllerMismatch,
  diskControllerUnsupported,
  generationMismatch,
  imageNotFound,
  sizeInvalid,
  trustedLaunchUnsupported,
} from "./image";
import {
  customDataInvalid,
  keyInvalid,
  keyPathInvalid,
  noWayIn,
  osProfileMissing,
  passwordMissing,
  userNameNotAllowed,
} from "./login";

/** What is refused of a machine by itself, and so of every instance of a scale set: first what none can be made of. */
export const notUnderstood: readonly Refusal<Write>[] = [
  sizeInvalid,
  imageNotFound,
  osProfileMissing,
  userNameNotAllowed,
  passwordMissing,
  noWayIn,
  keyPathInvalid,
  keyInvalid,
  customDataInvalid,
];

/** Then what does not fit together. */
export const notFitting: readonly Refusal<Write>[] = [
  generationMismatch,
  architectureMismatch,
  diskControllerUnsupported,
  controllerMismatch,
  trustedLaunchUnsupported,
  tooManyDataDisks,
  lunTaken,
];
