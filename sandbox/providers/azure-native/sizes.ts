export interface VmSize {
  readonly generations: readonly ("1" | "2")[];
  readonly architecture: "x64" | "Arm64";
  readonly controllers: readonly ("SCSI" | "NVMe")[];
}

/**
 * What a size can boot, read off its name (`Standard_D4ads_v5`: family D, 4 cores, features ads, version 5).
 * An approximation of the compute SKU API; undefined when the name is not of that form.
 */
export function vmSize(name: string): VmSize | undefined {
  const parts = /^(Basic|Standard)_([A-Z]+)\d+(?:-\d+)?([a-z]*)(?:_[A-Z]*\d+)?(?:_v(\d+))?(?:_Promo)?$/.exec(name);
  if (parts === null) return undefined;
  const [, tier, family = "", features = "", versionText] = parts;
  const version = Number(versionText ?? 1);
  const arm = features.includes("p");
  const premium = features.includes("s") || /^(DS|FS|GS|LS)$/.test(family) || family === "M";
  // Lsv4 and Laosv4 came with the v6 generation of the others (terraform-azurerm-avm-res-compute-virtualmachine PR 373).
  const nvmeOnly = version >= (family === "L" ? 4 : 6);
  const gen1Only = tier === "Basic" || family === "A" || (version < 5 && !premium);
  const gen2Only = nvmeOnly || arm || family === "DC" || family === "EC";
  return {
    generations: gen2Only ? ["2"] : gen1Only ? ["1"] : ["1", "2"],
    architecture: arm ? "Arm64" : "x64",
    controllers: nvmeOnly ? ["NVMe"] : features.includes("b") && version === 5 ? ["SCSI", "NVMe"] : ["SCSI"],
  };
}
