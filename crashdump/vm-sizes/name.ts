/** The parts of a size's name, as Azure writes them: "DS", 13, 4, "", 2 of Standard_DS13-4_v2. */
export interface VmSizeName {
  readonly family: string;
  /** vCPUs, in all but the oldest series. */
  readonly number: number;
  /** vCPUs that are left of a constrained size; all else is as of the size without the constraint. */
  readonly constrainedTo?: number;
  readonly features: string;
  /** Accelerator or other mark, such as "a100", "t4" or "cc"; empty for none. */
  readonly mark: string;
  readonly version: number;
}

/** By learn.microsoft.com/azure/virtual-machines/vm-naming-conventions; Azure compares names case-insensitively. */
export function vmSizeNameOf(name: string): VmSizeName | undefined {
  const match =
    /^(?:standard|basic)_(?<family>[a-z]+)(?<number>\d+)(?:-(?<constrained>\d+))?(?<features>[a-z]*)(?:_(?!v\d|promo)(?<mark>\w*?))?(?:_v(?<version>\d+))?(?:_promo)?$/.exec(
      name.toLowerCase(),
    );
  if (match?.groups === undefined) return undefined;
  const { family = "", number, constrained, features = "", mark = "", version = 1 } = match.groups;
  return {
    family: family.toUpperCase(),
    number: Number(number),
    ...(constrained === undefined ? {} : { constrainedTo: Number(constrained) }),
    features,
    mark,
    version: Number(version),
  };
}

/** "D v2"; the DS and GS sizes are those of D and G with premium storage. */
export function seriesOf({ family, version }: VmSizeName): string {
  return `${family.replace(/^([DG])S$/, "$1")}${version > 1 ? ` v${version}` : ""}`;
}

/** Sizes that something holds for, which stands beside these in a table's row. */
export interface Sizes {
  readonly family: RegExp;
  readonly versions: readonly [first: number, last: number];
  /** All where it is undefined. */
  readonly features?: RegExp;
  /** All where it is undefined. */
  readonly mark?: RegExp;
}

/** The first row of a table that the size is of. */
export function rowOf<Row extends Sizes>(rows: readonly Row[], size: VmSizeName): Row | undefined {
  return rows.find(
    ({ family, versions: [first, last], features, mark }) =>
      family.test(size.family) &&
      size.version >= first &&
      size.version <= last &&
      features?.test(size.features) !== false &&
      mark?.test(size.mark) !== false,
  );
}
