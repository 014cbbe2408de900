/** A document as written: tags resolved, types not yet built. An alias is the very node it names. */
export type Node = ScalarNode | SequenceNode | MappingNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly tag: string;
  readonly value: string;
  readonly line: number;
}

export interface SequenceNode {
  readonly kind: "sequence";
  readonly tag: string;
  readonly items: Node[];
  readonly line: number;
}

export interface MappingNode {
  readonly kind: "mapping";
  readonly tag: string;
  /** Changes once, when the merge keys are followed. */
  pairs: (readonly [key: Node, value: Node])[];
  readonly line: number;
}

/** The prefix of YAML's own tags, and these whole: put together for each value they would be compared by content. */
export const standard = "tag:yaml.org,2002:";

export const tags = {
  null: "tag:yaml.org,2002:null",
  bool: "tag:yaml.org,2002:bool",
  int: "tag:yaml.org,2002:int",
  float: "tag:yaml.org,2002:float",
  binary: "tag:yaml.org,2002:binary",
  timestamp: "tag:yaml.org,2002:timestamp",
  str: "tag:yaml.org,2002:str",
  seq: "tag:yaml.org,2002:seq",
  map: "tag:yaml.org,2002:map",
  set: "tag:yaml.org,2002:set",
  omap: "tag:yaml.org,2002:omap",
  pairs: "tag:yaml.org,2002:pairs",
  merge: "tag:yaml.org,2002:merge",
  value: "tag:yaml.org,2002:value",
} as const;
