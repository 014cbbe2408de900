import { isList, isObject, type Json, type JsonObject, same } from "../protocol/json";

/**
 * The inputs a refresh leaves behind: the old ones, changed only where what Azure reports has changed. That keeps
 * write-only values, which Azure never reports, and does not turn Azure's defaults into inputs.
 */
export function driftedInputs(inputs: JsonObject, before: JsonObject, live: JsonObject): JsonObject {
  const names = new Set([...Object.keys(inputs), ...Object.keys(before), ...Object.keys(live)]);
  const drifted = [...names].flatMap((name): readonly [string, Json][] => {
    const value = drift(inputs[name], before[name], live[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(drifted);
}

function drift(input: Json | undefined, before: Json | undefined, live: Json | undefined): Json | undefined {
  if (same(before, live)) return input;
  if (isObject(input) && isObject(before) && isObject(live)) return driftedInputs(input, before, live);
  if (isList(input) && isList(before) && isList(live)) {
    return live.map((item, index) => {
      const [oldInput, oldItem] = [input[index], before[index]];
      return oldInput === undefined || oldItem === undefined ? item : (drift(oldInput, oldItem, item) ?? item);
    });
  }
  return live;
}
